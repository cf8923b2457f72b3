import { failure } from '../contract/failures.ts';
import type { StaffActor } from '../domain/staff/actor.ts';
import { passwordProblem, passwordProblems } from '../domain/staff/password.ts';
import { endSession, findRepeated, otherWindowsOf, replaceCredential } from '../store/workingState.ts';
import { admit, waitText } from './admission.ts';
import type { Context } from './context.ts';
import { recordEnd } from './heldSessions.ts';
import type { Lockouts } from './lockouts.ts';
import { once, type Answer, type Request } from './once.ts';

/** The password somebody has and the one they want. */
export interface PasswordChange {
  readonly current: string;
  readonly chosen: string;
}

/** Whose password is changed, and at which window. */
export interface PasswordOwner {
  readonly actor: StaffActor;
  readonly windowHash: string;
}

/**
 * Somebody gives their own account another password, which ends its sessions at every other window: whoever knows the old one and
 * signed in with it is out. `ended` is told each of these windows. A wrong current one counts as at sign-in: a window that was left open
 * is no place to guess. Failures: PASSWORD_UNFIT, PASSWORD_WRONG, PASSWORD_LOCKED.
 */
export async function changeOwnPassword(
  context: Pick<Context, 'store' | 'passwords'>,
  lockouts: Lockouts,
  { actor: { number, name, role }, windowHash }: PasswordOwner,
  request: Request,
  { current, chosen }: PasswordChange,
  ended: (windowHash: string) => void,
): Promise<Answer<Record<string, never>>> {
  // The press that changed it, come again: what it calls the current password is not that any more.
  if (findRepeated(context.store.read, request.requestId)) {
    return once(context, request, (_transaction, refuse) => refuse(failure('REQUEST_REUSED')));
  }
  const problem = passwordProblem(chosen, { number, current });
  if (problem) return failure('PASSWORD_UNFIT', passwordProblems[problem]);
  const admitted = await admit(context, lockouts, number, current);
  if (!admitted.ok) {
    const rest = lockouts.restOf(number);
    const code = admitted.code === 'SIGN_IN_LOCKED' ? 'PASSWORD_LOCKED' : 'PASSWORD_WRONG';
    return failure(code, rest > 0 ? waitText(rest) : '');
  }
  const scrypt = await context.passwords.hash(chosen);
  const others = otherWindowsOf(context.store.read, number, windowHash);
  const answer = once(context, request, (transaction) => {
    replaceCredential(transaction.write, number, scrypt);
    transaction.append({
      kind: 'account.password-changed',
      subject: `account:${number}`,
      actor: { kind: 'person', number, name, role },
      payload: {},
    });
    for (const other of others) {
      recordEnd(transaction, other, 'password-changed');
      endSession(transaction.write, other, transaction.at, 'password-changed');
    }
    return {};
  });
  if (answer.ok) {
    lockouts.forget(number);
    others.forEach(ended);
  }
  return answer;
}
