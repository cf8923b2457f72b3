import type { VisitOpening } from '../domain/journal/entry.ts';
import { sql, type Database } from './database.ts';

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

/** The person with this ID number, by the unique index. */
export function findPersonByIdNumber(database: Database, idNumber: string): PersonRow | undefined {
  return sql<[string], PersonRow>(database, `SELECT ${COLUMNS} FROM person WHERE id_number = ?`).get(idNumber);
}

/** The person whose last seen card has this number. */
export function findPersonByCard(database: Database, cardNumber: string): PersonRow | undefined {
  return sql<[string], PersonRow>(database, `SELECT ${COLUMNS} FROM person WHERE card_number = ?`).get(cardNumber);
}

/** The person of this id. Throws when there is none: ids come from our own rows. */
export function getPerson(database: Database, personId: string): PersonRow {
  const row = sql<[string], PersonRow>(database, `SELECT ${COLUMNS} FROM person WHERE person_id = ?`).get(personId);
  if (!row) throw new Error(`no person ${personId}`);
  return row;
}

/** A visit that has not ended. */
export interface VisitRow {
  readonly visitId: string;
  readonly openedBy: VisitOpening;
  readonly openedAt: string;
  readonly personId: string | null;
}

/** The visit at the counter, if any. There is at most one. */
export function findPresentVisit(database: Database): VisitRow | undefined {
  return sql<[], VisitRow>(
    database,
    `SELECT visit_id AS visitId, opened_by AS openedBy, opened_at AS openedAt, person_id AS personId
     FROM visit WHERE ended_at IS NULL`,
  ).get();
}
