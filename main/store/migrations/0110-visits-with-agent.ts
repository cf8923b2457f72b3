import type { Migration } from './migration.ts';

/** For whom somebody has acted on one day is looked for among the visits at which an agent stood. */
export const visitsWithAgent0110: Migration = {
  version: 110,
  statements: `
    CREATE INDEX visit_with_agent ON visit (opened_at) WHERE agent IS NOT NULL;
  `,
};
