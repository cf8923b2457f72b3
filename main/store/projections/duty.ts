import { missedFrom, stretchOf } from '../../domain/staff/absence.ts';
import { actorName, staffActor, type StaffName } from '../../domain/staff/actor.ts';
import type { CaseEntry } from '../../domain/journal/entry.ts';
import { change, type WriteDatabase } from '../database.ts';
import type { Projectors } from './project.ts';

/** B persons, absences, and whose the tasks are. */
export const dutyProjectors = {
  'account.stand-in': (database, { payload: { number, role, standIn } }) => {
    change<[string, string]>(database, 'DELETE FROM staff_stand_in WHERE number = ? AND role = ?').run(number, role);
    if (standIn === null) return;
    change<[string, string, string]>(
      database,
      'INSERT INTO staff_stand_in (number, role, stand_in) VALUES (?, ?, ?)',
    ).run(number, role, standIn);
  },

  'absence.entered': (database, { subject, at, actor, payload }) => {
    const { of, from, to, half, reason } = payload;
    const { begins, ends } = stretchOf(payload);
    change<(string | null)[]>(
      database,
      `INSERT INTO absence (absence_id, number, name, from_on, to_on, half, reason, entered_at, entered_by, begins_at,
                            missed_from, ends_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      ...[subject, of.number, of.name, from, to, half, reason, at, actorName(actor)],
      ...[later(begins, at), later(missedFrom(payload), at), ends],
    );
  },

  'absence.ended': (database, { subject, at }) => {
    change<[string, string]>(database, 'UPDATE absence SET ends_at = ? WHERE absence_id = ?').run(at, subject);
  },

  'absence.substitute-named': (database, { payload: { day, of, role, substitute } }) => {
    change<string[]>(
      database,
      'INSERT OR REPLACE INTO substitute (day, of_number, role, substitute) VALUES (?, ?, ?, ?)',
    ).run(day, of.number, role, substitute.number);
  },

  'task.assigned': (database, { sequence, subject, at, payload: { role, to, inPlaceOf, why } }) => {
    endTask(database, subject, at);
    change<(string | number | null)[]>(
      database,
      `INSERT INTO task (sequence, case_id, role, owner_number, owner_name, for_number, for_name, why, begins_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      ...[sequence, subject, role, to?.number ?? null, to?.name ?? null],
      ...[inPlaceOf?.number ?? null, inPlaceOf?.name ?? null, why, at],
    );
  },
} satisfies Projectors;

const later = (one: string, other: string): string => (one > other ? one : other);

/** Nobody has the task of this case any more. */
export function endTask(database: WriteDatabase, caseId: string, at: string): void {
  change<[string, string]>(database, 'UPDATE task SET ends_at = ? WHERE case_id = ? AND ends_at IS NULL').run(
    at,
    caseId,
  );
}

/** Keeps an act that somebody took in the place of another. */
export function noteActInPlace(
  database: WriteDatabase,
  { subject, at, actor }: CaseEntry,
  { n, inPlaceOf, line }: { readonly n: number; readonly inPlaceOf: StaffName; readonly line: string },
): void {
  const { number, name, role } = staffActor(actor);
  change<(string | number)[]>(
    database,
    `INSERT INTO act_in_place (case_id, n, acted_at, by_number, by_name, role, for_number, for_name, line)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(subject, n, at, number, name, role, inPlaceOf.number, inPlaceOf.name, line);
}
