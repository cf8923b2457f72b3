import type { Half } from '../domain/staff/absence.ts';
import type { Role } from '../domain/staff/role.ts';
import type { StaffName } from '../domain/staff/actor.ts';
import { sql, type ReadDatabase } from './database.ts';

/** An absence as it was entered, with the stretch that counts. */
export interface AbsenceRow {
  readonly absenceId: string;
  readonly number: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly half: Half | null;
  readonly reason: string;
  readonly enteredBy: string;
  /** UTC instants, ISO 8601: from one until before the other. */
  readonly begins: string;
  readonly ends: string;
}

/** The absences that last or come after a UTC instant (ISO 8601), the first to begin first. */
export function absencesFrom(database: ReadDatabase, at: string): readonly AbsenceRow[] {
  return sql<[string], AbsenceRow>(
    database,
    `SELECT absence_id AS absenceId, number, name, from_on AS "from", to_on AS "to", half, reason, entered_by AS enteredBy,
            begins_at AS begins, ends_at AS ends
     FROM absence INDEXED BY absence_by_end WHERE ends_at > ? ORDER BY begins_at, number`,
  ).all(at);
}

/** Numbers of those who are absent at a UTC instant (ISO 8601). */
export function absentAt(database: ReadDatabase, at: string): ReadonlySet<string> {
  return new Set(absencesFrom(database, at).flatMap(({ number, begins }) => (begins <= at ? [number] : [])));
}

/** Number of the B person of each number in a post. */
export function standInsOf(database: ReadDatabase, role: Role): ReadonlyMap<string, string> {
  const rows = sql<[string], { number: string; standIn: string }>(
    database,
    'SELECT number, stand_in AS standIn FROM staff_stand_in WHERE role = ?',
  ).all(role);
  return new Map(rows.map(({ number, standIn }) => [number, standIn]));
}

/** Who has a task that is open, or why nobody has. */
export interface TaskRow {
  readonly caseId: string;
  readonly role: Role;
  readonly owner: StaffName | null;
  /** For whom the owner stands in, or whose it would be. */
  readonly inPlaceOf: StaffName | null;
  readonly why: string;
  readonly since: string;
}

interface FlatTask {
  readonly caseId: string;
  readonly role: Role;
  readonly ownerNumber: string | null;
  readonly ownerName: string | null;
  readonly forNumber: string | null;
  readonly forName: string | null;
  readonly why: string;
  readonly since: string;
}

const TASK = `SELECT case_id AS caseId, role, owner_number AS ownerNumber, owner_name AS ownerName, for_number AS forNumber,
    for_name AS forName, why, begins_at AS since FROM task`;

const person = (number: string | null, name: string | null): StaffName | null =>
  number === null ? null : { number, name: name ?? '' };

function taskOf({ ownerNumber, ownerName, forNumber, forName, ...row }: FlatTask): TaskRow {
  return { ...row, owner: person(ownerNumber, ownerName), inPlaceOf: person(forNumber, forName) };
}

/** Who has the open task of a case; undefined where it waits for nobody or nobody was chosen. */
export function taskOfCase(database: ReadDatabase, caseId: string): TaskRow | undefined {
  const row = sql<[string], FlatTask>(database, `${TASK} WHERE case_id = ? AND ends_at IS NULL`).get(caseId);
  return row && taskOf(row);
}

/** Every open task, the oldest first. */
export function openTasks(database: ReadDatabase): readonly TaskRow[] {
  return sql<[], FlatTask>(database, `${TASK} INDEXED BY task_open_by_owner WHERE ends_at IS NULL ORDER BY sequence`)
    .all()
    .map(taskOf);
}

/** How many open tasks of a post each number has. */
export function taskCounts(database: ReadDatabase, role: Role): ReadonlyMap<string, number> {
  const rows = sql<[string], { number: string; n: number }>(
    database,
    `SELECT owner_number AS number, count(*) AS n FROM task
     WHERE ends_at IS NULL AND role = ? AND owner_number IS NOT NULL GROUP BY owner_number`,
  ).all(role);
  return new Map(rows.map(({ number, n }) => [number, n]));
}

/**
 * How many tasks have lain with somebody absent for longer than so many minutes, up to a UTC instant (ISO 8601): what no hall wants to see
 * is 0 (人不在，事不办).
 */
export function tasksWithAbsent(database: ReadDatabase, minutes: number, now: string): number {
  return (
    sql<[string, string, number], { n: number }>(
      database,
      `SELECT count(DISTINCT sequence) AS n FROM (
         SELECT sequence, max(task.begins_at, missed_from) AS since,
                min(ifnull(task.ends_at, ?), absence.ends_at, ?) AS until
         FROM absence JOIN task ON owner_number = number AND task.begins_at < absence.ends_at)
       WHERE round((julianday(until) - julianday(since)) * 86400) > ?`,
    ).get(now, now, minutes * 60)?.n ?? 0
  );
}

/** An act taken in the place of somebody absent. */
export interface ActInPlaceRow {
  readonly caseId: string;
  readonly at: string;
  readonly by: StaffName;
  readonly role: Role;
  readonly inPlaceOf: StaffName;
  readonly line: string;
}

/** The acts taken for others from one UTC instant until before another, oldest first, at most so many. */
export function actsInPlace(
  database: ReadDatabase,
  { from, until, limit }: { readonly from: string; readonly until: string; readonly limit: number },
): readonly ActInPlaceRow[] {
  const rows = sql<[string, string, number], Record<'caseId' | 'at' | 'line' | Names, string> & { role: Role }>(
    database,
    `SELECT case_id AS caseId, acted_at AS at, by_number AS byNumber, by_name AS byName, role, for_number AS forNumber,
            for_name AS forName, line
     FROM act_in_place WHERE acted_at >= ? AND acted_at < ? ORDER BY acted_at LIMIT ?`,
  ).all(from, until, limit);
  return rows.map(({ byNumber, byName, forNumber, forName, ...row }) => ({
    ...row,
    by: { number: byNumber, name: byName },
    inPlaceOf: { number: forNumber, name: forName },
  }));
}

type Names = 'byNumber' | 'byName' | 'forNumber' | 'forName';

/** Numbers of those who are named for somebody in a post on a hall day, by the number of whom it is. */
export function substitutesOn(database: ReadDatabase, role: Role, day: string): ReadonlyMap<string, readonly string[]> {
  const rows = sql<[string, string], { of: string; substitute: string }>(
    database,
    'SELECT of_number AS "of", substitute FROM substitute WHERE day = ? AND role = ? ORDER BY substitute',
  ).all(day, role);
  return new Map(
    [...Map.groupBy(rows, ({ of }) => of)].map(([of, named]) => [of, named.map(({ substitute }) => substitute)]),
  );
}

/** When this number did anything last, or was said to be there: a UTC instant (ISO 8601); null for never. */
export function lastSignOf(database: ReadDatabase, number: string): string | null {
  return (
    sql<[string, string, string], { at: string | null }>(
      database,
      `SELECT max(at) AS at FROM (
         SELECT max(at) AS at FROM journal INDEXED BY journal_by_actor WHERE actor = ?
         UNION ALL SELECT max(last_seen_at) FROM session WHERE number = ?
         UNION ALL SELECT max(at) FROM journal INDEXED BY journal_by_subject WHERE subject = ? AND kind = 'absence.denied')`,
    ).get(number, number, `account:${number}`)?.at ?? null
  );
}
