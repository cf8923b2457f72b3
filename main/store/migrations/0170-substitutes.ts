import type { Migration } from './migration.ts';

/**
 * Who was named for whom on which hall day, and what anybody did last: of whom nothing was seen for long is looked for along the index
 * of the journal.
 */
export const substitutes0170: Migration = {
  version: 170,
  statements: `
    CREATE TABLE substitute (
      day        TEXT NOT NULL,
      of_number  TEXT NOT NULL REFERENCES staff (number),
      role       TEXT NOT NULL,
      substitute TEXT NOT NULL REFERENCES staff (number),
      PRIMARY KEY (day, of_number, role)
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX journal_by_actor ON journal (actor, at);
  `,
};
