import { lockMs } from '../domain/staff/lockout.ts';
import { findCredential, recordAttempts } from '../store/workingState.ts';
import type { Context } from './context.ts';

/** Accounts that rest after wrong passwords. */
export interface Lockouts {
  /** Milliseconds this account still rests; 0 when it may try. */
  restOf(number: string): number;
  /** Counts a wrong password; answers how long the account rests for it, in milliseconds. */
  countWrong(number: string): number;
  /** The account is open: what was counted is forgotten, by the store when its owner has signed in. */
  forget(number: string): void;
}

/**
 * Lock-outs, measured by running time, so that no setting of the clock makes one longer or shorter. The wall time kept in
 * the store serves a restart alone, and there no rest is longer than its own length: a moment further away than that was
 * written under another clock.
 */
export function createLockouts({ store, clock }: Pick<Context, 'store' | 'clock'>): Lockouts {
  /** Running time at which each account may try again. */
  const until = new Map<string, number>();

  const restOf = (number: string): number => {
    const account = findCredential(store.read, number);
    if (!account?.lockedUntil) return 0;
    const known = until.get(number);
    if (known !== undefined) return Math.max(0, known - clock.running());
    const byTheWall = Date.parse(account.lockedUntil) - clock.wall().getTime();
    const rest = Math.min(Math.max(0, byTheWall), lockMs(account.failures));
    until.set(number, clock.running() + rest);
    return rest;
  };

  return {
    restOf,
    countWrong: (number) => {
      const failures = (findCredential(store.read, number)?.failures ?? 0) + 1;
      const rest = lockMs(failures);
      const wallUntil = rest > 0 ? new Date(clock.wall().getTime() + rest).toISOString() : null;
      store.transact(({ write }) => recordAttempts(write, number, failures, wallUntil));
      until.set(number, clock.running() + rest);
      return rest;
    },
    forget: (number) => void until.delete(number),
  };
}
