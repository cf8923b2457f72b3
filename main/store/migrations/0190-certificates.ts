import type { Migration } from './migration.ts';

/** Projection of the journal: certificates of chronic and special diseases. */
export const certificates0190: Migration = {
  version: 190,
  statements: `
    CREATE TABLE certificate (
      number       TEXT PRIMARY KEY,
      person_id    TEXT NOT NULL REFERENCES person (person_id),
      case_id      TEXT,
      disease_code TEXT NOT NULL,
      disease_name TEXT NOT NULL,
      valid_from   TEXT NOT NULL,
      valid_until  TEXT NOT NULL,
      phone        TEXT NOT NULL,
      issued_at    TEXT NOT NULL,
      replaces     TEXT,
      replaced_by  TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX certificate_by_person ON certificate (person_id, valid_from);
    CREATE INDEX certificate_by_end ON certificate (valid_until);
    CREATE INDEX certificate_by_issue ON certificate (issued_at);
  `,
};
