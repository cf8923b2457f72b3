import type { Migration } from './migration.ts';

/**
 * Projections of the journal: B persons by post, absences with the stretch they mean, who has had which task from when to when, and
 * what was done in the place of somebody absent.
 */
export const duty0130: Migration = {
  version: 130,
  statements: `
    CREATE TABLE staff_stand_in (
      number   TEXT NOT NULL REFERENCES staff (number),
      role     TEXT NOT NULL,
      stand_in TEXT NOT NULL REFERENCES staff (number),
      PRIMARY KEY (number, role)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE absence (
      absence_id TEXT PRIMARY KEY,
      number     TEXT NOT NULL REFERENCES staff (number),
      name       TEXT NOT NULL,
      from_on    TEXT NOT NULL,
      to_on      TEXT NOT NULL,
      half       TEXT,
      reason     TEXT NOT NULL,
      entered_at TEXT NOT NULL,
      entered_by TEXT NOT NULL,
      begins_at  TEXT NOT NULL,
      -- From when on what lies with them lies still: not before the hall opens.
      missed_from TEXT NOT NULL,
      -- Where it was ended early, that moment.
      ends_at    TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX absence_by_end ON absence (ends_at);

    CREATE TABLE task (
      -- Sequence of the entry that assigned it.
      sequence     INTEGER PRIMARY KEY,
      case_id      TEXT NOT NULL REFERENCES service_case (case_id),
      role         TEXT NOT NULL,
      owner_number TEXT,
      owner_name   TEXT,
      for_number   TEXT,
      for_name     TEXT,
      why          TEXT NOT NULL,
      begins_at    TEXT NOT NULL,
      ends_at      TEXT
    ) STRICT;
    CREATE UNIQUE INDEX task_open ON task (case_id) WHERE ends_at IS NULL;
    CREATE INDEX task_open_by_owner ON task (role, owner_number) WHERE ends_at IS NULL;
    CREATE INDEX task_by_owner ON task (owner_number, begins_at);

    CREATE TABLE act_in_place (
      case_id    TEXT NOT NULL REFERENCES service_case (case_id),
      n          INTEGER NOT NULL,
      acted_at   TEXT NOT NULL,
      by_number  TEXT NOT NULL,
      by_name    TEXT NOT NULL,
      role       TEXT NOT NULL,
      for_number TEXT NOT NULL,
      for_name   TEXT NOT NULL,
      line       TEXT NOT NULL,
      PRIMARY KEY (case_id, n)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX act_in_place_by_time ON act_in_place (acted_at);
  `,
};
