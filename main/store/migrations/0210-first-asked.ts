import type { Migration } from './migration.ts';

/** Projection of the journal: with what somebody was asked first, to whom it was passed on, and what was answered when. */
export const firstAsked0210: Migration = {
  version: 210,
  statements: `
    CREATE TABLE first_asked (
      asked_id    TEXT PRIMARY KEY,
      asked_at    TEXT NOT NULL,
      who         TEXT NOT NULL,
      person_id   TEXT REFERENCES person (person_id),
      matter      TEXT NOT NULL,
      by_number   TEXT NOT NULL,
      by_name     TEXT NOT NULL,
      to_number   TEXT,
      to_name     TEXT,
      due_on      TEXT,
      accepted_at TEXT,
      answered_at TEXT,
      answered_by TEXT,
      answer      TEXT,
      satisfied   INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX first_asked_by_time ON first_asked (asked_at);
    CREATE INDEX first_asked_open ON first_asked (due_on) WHERE answered_at IS NULL;
  `,
};
