import type { Certificate } from '../domain/certificate/certificate.ts';
import { sql, type ReadDatabase } from './database.ts';
import type { Stretch } from './registers.ts';

const CERTIFICATE = `number, disease_code AS diseaseCode, disease_name AS diseaseName, valid_from AS "from",
  valid_until AS until, replaced_by AS replacedBy`;

/** The certificates of a person, those that ended among them, the oldest first. */
export function certificatesOf(database: ReadDatabase, personId: string): readonly Certificate[] {
  return sql<[string], Certificate>(
    database,
    `SELECT ${CERTIFICATE} FROM certificate WHERE person_id = ? ORDER BY valid_from, number`,
  ).all(personId);
}

/** A certificate in a list, with whose it is. */
export interface CertificateRow extends Certificate {
  readonly caseId: string | null;
  readonly personName: string;
  readonly phone: string;
  readonly issuedAt: string;
  readonly replaces: string | null;
}

const ROWS = `SELECT ${CERTIFICATE}, case_id AS caseId, name AS personName, phone, issued_at AS issuedAt, replaces
  FROM certificate JOIN person USING (person_id)`;

/** What ends between two hall dates, both included, and was not replaced before the first of them; by its end. */
export function certificatesEnding(
  database: ReadDatabase,
  { from, to, limit }: { readonly from: string; readonly to: string; readonly limit: number },
): readonly CertificateRow[] {
  return sql<[string, string, number], CertificateRow>(
    database,
    `${ROWS} WHERE valid_until >= ? AND valid_until <= ? ORDER BY valid_until, number LIMIT ?`,
  ).all(from, to, limit);
}

/** What was issued here, the oldest first. */
export function certificatesIssued(database: ReadDatabase, { from, until, limit }: Stretch): readonly CertificateRow[] {
  return sql<[string, string, number], CertificateRow>(
    database,
    `${ROWS} WHERE issued_at >= ? AND issued_at < ? AND case_id IS NOT NULL ORDER BY issued_at, number LIMIT ?`,
  ).all(from, until, limit);
}
