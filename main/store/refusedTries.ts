import type { JournalEntry, StoredEntry } from '../domain/journal/entry.ts';
import { readEntry } from '../domain/journal/readEntry.ts';
import { sql, type ReadDatabase } from './database.ts';
import { ENTRY_COLUMNS } from './journal.ts';

/** A try that was refused. */
export type RefusedTry = Extract<JournalEntry, { kind: 'access.refused' }>;

/** One press of one person, as a refused try has it. */
interface Press {
  readonly subject: string;
  /** Staff number. */
  readonly person: string;
  readonly act: string;
  readonly requestId: string;
}

/** Whether this press has been recorded as a refused try already. */
export function wasTried(database: ReadDatabase, { subject, person, act, requestId }: Press): boolean {
  return (
    sql<[string, string, string, string], { sequence: number }>(
      database,
      `SELECT sequence FROM journal WHERE subject = ? AND kind = 'access.refused' AND actor = ?
         AND json_extract(payload, '$.act') = ? AND json_extract(payload, '$.request') = ? LIMIT 1`,
    ).get(subject, person, act, requestId) !== undefined
  );
}

/** The refused tries from one instant until before another (UTC, ISO 8601), of everybody or of one staff number, the latest first. */
export function refusedTries(
  database: ReadDatabase,
  { from, until, person }: { readonly from: string; readonly until: string; readonly person?: string },
): readonly RefusedTry[] {
  const rows = sql<[string, string, string | null], StoredEntry>(
    database,
    `SELECT ${ENTRY_COLUMNS} FROM journal WHERE kind = 'access.refused' AND at >= ? AND at < ? AND actor = ifnull(?, actor)
     ORDER BY sequence DESC`,
  ).all(from, until, person ?? null);
  return rows.flatMap((row) => {
    const read = readEntry(row);
    return read.ok && read.entry.kind === 'access.refused' ? [read.entry] : [];
  });
}
