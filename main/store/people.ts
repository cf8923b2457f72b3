import type { ArrivalKind } from '../domain/visit/arrival.ts';
import { sql, type ReadDatabase } from './database.ts';

/** A person as this counter knows them. JSON columns are parsed by those who need them. */
export interface PersonRow {
  readonly personId: string;
  readonly idNumber: string;
  readonly name: string;
  readonly cardNumber: string | null;
  readonly card: string | null;
  readonly document: string | null;
  readonly central: string | null;
  readonly centralAt: string | null;
  readonly centralReference: string | null;
}

const COLUMNS = `person_id AS personId, id_number AS idNumber, name, card_number AS cardNumber, card, document, central,
  central_at AS centralAt, central_reference AS centralReference`;

/** The person whose last seen card has this number. */
export function findPersonByCard(database: ReadDatabase, cardNumber: string): PersonRow | undefined {
  return sql<[string], PersonRow>(database, `SELECT ${COLUMNS} FROM person WHERE card_number = ?`).get(cardNumber);
}

/** The person of this id. */
export function findPerson(database: ReadDatabase, personId: string): PersonRow | undefined {
  return sql<[string], PersonRow>(database, `SELECT ${COLUMNS} FROM person WHERE person_id = ?`).get(personId);
}

/** The person of this id. Throws when there is none: ids come from our own rows. */
export function getPerson(database: ReadDatabase, personId: string): PersonRow {
  const row = findPerson(database, personId);
  if (!row) throw new Error(`no person ${personId}`);
  return row;
}

/** A visit that has not ended. JSON columns are parsed by those who need them. */
export interface VisitRow {
  readonly visitId: string;
  readonly openedBy: ArrivalKind;
  readonly openedAt: string;
  readonly tellerNumber: string;
  readonly tellerName: string;
  readonly personId: string | null;
  /** Kinds of arrival that identified the person, separated by blanks; empty while nobody is known. */
  readonly shownBy: string;
  readonly checkedAt: string | null;
  readonly checkedByNumber: string | null;
  readonly checkedByName: string | null;
  readonly agent: string | null;
  readonly parkedAt: string | null;
}

/** The visits that have not ended: the present one, if any, and the parked ones, oldest first. */
export function visitsGoingOn(database: ReadDatabase): VisitRow[] {
  return sql<[], VisitRow>(
    database,
    `SELECT visit_id AS visitId, opened_by AS openedBy, opened_at AS openedAt, teller_number AS tellerNumber,
       teller_name AS tellerName, person_id AS personId, shown_by AS shownBy, checked_at AS checkedAt,
       checked_by_number AS checkedByNumber, checked_by_name AS checkedByName, agent, parked_at AS parkedAt
     FROM visit WHERE ended_at IS NULL ORDER BY parked_at`,
  ).all();
}

/** The visit that was opened last at this counter, whether it still goes on or not. */
export function lastOpenedVisit(
  database: ReadDatabase,
): { readonly visitId: string; readonly personId: string | null } | undefined {
  return sql<[], { readonly visitId: string; readonly personId: string | null }>(
    database,
    'SELECT visit_id AS visitId, person_id AS personId FROM visit ORDER BY rowid DESC LIMIT 1',
  ).get();
}

/** Somebody for whom an agent has acted, once for each case of those visits; null where none was begun. */
export interface PrincipalRow {
  readonly personId: string;
  readonly name: string;
  readonly itemCode: string | null;
  readonly itemVersion: number | null;
}

/** For whom else this agent stood here between two instants (UTC, ISO 8601), the first one first. */
export function principalsOfAgent(
  database: ReadDatabase,
  { idNumber, from, until, butPersonId }: Readonly<Record<'idNumber' | 'from' | 'until' | 'butPersonId', string>>,
): readonly PrincipalRow[] {
  return sql<[string, string, string, string], PrincipalRow>(
    database,
    `SELECT person.person_id AS personId, person.name, item_code AS itemCode, item_version AS itemVersion
     FROM visit JOIN person USING (person_id) LEFT JOIN service_case USING (visit_id)
     WHERE visit.agent IS NOT NULL AND visit.opened_at >= ? AND visit.opened_at < ?
       AND json_valid(visit.agent) AND json_extract(visit.agent, '$.idNumber') = ? AND visit.person_id <> ?
     ORDER BY visit.opened_at, service_case.opened_at`,
  ).all(from, until, idNumber, butPersonId);
}
