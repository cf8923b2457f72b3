import { caseSchema, type Case } from '../domain/case/case.ts';
import { numberingOn, type Numbering, type Placement } from '../domain/case/numbering.ts';
import { phaseNames, phases, type Phase } from '../domain/case/phase.ts';
import { ok, type Result } from '../domain/result.ts';
import { slipKinds } from '../domain/slip/slip.ts';
import { readStoredText } from '../domain/stored.ts';
import { sql, type ReadDatabase } from './database.ts';

/** A case as listed, with what became of its transaction. */
export interface CaseRow {
  readonly caseId: string;
  readonly caseNumber: string | null;
  readonly itemCode: string;
  readonly itemVersion: number;
  readonly personId: string;
  readonly visitId: string;
  readonly phase: Phase;
  readonly handlerName: string;
  readonly openedAt: string;
  readonly changedAt: string;
  readonly dueOn: string | null;
  /** Rises with every entry about the case or its message. */
  readonly revision: number;
  /** Null while no transaction was queued. */
  readonly delivery: 'waiting' | 'delivered' | 'refused' | 'dropped' | null;
  /** Receipt or refusal in the central system's words. */
  readonly deliveryNote: string | null;
  readonly settledAt: string | null;
  /** Its message; null while no transaction was queued. */
  readonly messageId: string | null;
  /** 1 while papers that were to follow are not there. */
  readonly gapOpen: 0 | 1;
}

const COLUMNS = `service_case.case_id AS caseId, case_number AS caseNumber, item_code AS itemCode,
    item_version AS itemVersion, person_id AS personId, visit_id AS visitId, phase, handler_name AS handlerName,
    opened_at AS openedAt, changed_at AS changedAt, due_on AS dueOn,
    max(service_case.revision, ifnull(outbox_message.revision, 0)) AS revision,
    outbox_message.state AS delivery, outbox_message.note AS deliveryNote, settled_at AS settledAt,
    service_case.message_id AS messageId, gap_at IS NOT NULL AND gap_outcome IS NULL AS gapOpen`;
const TABLES = 'service_case LEFT JOIN outbox_message USING (message_id)';
const LIST = `SELECT ${COLUMNS} FROM ${TABLES}`;

/** How many cases the citizen's panel lists. More are a matter of search. */
const CASES_LISTED = 50;

/** A person's latest cases, newest first. */
export function casesOfPerson(database: ReadDatabase, personId: string): CaseRow[] {
  return sql<[string], CaseRow>(
    database,
    `${LIST} WHERE person_id = ? ORDER BY opened_at DESC LIMIT ${CASES_LISTED}`,
  ).all(personId);
}

/** A case as listed. */
export function findCaseRow(database: ReadDatabase, caseId: string): CaseRow | undefined {
  return sql<[string], CaseRow>(database, `${LIST} WHERE service_case.case_id = ?`).get(caseId);
}

/** A case as its history made it; `unreadable` when another release has left it in a form that this one cannot read. */
export function findCase(
  database: ReadDatabase,
  caseId: string,
): Result<Case, { readonly why: 'unknown' | 'unreadable' }> {
  const row = sql<[string], { snapshot: string }>(database, 'SELECT snapshot FROM service_case WHERE case_id = ?').get(
    caseId,
  );
  return row ? caseIn(database, row.snapshot) : { ok: false, why: 'unknown' };
}

/** As {@link findCase}, with what the central system said of its transaction. */
export function findCaseWithReturn(
  database: ReadDatabase,
  caseId: string,
): Result<Case & { readonly returned: boolean }, { readonly why: 'unknown' | 'unreadable' }> {
  const row = sql<[string], { snapshot: string; returned: number }>(
    database,
    `SELECT snapshot, ifnull(outbox_message.state, '') = 'refused' AS returned FROM ${TABLES}
     WHERE service_case.case_id = ?`,
  ).get(caseId);
  if (!row) return { ok: false, why: 'unknown' };
  const found = caseIn(database, row.snapshot);
  return found.ok ? ok({ ...found.value, returned: row.returned === 1 }) : found;
}

function caseIn(database: ReadDatabase, snapshot: string): Result<Case, { readonly why: 'unreadable' }> {
  const kept = lastRead.get(database);
  if (kept?.text === snapshot) return ok(kept.value);
  const read = readStoredText(caseSchema, snapshot);
  if (!read.ok) return { ok: false, why: 'unreadable' };
  lastRead.set(database, { text: snapshot, value: read.value });
  return read;
}

