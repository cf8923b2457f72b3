import type { Migration } from './migration.ts';

/**
 * What keeping a history takes: finding entries by their kind, which version of the program made the projections, and at
 * which window a workstation stood since when (a projection).
 */
export const keeping0070: Migration = {
  version: 70,
  statements: `
    CREATE INDEX journal_by_kind ON journal (kind);

    CREATE TABLE projection_version (
      only    INTEGER PRIMARY KEY CHECK (only = 1),
      version INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE workstation_window (
      workstation  TEXT NOT NULL,
      since        TEXT NOT NULL,
      window       TEXT NOT NULL,
      serials_from INTEGER NOT NULL,
      PRIMARY KEY (workstation, since)
    ) STRICT, WITHOUT ROWID;
  `,
};
