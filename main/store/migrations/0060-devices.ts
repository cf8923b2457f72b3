import type { Migration } from './migration.ts';

/**
 * Projections of the journal: the devices of this counter, and which of its printers a print job belongs to. A removed device
 * keeps its row, so that old jobs still name their printer.
 */
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

    ALTER TABLE print_job ADD COLUMN device_id TEXT;
    ALTER TABLE print_job ADD COLUMN columns INTEGER;
    ALTER TABLE print_job ADD COLUMN repertoire TEXT;
  `,
};
