import { hallDate } from '../calendar/hallTime.ts';
import { printedDay, printedMinute } from '../calendar/printedDate.ts';
import type { CentralWord } from '../visit/knownPerson.ts';
import type { PersonAlert } from '../identity/person.ts';
import { readable } from '../identity/told.ts';

/** How a lock came to its end. `denied`, `withdrawn` and `annulled` end one that had no ground, from then on; its history stays. */
export const lockEndings = {
  unlocked: '解锁办结',
  denied: '复核或审核不予通过',
  withdrawn: '封锁办件已结束，没有批准',
  annulled: '中心退回，封锁办件已作废',
} as const satisfies Record<string, string>;

/** How a lock came to its end. */
export type LockEnding = keyof typeof lockEndings;

/** One lock of somebody's benefits (待遇封锁). Instants are UTC, ISO 8601. */
export interface BenefitLock {
  /** The case that made it; of one that only the central system has told of, the case that ended it. */
  readonly caseId: string;
  readonly urgent: boolean;
  readonly reason: string;
  readonly basis: string;
  /** Empty where only the central system has told of it and not since when. */
  readonly lockedAt: string;
  readonly lockedBy: string;
  /** Hall date until which it is meant to last; null where nobody said. */
  readonly plannedUntil: string | null;
  /** When window, review and decision had all agreed; null while an urgent one waits for that. */
  readonly confirmedAt: string | null;
  readonly endedAt: string | null;
  /** The case by which it ended. */
  readonly endedIn: string | null;
  readonly endedBy: string | null;
  readonly ending: LockEnding | null;
  readonly endReason: string | null;
}

/** The lock that holds now; null when there is none. */
export function activeLock(locks: readonly BenefitLock[]): BenefitLock | null {
  return locks.findLast(({ endedAt }) => endedAt === null) ?? null;
}

/** A lock that is in force, by whichever word. `since`: hall date or UTC instant; empty where nobody said. */
export interface LockInForce {
  readonly reason: string;
  readonly since: string;
}

/**
 * What holds somebody's benefits now: what was recorded here, or what the central system says unless it was asked before the lock
 * was ended here.
 */
export function lockInForce(locks: readonly BenefitLock[], central: CentralWord | null): LockInForce | null {
  const active = activeLock(locks);
  if (active) return { reason: active.reason, since: active.lockedAt };
  const told = central?.person.alerts.find((alert) => alert.kind === 'benefit-locked');
  if (!central || !told || endedSince(locks, central.at)) return null;
  return { reason: told.reason, since: readable(told.since) ?? '' };
}

/**
 * As {@link lockInForce}, before a case did what it does: its own lock, or the end it has made, is no reason against it.
 */
export function lockBefore(
  locks: readonly BenefitLock[],
  central: CentralWord | null,
  caseId: string,
): LockInForce | null {
  const ended = locks.find((lock) => lock.endedIn === caseId && lock.ending === 'unlocked');
  if (ended) return { reason: ended.reason, since: ended.lockedAt };
  return locks.some((lock) => lock.caseId === caseId) ? null : lockInForce(locks, central);
}

function endedSince(locks: readonly BenefitLock[], at: string): boolean {
  return locks.some(({ endedAt }) => endedAt !== null && endedAt >= at);
}

/** The alerts of a person as they stand here: a lock or its end is known at this counter before the central system tells of it. */
export function alertsWithLocks(locks: readonly BenefitLock[], central: CentralWord | null): readonly PersonAlert[] {
  const told = central?.person.alerts ?? [];
  const active = activeLock(locks);
  if (!active && !(central && endedSince(locks, central.at))) return told;
  const others = told.filter(({ kind }) => kind !== 'benefit-locked');
  if (!active) return others;
  const { urgent, reason, lockedAt } = active;
  return [
    { kind: 'benefit-locked', reason: urgent ? `${reason}（紧急封锁）` : reason, since: printedMinute(lockedAt) },
    ...others,
  ];
}

/** From when to when a lock held or holds, as a person reads it. */
export function lockPeriod({ lockedAt, endedAt, plannedUntil }: BenefitLock): string {
  const from = lockedAt === '' ? '' : `${sinceInWords(lockedAt)} `;
  if (endedAt !== null) return `${from}至 ${printedMinute(endedAt)}`;
  return `${from}起${plannedUntil === null ? '' : `，拟至 ${printedDay(plannedUntil)}`}`;
}

/** Since when a lock is in force, as a person reads it: with the minute where it is known. */
export function sinceInWords(since: string): string {
  return since.includes('T') ? printedMinute(since) : printedDay(since);
}

/** The day since which a lock is in force, hall date; null where nobody said. */
export function sinceDay({ since }: LockInForce): string | null {
  if (since === '') return null;
  return since.includes('T') ? hallDate(since) : since;
}
