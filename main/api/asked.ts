import type { Services } from '../services/services.ts';
import { asked, signedIn, type Guarded } from './guard.ts';

/** With what a desk was asked first, and what becomes of it. */
export const askedHandlers = (guarded: Guarded['asked'], { firstAsked }: Services) => ({
  list: guarded.list.handler(({ context }) => ({ ok: true, value: { rows: firstAsked.list(signedIn(context)) } })),
  record: guarded.record.handler(({ input, context }) =>
    firstAsked.record(signedIn(context), asked(context, input), input),
  ),
  accept: guarded.accept.handler(({ input, context }) =>
    firstAsked.accept(signedIn(context), asked(context, input), input.askedId),
  ),
  answer: guarded.answer.handler(({ input, context }) =>
    firstAsked.answer(signedIn(context), asked(context, input), input.askedId, input),
  ),
});
