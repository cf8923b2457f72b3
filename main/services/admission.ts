import { failure } from '../contract/failures.ts';
import { ok } from '../domain/result.ts';
import type { StaffActor } from '../domain/staff/actor.ts';
import { findCredential } from '../store/workingState.ts';
import type { Store } from '../store/store.ts';
import { COUNTER, type Context } from './context.ts';
import type { Lockouts } from './lockouts.ts';
import type { Answer } from './once.ts';

/** Checks a password and records one that is wrong. Failures: SIGN_IN_WRONG, SIGN_IN_LOCKED. */
export async function admit(
  { store, passwords }: Pick<Context, 'store' | 'passwords'>,
  lockouts: Lockouts,
  number: string,
  password: string,
): Promise<Answer<StaffActor>> {
  const resting = lockouts.restOf(number);
  if (resting > 0) return refuse(store, number, 'locked', resting);
  const account = findCredential(store.read, number);
  const matches = await passwords.matches(password, account?.scrypt ?? null);
  if (!account) return refuse(store, number, 'unknown', 0);
  // Asked again: several guesses may have been under way while this one was derived, and one may have locked the account.
  const locked = lockouts.restOf(number);
  if (locked > 0) return refuse(store, number, 'locked', locked);
  if (!matches) return refuse(store, number, 'wrong-password', lockouts.countWrong(number));
  return ok({ kind: 'person', number: account.number, name: account.name, role: account.role });
}

/** Records a sign-in that is not let in; the window is told how long to wait, and nothing of whether the account exists. */
function refuse(store: Store, number: string, reason: 'unknown' | 'wrong-password' | 'locked', restMs: number) {
  store.transact((transaction) =>
    transaction.append({
      kind: 'session.refused',
      subject: `account:${number}`,
      actor: COUNTER,
      payload: { number, reason },
    }),
  );
  const wait = restMs > 0 ? waitText(restMs) : '';
  return failure(reason === 'locked' ? 'SIGN_IN_LOCKED' : 'SIGN_IN_WRONG', wait);
}

/** How long somebody has to wait, in words. */
export function waitText(ms: number): string {
  return `请 ${Math.ceil(ms / 1000)} 秒后再试。`;
}
