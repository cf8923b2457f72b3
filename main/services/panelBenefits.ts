import type { PersonPanel } from '../contract/visit.ts';
import { alertsWithLocks, lockEndings, lockPeriod, type BenefitLock } from '../domain/benefit/lock.ts';
import { shownAlert } from '../domain/identity/alerts.ts';
import type { KnownPerson } from '../domain/visit/knownPerson.ts';

/** The person with the lock, or its end, as it stands here in place of what the central system told last. */
export function withLocks(person: KnownPerson, locks: readonly BenefitLock[]): KnownPerson {
  const { central } = person;
  if (!central) return person;
  return { ...person, central: { ...central, person: { ...central.person, alerts: alertsWithLocks(locks, central) } } };
}

/** The lock of somebody of whom the central system has told nothing. */
export function lockAlerts({ central }: KnownPerson, locks: readonly BenefitLock[]): PersonPanel['alerts'] {
  return central ? [] : alertsWithLocks(locks, null).map((alert) => shownAlert(alert.kind, alert, false));
}

/** Every lock of the citizen's benefits that this counter knows of, the last one first. */
export function lockRows(locks: readonly BenefitLock[]): PersonPanel['locks'] {
  return locks.toReversed().map((lock) => ({
    state: lock.endedAt === null ? 'locked' : 'ended',
    title: lock.urgent ? '紧急封锁' : '封锁',
    period: lockPeriod(lock),
    reason: lock.reason,
    basis: lock.basis,
    lockedBy: lock.lockedBy,
    toConfirm: lock.endedAt === null && lock.confirmedAt === null,
    ending: endingOf(lock),
  }));
}

function endingOf({ ending, endedBy, endReason }: BenefitLock): string | null {
  if (ending === null) return null;
  return [lockEndings[ending], endReason, endedBy].filter(Boolean).join('，');
}
