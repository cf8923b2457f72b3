import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { StoredEntry } from '../../../main/domain/journal/entry.ts';
import { readEntry } from '../../../main/domain/journal/readEntry.ts';
import { openDatabase, sql } from '../../../main/store/database.ts';
import { migrate } from '../../../main/store/migrations/migrate.ts';
import { project, projectedTables } from '../../../main/store/projections/project.ts';
import { PROJECTION_VERSION } from '../../../main/store/projections/rebuild.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../fixtures/projections');

/** A morning as it was recorded once. It never changes: a hall has such a journal. */
function recordedMorning(): readonly StoredEntry[] {
  return JSON.parse(readFileSync(path.join(FOLDER, 'journal.json'), 'utf8')) as readonly StoredEntry[];
}

function projectedRows(): string {
  const opened = openDatabase(':memory:', '0'.repeat(64));
  if (!opened.ok) throw new Error(opened.detail);
  const { database } = opened;
  migrate(database);
  // Only the projections are made; the journal they refer to is the file.
  database.pragma('foreign_keys = OFF');
  for (const row of recordedMorning()) {
    const read = readEntry(row);
    if (!read.ok) throw new Error(`entry ${row.sequence} cannot be read any more`);
    project(database, read.entry);
  }
  const tables = projectedTables.map((table) => [table, sql(database, `SELECT * FROM ${table}`).all()] as const);
  database.close();
  for (const [table, rows] of tables) expect(rows, `rows of ${table} in the recorded morning`).not.toEqual([]);
  return `${JSON.stringify(Object.fromEntries(tables), null, 2)}\n`;
}

/**
 * Fails when projectors, or the rules they use, make other rows of the same entries. Then raise PROJECTION_VERSION: the test
 * writes the rows of the new version, and those of the old one are deleted. A changed file of an unchanged version is a fault:
 * a counter in use would keep the old rows, and `verify` would take them for tampering.
 */
it(`the same entries give the same rows as long as PROJECTION_VERSION is ${PROJECTION_VERSION}`, async () => {
  const file = path.join(FOLDER, `rows.v${PROJECTION_VERSION}.json`);
  await expect(projectedRows(), 'raise PROJECTION_VERSION in main/store/projections/rebuild.ts').toMatchFileSnapshot(
    file,
  );
  const kept = readdirSync(FOLDER).filter((name) => name.startsWith('rows.'));
  expect(kept, 'rows of other versions are deleted').toEqual([path.basename(file)]);
});
