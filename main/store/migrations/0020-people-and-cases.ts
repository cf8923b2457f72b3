import type { Migration } from './migration.ts';

/** Projections of the journal: people, visits, cases, numbers, staff. */
export const peopleAndCases0020: Migration = {
  version: 20,
  statements: `
    CREATE TABLE staff (
      number TEXT PRIMARY KEY,
      name   TEXT NOT NULL,
      role   TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE person (
      person_id         TEXT PRIMARY KEY,
      id_number         TEXT NOT NULL UNIQUE,
      name              TEXT NOT NULL,
      card_number       TEXT,
      card              TEXT,
      document          TEXT,
      central           TEXT,
      central_at        TEXT,
      central_reference TEXT
    ) STRICT;
    CREATE INDEX person_by_card ON person (card_number) WHERE card_number IS NOT NULL;

    CREATE TABLE visit (
      visit_id          TEXT PRIMARY KEY,
      opened_by         TEXT NOT NULL,
      opened_at         TEXT NOT NULL,
      teller_number     TEXT NOT NULL,
      teller_name       TEXT NOT NULL,
      person_id         TEXT REFERENCES person (person_id),
      shown_by          TEXT NOT NULL,
      checked_at        TEXT,
      checked_by_number TEXT,
      checked_by_name   TEXT,
      agent             TEXT,
      parked_at         TEXT,
      ended_at          TEXT,
      end_reason        TEXT
    ) STRICT;
    -- One citizen at the counter, and one visit of a person, whatever the program believes.
    CREATE UNIQUE INDEX visit_present ON visit ((ended_at IS NULL)) WHERE ended_at IS NULL AND parked_at IS NULL;
    CREATE UNIQUE INDEX visit_going_on ON visit (person_id) WHERE ended_at IS NULL AND person_id IS NOT NULL;
    CREATE INDEX visit_not_ended ON visit (parked_at) WHERE ended_at IS NULL;

    CREATE TABLE service_case (
      case_id        TEXT PRIMARY KEY,
      case_number    TEXT UNIQUE,
      item_code      TEXT NOT NULL,
      item_version   INTEGER NOT NULL,
      person_id      TEXT NOT NULL REFERENCES person (person_id),
      visit_id       TEXT NOT NULL REFERENCES visit (visit_id),
      phase          TEXT NOT NULL,
      handler_number TEXT NOT NULL,
      handler_name   TEXT NOT NULL,
      opened_at      TEXT NOT NULL,
      changed_at     TEXT NOT NULL,
      due_on         TEXT,
      -- From when on the time to hand in papers is over.
      lapses_at      TEXT,
      -- What was left out of its acceptance (容缺).
      gap_slip       TEXT,
      gap_at         TEXT,
      gap_due_on     TEXT,
      gap_ends_at    TEXT,
      gap_outcome    TEXT,
      gap_settled_at TEXT,
      holder         TEXT NOT NULL,
      message_id     TEXT,
      revision       INTEGER NOT NULL,
      -- The case as its history made it, so that the next act needs no replay.
      snapshot       TEXT NOT NULL
    ) STRICT;
    CREATE INDEX case_by_person ON service_case (person_id, opened_at DESC);
    CREATE INDEX case_by_visit ON service_case (visit_id);
    -- What waits for somebody's act: the length of the history does not count.
    CREATE INDEX case_not_ended ON service_case (holder, phase, due_on, opened_at) WHERE phase NOT IN ('completed', 'closed');

    CREATE INDEX case_lapsing ON service_case (holder, lapses_at) WHERE lapses_at IS NOT NULL;
    CREATE INDEX case_gap_by_person ON service_case (person_id, gap_due_on) WHERE gap_at IS NOT NULL;
    CREATE INDEX case_gap_by_time ON service_case (gap_at) WHERE gap_at IS NOT NULL;
    -- The words of the checking nodes, in their order within a case.
    CREATE TABLE opinion (
      case_id    TEXT NOT NULL REFERENCES service_case (case_id),
      n          INTEGER NOT NULL,
      node       TEXT NOT NULL,
      verdict    TEXT NOT NULL,
      reason     TEXT NOT NULL,
      words      TEXT NOT NULL,
      document   TEXT NOT NULL,
      by_number  TEXT NOT NULL,
      by_name    TEXT NOT NULL,
      arrived_at TEXT NOT NULL,
      due_on     TEXT,
      said_at    TEXT NOT NULL,
      PRIMARY KEY (case_id, n)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX opinion_by_time ON opinion (said_at);

    CREATE TABLE number_series (
      workstation TEXT NOT NULL,
      day         TEXT NOT NULL,
      kind        TEXT NOT NULL,
      last        INTEGER NOT NULL,
      PRIMARY KEY (workstation, day, kind)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE item_use (
      item_code TEXT PRIMARY KEY,
      uses      INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
