import type { Migration } from './migration.ts';

/** Projections of the journal: social-security cards, those that are made, and their batches. */
export const cards0140: Migration = {
  version: 140,
  statements: `
    CREATE TABLE social_card (
      person_id TEXT NOT NULL REFERENCES person (person_id),
      n         INTEGER NOT NULL,
      number    TEXT,
      state     TEXT NOT NULL,
      formal    INTEGER NOT NULL,
      since     TEXT NOT NULL,
      PRIMARY KEY (person_id, n)
    ) STRICT, WITHOUT ROWID;
    -- One active card of a person, whatever the program believes.
    CREATE UNIQUE INDEX social_card_active ON social_card (person_id) WHERE state = 'active';
    CREATE INDEX social_card_by_number ON social_card (number) WHERE number IS NOT NULL;

    CREATE TABLE card_batch (
      batch          TEXT PRIMARY KEY,
      month          TEXT NOT NULL,
      n              INTEGER NOT NULL,
      opened_at      TEXT NOT NULL,
      sent_at        TEXT,
      sent_by        TEXT,
      sent_by_name   TEXT,
      received_at    TEXT,
      received_by    TEXT,
      received_by_name TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX card_batch_by_month ON card_batch (month, n);
    CREATE INDEX card_batch_by_time ON card_batch (opened_at);

    CREATE TABLE card_order (
      order_id   TEXT PRIMARY KEY,
      person_id  TEXT NOT NULL REFERENCES person (person_id),
      kind       TEXT NOT NULL,
      insured    TEXT NOT NULL,
      batch      TEXT NOT NULL REFERENCES card_batch (batch),
      state      TEXT NOT NULL,
      reason     TEXT,
      ordered_at TEXT NOT NULL,
      due_on     TEXT,
      changed_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX card_order_by_person ON card_order (person_id, ordered_at);
    CREATE INDEX card_order_by_batch ON card_order (batch, state);
    CREATE UNIQUE INDEX card_order_open ON card_order (person_id) WHERE state NOT IN ('handed', 'cancelled');
    CREATE INDEX card_order_waiting ON card_order (state, ordered_at) WHERE state IN ('rejected', 'stock');
  `,
};
