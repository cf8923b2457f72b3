import type { UnreadableEntry } from '../../domain/journal/entry.ts';
import { readEntry } from '../../domain/journal/readEntry.ts';
import { change, isBroken, sql, type Database, type ReadDatabase, type WriteDatabase } from '../database.ts';
import { rowsAfter } from '../journal.ts';
import { storageFaultOf } from '../storageFault.ts';
import { project, projectedTables } from './project.ts';

/**
 * Version of what the projectors make of the journal. Raise it with every change that gives other rows from the same entries:
 * the next start then makes all projections anew, and `verify` has nothing to take for tampering. A test compares the rows of a
 * recorded morning, so it cannot be forgotten.
 */
export const PROJECTION_VERSION = 19;

/** The version of the program's projectors that made the projections of this database; 0 before any. */
export function projectionVersion(database: ReadDatabase): number {
  return (
    sql<[], { version: number }>(database, 'SELECT version FROM projection_version WHERE only = 1').get()?.version ?? 0
  );
}

/** What came of making the projections anew. `where` and `detail` tell the entry at which it could not go on. */
export type Rebuilt =
  | { readonly ok: true; readonly unreadable: readonly UnreadableEntry[] }
  | { readonly ok: false; readonly where: string; readonly detail: string };

/** Left in the journal, read and projected at a time: enough to be quick, few enough to stay small. */
const BATCH = 500;

/**
 * Makes all projections anew from the journal, in one transaction: all of them or none. An entry that cannot be read is set
 * aside and told; whatever refers to what it would have made stops the rebuild, and the projections stay as they were.
 */
export function rebuildProjections(database: Database): Rebuilt {
  let sequence = 0;
  try {
    return database
      .transaction((): Rebuilt => {
        // Working state refers to projected rows, which are gone for the time of the rebuild.
        database.pragma('defer_foreign_keys = ON');
        for (const table of projectedTables.toReversed()) database.exec(`DELETE FROM ${table}`);
        const unreadable: UnreadableEntry[] = [];
        for (let rows = rowsAfter(database, 0, BATCH); rows.length > 0; rows = rowsAfter(database, sequence, BATCH)) {
          for (const row of rows) {
            ({ sequence } = row);
            const read = readEntry(row);
            if (read.ok) project(database, read.entry);
            else unreadable.push(read.unreadable);
          }
        }
        noteVersion(database);
        return { ok: true, unreadable };
      })
      .immediate();
  } catch (error) {
    if (isBroken(error) || storageFaultOf(error) !== null || !(error instanceof Error)) throw error;
    return { ok: false, where: `journal ${sequence}`, detail: error.message };
  }
}

function noteVersion(database: WriteDatabase): void {
  change<[number]>(database, 'INSERT OR REPLACE INTO projection_version (only, version) VALUES (1, ?)').run(
    PROJECTION_VERSION,
  );
}