/** How many acts of this case the journal has, readable or not. */
export function countActs(database: ReadDatabase, caseId: string): number {
  return (
    sql<[string], { n: number }>(
      database,
      `SELECT count(*) AS n FROM journal WHERE subject = ? AND kind LIKE 'case.%'`,
    ).get(caseId)?.n ?? 0
  );
}

/**
 * The case read last from a connection, with the text it stood in: an act reads its case to judge it and again to carry
 * the entry into it, and the same text need not be parsed twice.
 */
const lastRead = new WeakMap<ReadDatabase, { readonly text: string; readonly value: Case }>();

/** The case with this number, whose slip was shown or whose number was named. */
export function findCaseByNumber(database: ReadDatabase, caseNumber: string): string | null {
  return (
    sql<[string], { caseId: string }>(database, 'SELECT case_id AS caseId FROM service_case WHERE case_number = ?').get(
      caseNumber,
    )?.caseId ?? null
  );
}

/** A case with whose it is, as every list of cases shows it. */
export interface ListedRow extends CaseRow {
  readonly personName: string;
}

/** A case that waits for somebody's act, as the list of their work shows it. */
export interface WaitingRow extends ListedRow {
  /** Working days by which its limit was extended. */
  readonly extension: number;
}

/** Most rows of a list of work. */
const WAITING_LISTED = 200;

/** As the index of what has not ended has it: only then SQLite uses that. */
const NOT_ENDED = `phase NOT IN ('completed', 'closed')`;

/** A case of somebody whose business the member of the staff must not handle is none of their work. */
const NOT_CLOSE = `NOT EXISTS (SELECT 1 FROM staff_close_person
  WHERE staff_close_person.number = ? AND staff_close_person.person_id = service_case.person_id)`;

/** Papers that were to follow are not there yet. */
const GAP_OPEN = 'gap_at IS NOT NULL AND gap_outcome IS NULL';

/** What only its completion is left of waits for the citizen as long as papers are to follow: nobody can work on it. */
const NOT_GAPPED = `NOT (phase IN ('accepted', 'approved') AND ${GAP_OPEN})`;

/** What is held here in one of these phases and may be work of this staff number, the most urgent first. */
export function waitingCases(
  database: ReadDatabase,
  workstation: string,
  waiting: readonly Phase[],
  staff: string,
): readonly WaitingRow[] {
  return sql<[string, string, string], WaitingRow>(
    database,
    `SELECT ${COLUMNS}, person.name AS personName,
       ifnull(json_extract(snapshot, '$.acceptance.extension'), 0) AS extension
     FROM ${TABLES} JOIN person USING (person_id)
     WHERE holder = ? AND phase IN (SELECT value FROM json_each(?)) AND ${NOT_ENDED} AND ${NOT_GAPPED} AND ${NOT_CLOSE}
     ORDER BY due_on IS NULL, due_on, opened_at LIMIT ${WAITING_LISTED}`,
  ).all(workstation, JSON.stringify(waiting), staff);
}

/** The cases held here whose citizen is still to hand in papers, or has not in time, the first to end first. `dueOn` is until when. */
export function casesAwaitingPapers(database: ReadDatabase, workstation: string): readonly ListedRow[] {
  return sql<[string], ListedRow & { readonly papersDueOn: string | null }>(
    database,
    `SELECT ${COLUMNS}, person.name AS personName, ifnull(gap_due_on, due_on) AS papersDueOn
     FROM ${TABLES} JOIN person USING (person_id)
     WHERE holder = ? AND ${NOT_ENDED} AND (phase IN (${PAPER_PHASES}) OR ${GAP_OPEN})
     ORDER BY papersDueOn IS NULL, papersDueOn, opened_at LIMIT ${WAITING_LISTED}`,
  )
    .all(workstation)
    .map((row) => ({ ...row, dueOn: row.papersDueOn }));
}

const PAPER_PHASES = `'notified', 'asking', 'expired', 'lapsed'`;

/** A case that was worked on today, as the list of the day shows it. */
export interface DayRow extends ListedRow {
  readonly handlerNumber: string;
}

/** Most rows of the list of a day. */
const DAY_LISTED = 500;

