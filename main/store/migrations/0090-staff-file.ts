import type { Migration } from './migration.ts';

/**
 * Projections of the journal: posts that were granted beside the one an account was made with, and whose business somebody must not
 * handle (their own, their relatives'), by derived ids. A session is in one post at a time;
 * those of before are of no use without one, so they end.
 */
export const staffFile0090: Migration = {
  version: 90,
  statements: `
    CREATE TABLE staff_post (
      number    TEXT NOT NULL REFERENCES staff (number),
      role      TEXT NOT NULL,
      starts_on TEXT NOT NULL,
      ends_on   TEXT,
      PRIMARY KEY (number, role)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE staff_close_person (
      number    TEXT NOT NULL REFERENCES staff (number),
      person_id TEXT NOT NULL,
      relation  TEXT NOT NULL,
      PRIMARY KEY (number, person_id)
    ) STRICT, WITHOUT ROWID;

    DROP TABLE session;
    CREATE TABLE session (
      window_hash  TEXT PRIMARY KEY,
      number       TEXT NOT NULL REFERENCES staff (number),
      role         TEXT NOT NULL,
      opened_at    TEXT NOT NULL,
      last_seen_at TEXT NOT NULL,
      ended_at     TEXT,
      end_reason   TEXT
    ) STRICT, WITHOUT ROWID;
  `,
};
