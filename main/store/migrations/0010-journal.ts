import type { Migration } from './migration.ts';

/** The journal: the only log of the counter. Nothing in it is ever changed or removed. */
export const journal0010: Migration = {
  version: 10,
  statements: `
    CREATE TABLE journal (
      sequence      INTEGER PRIMARY KEY,
      entry_id      TEXT NOT NULL UNIQUE,
      at            TEXT NOT NULL,
      actor_kind    TEXT NOT NULL CHECK (actor_kind IN ('person', 'system')),
      actor         TEXT NOT NULL,
      actor_name    TEXT NOT NULL,
      actor_role    TEXT NOT NULL CHECK ((actor_role = '') = (actor_kind = 'system')),
      workstation   TEXT NOT NULL,
      kind          TEXT NOT NULL,
      subject       TEXT NOT NULL,
      payload       TEXT NOT NULL,
      previous_hash TEXT NOT NULL,
      hash          TEXT NOT NULL
    ) STRICT;
    CREATE INDEX journal_by_subject ON journal (subject, sequence);
    CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
      BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
    CREATE TRIGGER journal_is_never_shortened BEFORE DELETE ON journal
      BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
    CREATE TRIGGER journal_has_no_gap BEFORE INSERT ON journal
      WHEN NEW.sequence <> (SELECT ifnull(max(sequence), 0) + 1 FROM journal)
      BEGIN SELECT RAISE(ABORT, 'the journal has no gaps'); END;
  `,
};
