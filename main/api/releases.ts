import type { Services } from '../services/services.ts';
import { asked, signedIn, type Guarded } from './guard.ts';

/** The catalogue as administrators keep it. */
export const releasesHandlers = (guarded: Guarded['releases'], { releases }: Services) => ({
  view: guarded.view.handler(({ context }) => ({ ok: true, value: releases.view(signedIn(context)) })),
  export: guarded.export.handler(() => ({ ok: true, value: releases.exported() })),
  propose: guarded.propose.handler(({ input, context }) =>
    releases.propose(signedIn(context), asked(context, input), input),
  ),
  publish: guarded.publish.handler(({ input, context }) =>
    releases.publish(signedIn(context), asked(context, input), input),
  ),
  decline: guarded.decline.handler(({ input, context }) =>
    releases.decline(signedIn(context), asked(context, input), input),
  ),
});
