import type { Migration } from './migration.ts';

/** Working state that is no history: passwords, window sessions, drafts, repeated requests, used ticks of message ids. */
export const workingState0050: Migration = {
  version: 50,
  statements: `
    CREATE TABLE credential (
      number       TEXT PRIMARY KEY REFERENCES staff (number),
      scrypt       TEXT NOT NULL,
      failures     INTEGER NOT NULL,
      locked_until TEXT
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE session (
      window_hash  TEXT PRIMARY KEY,
      number       TEXT NOT NULL REFERENCES staff (number),
      opened_at    TEXT NOT NULL,
      last_seen_at TEXT NOT NULL,
      ended_at     TEXT,
      end_reason   TEXT
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE draft (
      case_id TEXT PRIMARY KEY REFERENCES service_case (case_id),
      ticks   TEXT NOT NULL,
      form    TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE repeated_request (
      request_id TEXT PRIMARY KEY,
      session    TEXT NOT NULL,
      procedure  TEXT NOT NULL,
      input_hash TEXT NOT NULL,
      answer     TEXT NOT NULL,
      at         TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX repeated_request_by_age ON repeated_request (at);

    CREATE TABLE message_tick (
      first INTEGER PRIMARY KEY,
      last  INTEGER NOT NULL CHECK (last >= first)
    ) STRICT;
  `,
};
