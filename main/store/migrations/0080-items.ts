import type { Migration } from './migration.ts';

/**
 * Projections of the journal: every version of an item that could be used here as it was then, and how its completed cases
 * were last told to the central system.
 */
export const items0080: Migration = {
  version: 80,
  statements: `
    CREATE TABLE item_version (
      code    TEXT NOT NULL,
      version INTEGER NOT NULL,
      content TEXT NOT NULL,
      map     TEXT,
      PRIMARY KEY (code, version)
    ) STRICT, WITHOUT ROWID;
  `,
};
