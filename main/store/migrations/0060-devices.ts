import type { Migration } from './migration.ts';

/** Projection of the journal: the devices of this counter. A removed one keeps its row, so that old print jobs still name it. */
export const devices0060: Migration = {
  version: 60,
  statements: `
    CREATE TABLE device (
      device_id     TEXT PRIMARY KEY,
      name          TEXT NOT NULL,
      driver        TEXT NOT NULL,
      plug_identity TEXT,
      preferred     INTEGER NOT NULL,
      added_at      TEXT NOT NULL,
      removed_at    TEXT
    ) STRICT;
  `,
};