/** The cases of which this counter has issued a slip on a hall day, the last changed first. The numbers of slips begin with kind and day. */
export function casesOfDay(database: ReadDatabase, day: string): DayRow[] {
  const from = slipKinds.map((kind) => `${kind}${day.replaceAll('-', '')}`);
  return sql<string[], DayRow>(
    database,
    `SELECT ${COLUMNS}, person.name AS personName, handler_number AS handlerNumber FROM ${TABLES} JOIN person USING (person_id)
     WHERE service_case.case_id IN (SELECT case_id FROM slip WHERE ${WITHIN})
     ORDER BY service_case.changed_at DESC LIMIT ${DAY_LISTED}`,
  ).all(...from.flatMap((first) => [first, `${first}~`]));
}

const WITHIN = slipKinds.map(() => '(slip_number >= ? AND slip_number < ?)').join(' OR ');

/** How many cases are held here in one of these phases and may be work of this staff number. */
export function countWaitingCases(
  database: ReadDatabase,
  workstation: string,
  waiting: readonly Phase[],
  staff: string,
): number {
  return (
    sql<[string, string, string], { n: number }>(
      database,
      `SELECT count(*) AS n FROM service_case
       WHERE holder = ? AND phase IN (SELECT value FROM json_each(?)) AND ${NOT_ENDED} AND ${NOT_GAPPED} AND ${NOT_CLOSE}`,
    ).get(workstation, JSON.stringify(waiting), staff)?.n ?? 0
  );
}

/** Intakes of a visit that came to nothing yet and are held here. */
export function openIntakesOfVisit(database: ReadDatabase, visitId: string, workstation: string): string[] {
  return sql<[string, string], { caseId: string }>(
    database,
    `SELECT case_id AS caseId FROM service_case WHERE visit_id = ? AND phase = 'intake' AND holder = ?`,
  )
    .all(visitId, workstation)
    .map(({ caseId }) => caseId);
}

/** The latest case of an item for a person whose papers are still being looked at here; null when there is none. */
export function openCaseOfItem(
  database: ReadDatabase,
  { personId, itemCode, workstation }: Readonly<Record<'personId' | 'itemCode' | 'workstation', string>>,
): string | null {
  const row = sql<[string, string, string], { caseId: string }>(
    database,
    `SELECT case_id AS caseId FROM service_case WHERE person_id = ? AND item_code = ? AND holder = ?
       AND phase IN (${OPEN_PHASES}) ORDER BY opened_at DESC LIMIT 1`,
  ).get(personId, itemCode, workstation);
  return row?.caseId ?? null;
}

const OPEN_PHASES = phaseNames
  .filter((phase) => phases[phase].open)
  .map((phase) => `'${phase}'`)
  .join(', ');

/** Every case a visit opened, oldest first. */
export function casesOfVisit(database: ReadDatabase, visitId: string): string[] {
  return sql<[string], { caseId: string }>(
    database,
    'SELECT case_id AS caseId FROM service_case WHERE visit_id = ? ORDER BY opened_at',
  )
    .all(visitId)
    .map(({ caseId }) => caseId);
}

/** How often each item was accepted at this counter. */
export function itemUses(database: ReadDatabase): ReadonlyMap<string, number> {
  const rows = sql<[], { itemCode: string; uses: number }>(
    database,
    'SELECT item_code AS itemCode, uses FROM item_use',
  ).all();
  return new Map(rows.map(({ itemCode, uses }) => [itemCode, uses]));
}

/** How this workstation numbers a hall day; null while it was put up nowhere. */
export function numberingOf(database: ReadDatabase, workstation: string, day: string): Numbering | null {
  const placements = sql<[string], Placement>(
    database,
    `SELECT since, window, serials_from AS serialsFrom FROM workstation_window WHERE workstation = ? ORDER BY since`,
  ).all(workstation);
  return numberingOn(placements, day);
}

/** The last serial of a gapless series, 0 before the first. Take the next one only inside the transaction that records it. */
export function lastSerial(database: ReadDatabase, workstation: string, day: string, kind: string): number {
  const row = sql<[string, string, string], { last: number }>(
    database,
    'SELECT last FROM number_series WHERE workstation = ? AND day = ? AND kind = ?',
  ).get(workstation, day, kind);
  return row?.last ?? 0;
}
