import type { Services } from '../services/services.ts';
import { asked, signedIn, type Guarded } from './guard.ts';

/** Who is there, and who stands in for whom. */
export const dutyHandlers = (guarded: Guarded['duty'], { duty }: Services) => ({
  view: guarded.view.handler(({ context }) => ({ ok: true, value: duty.view(signedIn(context)) })),
  enterAbsence: guarded.enterAbsence.handler(({ input, context }) =>
    duty.enterAbsence(signedIn(context), asked(context, input), input),
  ),
  endAbsence: guarded.endAbsence.handler(({ input, context }) =>
    duty.endAbsence(signedIn(context), asked(context, input), input.absenceId),
  ),
  answerSilence: guarded.answerSilence.handler(({ input, context }) =>
    duty.answerSilence(signedIn(context), asked(context, input), input),
  ),
  nameSubstitute: guarded.nameSubstitute.handler(({ input, context }) =>
    duty.nameSubstitute(signedIn(context), asked(context, input), input),
  ),
});
