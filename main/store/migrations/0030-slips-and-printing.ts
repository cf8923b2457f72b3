import type { Migration } from './migration.ts';

/**
 * Projections of the journal: slips as issued, print jobs with their one outcome, and whether part of a slip may hang in a
 * printer. What is printed stands in the journal alone: `content_in` is the sequence of the entry with the slip, and of the
 * one with the lines of the job.
 */
export const slipsAndPrinting0030: Migration = {
  version: 30,
  statements: `
    CREATE TABLE slip (
      slip_number TEXT PRIMARY KEY,
      kind        TEXT NOT NULL,
      case_id     TEXT NOT NULL REFERENCES service_case (case_id),
      issued_at   TEXT NOT NULL,
      content_in  INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX slip_by_kind ON slip (kind, issued_at);
    -- Numbers that hold no more, with what took their force away.
    CREATE TABLE voided_slip (
      slip_number TEXT PRIMARY KEY,
      case_id     TEXT NOT NULL REFERENCES service_case (case_id),
      voided_at   TEXT NOT NULL,
      by_name     TEXT NOT NULL,
      why         TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX voided_slip_by_time ON voided_slip (voided_at);
    CREATE INDEX slip_by_case ON slip (case_id, issued_at);

    CREATE TABLE print_job (
      job_id       TEXT PRIMARY KEY,
      slip_number  TEXT NOT NULL REFERENCES slip (slip_number),
      copy         INTEGER NOT NULL,
      state        TEXT NOT NULL,
      cause        TEXT,
      requested_at TEXT NOT NULL,
      changed_at   TEXT NOT NULL,
      content_in   INTEGER NOT NULL,
      device_id    TEXT,
      columns      INTEGER NOT NULL,
      repertoire   TEXT NOT NULL,
      released_in  TEXT
    ) STRICT;
    CREATE INDEX print_job_by_slip ON print_job (slip_number, copy);
    CREATE INDEX print_job_by_state ON print_job (state, requested_at, job_id);

    CREATE TABLE printer_paper (
      device_id        TEXT PRIMARY KEY,
      may_hold_remains INTEGER NOT NULL CHECK (may_hold_remains IN (0, 1))
    ) STRICT, WITHOUT ROWID;
  `,
};
