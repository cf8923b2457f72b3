import { failure } from '../contract/failures.ts';
import type { Caller } from '../contract/caller.ts';
import type { Session, Sessions } from '../services/sessions.ts';

/** What every call carries: which window speaks. Given by the shell, never by the window itself. */
export interface CallContext {
  readonly windowId: string;
}

/** Whether a session (or none) may call a procedure with these callers. The contract's list is the only rule. */
export function mayCall(callers: readonly Caller[], session: Session | null) {
  if (callers.includes('window')) return { ok: true } as const;
  if (!session) return failure('NOT_SIGNED_IN');
  return callers.includes(session.role) ? ({ ok: true } as const) : failure('NOT_ALLOWED');
}

/** The session behind a call. A call is no use: a page may make it by itself, also on a screen that nobody looks at. */
export function callerOf(sessions: Sessions, context: CallContext): Session | null {
  return sessions.attend(context.windowId);
}
