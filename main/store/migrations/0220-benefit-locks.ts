import type { Migration } from './migration.ts';

/** Projection of the journal: whose benefits were locked, from when to when, and why. */
export const benefitLocks0220: Migration = {
  version: 220,
  statements: `
    CREATE TABLE benefit_lock (
      case_id        TEXT PRIMARY KEY REFERENCES service_case (case_id),
      person_id      TEXT NOT NULL REFERENCES person (person_id),
      urgent         INTEGER NOT NULL,
      reason         TEXT NOT NULL,
      basis          TEXT NOT NULL,
      locked_at      TEXT NOT NULL,
      locked_by      TEXT NOT NULL,
      planned_until  TEXT,
      review_ends_at TEXT,
      confirmed_at   TEXT,
      ended_at       TEXT,
      ended_by       TEXT,
      ended_in       TEXT,
      ending         TEXT,
      end_reason     TEXT,
      end_basis      TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX benefit_lock_by_person ON benefit_lock (person_id, locked_at);
    CREATE INDEX benefit_lock_by_end ON benefit_lock (ended_in) WHERE ended_in IS NOT NULL;
    -- Urgent locks that nobody has confirmed: whether their review is late is looked at as time passes.
    CREATE INDEX benefit_lock_to_review ON benefit_lock (review_ends_at)
      WHERE urgent = 1 AND ended_at IS NULL AND confirmed_at IS NULL;
  `,
};
