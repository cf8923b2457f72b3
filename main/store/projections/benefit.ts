import { actorName } from '../../domain/staff/actor.ts';
import { change } from '../database.ts';
import { queueMessage } from './outbox.ts';
import type { Projectors } from './project.ts';

/** Who locks the benefits of somebody whose lock nobody here has made. */
const CENTRAL = '中心系统';

/** Whose benefits are locked, and were. */
export const benefitProjectors = {
  'benefit.locked': (database, entry) => {
    const { subject, at, actor, payload } = entry;
    const { caseId, urgent, reason, basis, plannedUntil, reviewEndsAt, message } = payload;
    change<(string | number | null)[]>(
      database,
      `INSERT INTO benefit_lock (case_id, person_id, urgent, reason, basis, locked_at, locked_by, planned_until, review_ends_at,
                                 confirmed_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (case_id) DO UPDATE SET reason = excluded.reason, basis = excluded.basis,
         planned_until = excluded.planned_until`,
    ).run(
      ...[caseId, subject, urgent ? 1 : 0, reason, basis, at, actorName(actor), plannedUntil, reviewEndsAt ?? null],
      urgent ? null : at,
    );
    if (message) queueMessage(database, { ...entry, subject: caseId }, message, subject);
  },

  'benefit.lock-confirmed': (database, { at, payload }) => {
    change<[string, string]>(database, 'UPDATE benefit_lock SET confirmed_at = ? WHERE case_id = ?').run(
      at,
      payload.caseId,
    );
  },

  'benefit.unlocked': (database, entry) => {
    const { subject, at, actor, payload } = entry;
    const { caseId, ending, reason, basis, locks, told, message } = payload;
    if (told)
      change<string[]>(
        database,
        `INSERT INTO benefit_lock (case_id, person_id, urgent, reason, basis, locked_at, locked_by)
         VALUES (?, ?, 0, ?, '', ?, ?)`,
      ).run(caseId, subject, told.reason, told.since, CENTRAL);
    for (const lock of told ? [...locks, caseId] : locks)
      change<string[]>(
        database,
        `UPDATE benefit_lock SET ended_at = ?, ended_by = ?, ended_in = ?, ending = ?, end_reason = ?, end_basis = ?
         WHERE case_id = ?`,
      ).run(at, actorName(actor), caseId, ending, reason, basis, lock);
    if (message) queueMessage(database, { ...entry, subject: caseId }, message, subject);
  },

  'benefit.unlock-annulled': (database, { payload: { caseId } }) => {
    // What only the central system has told of is its own again.
    change<[string, string]>(database, 'DELETE FROM benefit_lock WHERE case_id = ? AND ended_in = ?').run(
      caseId,
      caseId,
    );
    change<[string]>(
      database,
      `UPDATE benefit_lock SET ended_at = NULL, ended_by = NULL, ended_in = NULL, ending = NULL, end_reason = NULL,
              end_basis = NULL
       WHERE ended_in = ?`,
    ).run(caseId);
  },
} satisfies Projectors;
