import type { Migration } from './migration.ts';

/** Projections of the journal: slips as issued, and print jobs with their one outcome. */
export const slipsAndPrinting0030: Migration = {
  version: 30,
  statements: `
    CREATE TABLE slip (
      slip_number TEXT PRIMARY KEY,
      kind        TEXT NOT NULL,
      case_id     TEXT NOT NULL REFERENCES service_case (case_id),
      issued_at   TEXT NOT NULL,
      columns     INTEGER NOT NULL,
      model       TEXT NOT NULL,
      lines       TEXT NOT NULL
    ) STRICT;
    CREATE INDEX slip_by_case ON slip (case_id, issued_at);

    CREATE TABLE print_job (
      job_id       TEXT PRIMARY KEY,
      slip_number  TEXT NOT NULL REFERENCES slip (slip_number),
      copy         INTEGER NOT NULL,
      state        TEXT NOT NULL,
      cause        TEXT NOT NULL,
      requested_at TEXT NOT NULL,
      changed_at   TEXT NOT NULL,
      lines        TEXT
    ) STRICT;
    CREATE INDEX print_job_by_slip ON print_job (slip_number, copy);
    CREATE INDEX print_job_by_state ON print_job (state, requested_at, job_id);
  `,
};
