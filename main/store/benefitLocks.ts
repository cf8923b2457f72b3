import type { BenefitLock, LockEnding } from '../domain/benefit/lock.ts';
import { sql, type ReadDatabase } from './database.ts';

interface LockRow extends Omit<BenefitLock, 'urgent'> {
  readonly urgent: 0 | 1;
  readonly ending: LockEnding | null;
}

const COLUMNS = `case_id AS caseId, urgent, reason, basis, locked_at AS lockedAt, locked_by AS lockedBy,
  planned_until AS plannedUntil, confirmed_at AS confirmedAt, ended_at AS endedAt, ended_in AS endedIn, ended_by AS endedBy, ending,
  end_reason AS endReason`;

/** Every lock of this person's benefits, the first one first. */
export function locksOf(database: ReadDatabase, personId: string): readonly BenefitLock[] {
  return sql<[string], LockRow>(
    database,
    `SELECT ${COLUMNS} FROM benefit_lock WHERE person_id = ? ORDER BY locked_at, case_id`,
  )
    .all(personId)
    .map((row) => ({ ...row, urgent: row.urgent === 1 }));
}

/** The lock that a case has made and that still holds; null when there is none. */
export function lockHeldBy(database: ReadDatabase, caseId: string): BenefitLock | null {
  const row = sql<[string], LockRow>(
    database,
    `SELECT ${COLUMNS} FROM benefit_lock WHERE case_id = ? AND ended_at IS NULL`,
  ).get(caseId);
  return row ? { ...row, urgent: row.urgent === 1 } : null;
}

/** Whether locks ended by the completion of this case. */
export function hasEndedLocks(database: ReadDatabase, caseId: string): boolean {
  return (
    sql<[string], { found: number }>(database, 'SELECT 1 AS found FROM benefit_lock WHERE ended_in = ? LIMIT 1').get(
      caseId,
    ) !== undefined
  );
}

/** An urgent lock whose review is late. */
export interface LateReview {
  readonly caseId: string;
  readonly lockedAt: string;
  readonly reviewEndsAt: string;
}

/** The urgent locks that hold although nobody has reviewed them in time, at a UTC instant (ISO 8601), the oldest first. */
export function lateReviews(database: ReadDatabase, at: string): readonly LateReview[] {
  return sql<[string], LateReview>(
    database,
    `SELECT case_id AS caseId, locked_at AS lockedAt, review_ends_at AS reviewEndsAt FROM benefit_lock
     WHERE urgent = 1 AND ended_at IS NULL AND confirmed_at IS NULL AND review_ends_at <= ?
       AND NOT EXISTS (SELECT 1 FROM opinion WHERE opinion.case_id = benefit_lock.case_id AND node = 'review'
                         AND verdict = 'agreed')
     ORDER BY review_ends_at`,
  ).all(at);
}
