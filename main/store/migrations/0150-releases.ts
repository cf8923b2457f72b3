import type { Migration } from './migration.ts';

/** Projection of the journal: versions of items that administrators handed in, and what became of each. */
export const releases0150: Migration = {
  version: 150,
  statements: `
    CREATE TABLE item_proposal (
      -- Sequence of the entry that handed it in.
      proposed_in     INTEGER PRIMARY KEY,
      code            TEXT NOT NULL,
      version         INTEGER NOT NULL,
      content         TEXT NOT NULL,
      effective_from  TEXT NOT NULL,
      why             TEXT NOT NULL,
      proposed_at     TEXT NOT NULL,
      proposed_number TEXT NOT NULL,
      proposed_name   TEXT NOT NULL,
      -- waiting, published or declined
      state           TEXT NOT NULL,
      settled_at      TEXT,
      settled_name    TEXT,
      name            TEXT,
      words           TEXT,
      to_instant      INTEGER,
      materials       INTEGER,
      days            INTEGER
    ) STRICT;
    -- One version of an item waits at a time.
    CREATE UNIQUE INDEX item_proposal_waiting ON item_proposal (code) WHERE state = 'waiting';
    CREATE INDEX item_proposal_settled ON item_proposal (settled_at) WHERE settled_at IS NOT NULL;
  `,
};
