import type { CaseState } from '../domain/case/actions.ts';
import { sql, type Database } from './database.ts';

/** A case as listed. */
export interface CaseRow {
  readonly caseId: string;
  readonly caseNumber: string | null;
  readonly itemCode: string;
  readonly itemVersion: number;
  readonly personId: string;
  readonly visitId: string;
  readonly state: CaseState;
  readonly ownerName: string;
  readonly openedAt: string;
  readonly changedAt: string;
  readonly revision: number;
  readonly dueOn: string | null;
  readonly deliveryState: 'none' | 'waiting' | 'delivered' | 'refused';
  readonly deliveryNote: string;
}

const COLUMNS = `case_id AS caseId, case_number AS caseNumber, item_code AS itemCode, item_version AS itemVersion,
  person_id AS personId, visit_id AS visitId, state, owner_name AS ownerName,
  opened_at AS openedAt, changed_at AS changedAt, revision, due_on AS dueOn, delivery_state AS deliveryState,
  delivery_note AS deliveryNote`;

/** How many cases the citizen's panel lists. More are a matter of search. */
export const CASES_LISTED = 50;

/** A person's latest cases, newest first. */
export function casesOfPerson(database: Database, personId: string): CaseRow[] {
  return sql<[string], CaseRow>(
    database,
    `SELECT ${COLUMNS} FROM service_case WHERE person_id = ? ORDER BY opened_at DESC LIMIT ${CASES_LISTED}`,
  ).all(personId);
}

/** The case with this id. */
export function findCase(database: Database, caseId: string): CaseRow | undefined {
  return sql<[string], CaseRow>(database, `SELECT ${COLUMNS} FROM service_case WHERE case_id = ?`).get(caseId);
}

/** Intakes of a visit that came to nothing yet. */
export function openIntakesOfVisit(database: Database, visitId: string): string[] {
  return sql<[string], { caseId: string }>(
    database,
    `SELECT case_id AS caseId FROM service_case WHERE visit_id = ? AND state = 'intake'`,
  )
    .all(visitId)
    .map(({ caseId }) => caseId);
}

/** Every case a visit opened, oldest first. */
export function casesOfVisit(database: Database, visitId: string): string[] {
  return sql<[string], { caseId: string }>(
    database,
    'SELECT case_id AS caseId FROM service_case WHERE visit_id = ? ORDER BY opened_at',
  )
    .all(visitId)
    .map(({ caseId }) => caseId);
}

/** How often each item was accepted at this counter. */
export function itemUses(database: Database): ReadonlyMap<string, number> {
  const rows = sql<[], { itemCode: string; uses: number }>(
    database,
    'SELECT item_code AS itemCode, uses FROM item_use',
  ).all();
  return new Map(rows.map(({ itemCode, uses }) => [itemCode, uses]));
}

/** The last serial of a gapless series, 0 before the first. Take the next one only inside the transaction that records it. */
export function lastSerial(database: Database, workstation: string, day: string, kind: string): number {
  const row = sql<[string, string, string], { last: number }>(
    database,
    'SELECT last FROM number_series WHERE workstation = ? AND day = ? AND kind = ?',
  ).get(workstation, day, kind);
  return row?.last ?? 0;
}
