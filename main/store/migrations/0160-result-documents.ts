import type { Migration } from './migration.ts';

/**
 * Projection of the journal: the documents in which results were handed over, for whoever verifies one by its number. What
 * stands on one is in the journal alone: `content_in` is the sequence of the entry that holds it.
 */
export const resultDocuments0160: Migration = {
  version: 160,
  statements: `
    CREATE TABLE result_document (
      number      TEXT PRIMARY KEY,
      case_id     TEXT NOT NULL REFERENCES service_case (case_id),
      kind        TEXT NOT NULL,
      name        TEXT NOT NULL,
      issued_at   TEXT NOT NULL,
      valid_from  TEXT NOT NULL,
      valid_until TEXT,
      replaces    TEXT,
      content_in  INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX result_document_by_case ON result_document (case_id, issued_at);
    CREATE INDEX result_document_by_end ON result_document (kind, valid_until) WHERE valid_until IS NOT NULL;
    CREATE INDEX result_document_replacing ON result_document (replaces) WHERE replaces IS NOT NULL;
  `,
};
