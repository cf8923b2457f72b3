import type { ResultDocumentKind } from '../domain/resultDocument/kinds.ts';
import { sql, type ReadDatabase } from './database.ts';

/** A document that was issued, with what became of it. */
export interface DocumentRow {
  readonly number: string;
  readonly kind: ResultDocumentKind;
  readonly name: string;
  readonly caseId: string;
  readonly issuedAt: string;
  /** Hall dates, both included; null: until it is changed. */
  readonly validFrom: string;
  readonly validUntil: string | null;
  /** Sequence of the journal entry that holds it. */
  readonly contentIn: number;
  /** Number of the one that took its place; null where none did. */
  readonly replacedBy: string | null;
  /** Why it holds no more, in Chinese; null while it does. */
  readonly voidedWhy: string | null;
}

const DOCUMENT = `SELECT one.number, one.kind, one.name, one.case_id AS caseId, one.issued_at AS issuedAt,
    one.valid_from AS validFrom, one.valid_until AS validUntil, one.content_in AS contentIn,
    (SELECT number FROM result_document WHERE replaces = one.number) AS replacedBy,
    (SELECT why FROM voided_slip WHERE slip_number = one.number) AS voidedWhy
  FROM result_document AS one`;

/** The document with this number. */
export function findDocument(database: ReadDatabase, number: string): DocumentRow | undefined {
  return sql<[string], DocumentRow>(database, `${DOCUMENT} WHERE one.number = ?`).get(number);
}

/** The documents of a case, oldest first. */
export function documentsOfCase(database: ReadDatabase, caseId: string): readonly DocumentRow[] {
  return sql<[string], DocumentRow>(database, `${DOCUMENT} WHERE one.case_id = ? ORDER BY one.issued_at`).all(caseId);
}

/** How often a paper of this number has gone out as an A4 sheet. */
export function timesHandedOut(database: ReadDatabase, number: string): number {
  return (
    sql<[string], { n: number }>(
      database,
      `SELECT count(*) AS n FROM journal INDEXED BY journal_by_subject WHERE subject = ? AND kind = 'sheet.handed-out'`,
    ).get(number)?.n ?? 0
  );
}
