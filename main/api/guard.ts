import { implement, ORPCError } from '@orpc/server';
import { z } from 'zod';
import type { Caller } from '../contract/caller.ts';
import { demonstrationContract } from '../contract/contract.ts';
import { failure } from '../contract/failures.ts';
import { idSchema, requestIdSchema } from '../contract/shared.ts';
import type { Request } from '../services/once.ts';
import type { Services } from '../services/services.ts';
import { storageFailure } from '../services/storage.ts';
import { sessionKey, type Session } from '../services/sessions.ts';

/** What every call carries: which window speaks. Given by the shell, never by the window itself. */
export interface CallContext {
  readonly windowId: string;
}

const OUT_OF_BOUNDS = '有内容过长、缺少或格式不对';

/** The contract with what happens before every handler: failures of the disk as values, the session, who may call. */
export function guardedBy({ sessions, storage, refusedTries }: Services) {
  return implement(demonstrationContract)
    .$context<CallContext>()
    .use(async ({ next, procedure }, _input, output) => {
      // A stream has no values for failures: what is wrong with its call is told as an error.
      if (procedure['~orpc'].meta.streams) return next();
      try {
        return await next();
      } catch (error) {
        // The window keeps people within these bounds; what still comes through is told, not thrown.
        if (error instanceof ORPCError && error.code === 'BAD_REQUEST')
          return output(failure('INPUT_INVALID', OUT_OF_BOUNDS));
        // What was under way has been rolled back whole.
        const fault = storage.noteError(error);
        if (fault) return output(storageFailure(fault));
        throw error;
      }
    })
    .use(({ context, next, path }) =>
      // A call is no use of the window: a page may make it by itself, also on a screen that nobody looks at.
      next({ context: { session: sessions.attend(context.windowId), procedure: path.join('.') } }),
    )
    .use(({ context, next, procedure }, input, output) => {
      const { session } = context;
      const verdict = mayCall(procedure['~orpc'].meta.callers, session);
      if (verdict.ok) return next();
      const tried = { act: context.procedure, ...triedOn(input) };
      return output(session ? refusedTries.judge(session, tried, verdict) : verdict);
    });
}

/** Whether a session (or none) may call a procedure with these callers. The contract's list is the only rule. */
function mayCall(callers: readonly Caller[], session: Session | null) {
  if (callers.includes('window')) return { ok: true } as const;
  if (!session) return failure('NOT_SIGNED_IN');
  return callers.includes(session.role) ? ({ ok: true } as const) : failure('NOT_ALLOWED');
}

/** What a refused call was about: nobody has looked at its input yet. */
const triedSchema = z.object({ caseId: idSchema.optional(), requestId: requestIdSchema.optional() });

function triedOn(input: unknown): { readonly caseId?: string; readonly requestId?: string } {
  const { caseId, requestId } = triedSchema.safeParse(input).data ?? {};
  return { ...(caseId === undefined ? {} : { caseId }), ...(requestId === undefined ? {} : { requestId }) };
}

/** The contract with what happens before every handler. */
export type Guarded = ReturnType<typeof guardedBy>;
type Context = CallContext & { readonly session: Session | null; readonly procedure: string };

/** The teller behind a guarded call. The guard has let nobody else through, so a missing one is a bug. */
export function signedIn(context: Pick<Context, 'session'>): Session {
  if (!context.session) throw new Error('a guarded procedure ran without a session');
  return context.session;
}

/** A request that counts once; the procedure it is for is where the contract has it. */
export function asked(context: Context, input: { readonly requestId: string }): Request {
  return {
    requestId: input.requestId,
    session: sessionKey(context.windowId, signedIn(context)),
    procedure: context.procedure,
    input,
  };
}
