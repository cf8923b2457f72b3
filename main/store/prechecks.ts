import type { JournalEntry, StoredEntry } from '../domain/journal/entry.ts';
import { readEntry } from '../domain/journal/readEntry.ts';
import { sql, type ReadDatabase } from './database.ts';
import { ENTRY_COLUMNS, entriesOf } from './journal.ts';

/** A case that was accepted and has not come to nothing, with what it claims. */
export interface ClaimRow {
  readonly caseNumber: string;
  readonly holder: string;
  /** UTC instant, ISO 8601. */
  readonly acceptedAt: string;
  readonly receipts: string | null;
  readonly hospital: string | null;
  /** The year that the form is about, where it says one. */
  readonly year: string | null;
}

const FORM = (field: string): string => `json_extract(snapshot, '$.form."${field}"')`;
const COLUMNS = `case_number AS caseNumber, holder, json_extract(snapshot, '$.acceptance.at') AS acceptedAt,
  ${FORM('receipt-number')} AS receipts, ${FORM('hospital-name')} AS hospital, ${FORM('year')} AS year`;
/** A case that cannot be read stands in nobody's way; one that ended without a result frees what it claimed. */
const COUNTS = `phase <> 'closed' AND json_valid(snapshot) AND json_extract(snapshot, '$.acceptance.at') IS NOT NULL
  AND case_number IS NOT NULL AND case_id <> ?`;

/** Cases of these items that count and claim receipts, but for one case, the latest first. */
export function claimsOf(database: ReadDatabase, itemCodes: readonly string[], butCaseId: string): readonly ClaimRow[] {
  return sql<[string, string], ClaimRow>(
    database,
    `SELECT ${COLUMNS} FROM service_case
     WHERE item_code IN (SELECT value FROM json_each(?)) AND ${COUNTS} ORDER BY changed_at DESC`,
  ).all(JSON.stringify(itemCodes), butCaseId);
}

/** Cases of one item of this person that count, but for one case, the latest first. */
export function casesOfItem(
  database: ReadDatabase,
  { personId, itemCode, butCaseId }: Readonly<Record<'personId' | 'itemCode' | 'butCaseId', string>>,
): readonly ClaimRow[] {
  return sql<[string, string, string], ClaimRow>(
    database,
    `SELECT ${COLUMNS} FROM service_case WHERE person_id = ? AND item_code = ? AND ${COUNTS} ORDER BY opened_at DESC`,
  ).all(personId, itemCode, butCaseId);
}

/** An acceptance that a pre-check has blocked. */
export type BlockedEntry = Extract<JournalEntry, { kind: 'precheck.blocked' }>;

/** What pre-checks have blocked in this case. */
export function blockedOf(database: ReadDatabase, caseId: string): readonly BlockedEntry[] {
  return entriesOf(database, caseId).flatMap((read) =>
    read.ok && read.entry.kind === 'precheck.blocked' ? [read.entry] : [],
  );
}

/** The register 参保异常 from one instant until before another (UTC, ISO 8601), the latest first. */
export function blockedBetween(database: ReadDatabase, from: string, until: string): readonly BlockedEntry[] {
  const rows = sql<[string, string], StoredEntry>(
    database,
    `SELECT ${ENTRY_COLUMNS} FROM journal WHERE kind = 'precheck.blocked' AND at >= ? AND at < ? ORDER BY sequence DESC`,
  ).all(from, until);
  return rows.flatMap((row) => {
    const read = readEntry(row);
    return read.ok && read.entry.kind === 'precheck.blocked' ? [read.entry] : [];
  });
}
