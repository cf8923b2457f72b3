import type { Migration } from './migration.ts';

/** What is claimed a second time is looked for among the cases of the items that claim. */
export const casesByItem0100: Migration = {
  version: 100,
  statements: `
    CREATE INDEX case_by_item ON service_case (item_code, changed_at);
  `,
};
