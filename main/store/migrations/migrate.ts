import type { Database } from '../database.ts';
import { journal0010 } from './0010-journal.ts';
import { peopleAndCases0020 } from './0020-people-and-cases.ts';
import { slipsAndPrinting0030 } from './0030-slips-and-printing.ts';
import { outbox0040 } from './0040-outbox.ts';
import { workingState0050 } from './0050-working-state.ts';
import { devices0060 } from './0060-devices.ts';
import { keeping0070 } from './0070-keeping.ts';
import { items0080 } from './0080-items.ts';
import { staffFile0090 } from './0090-staff-file.ts';
import { casesByItem0100 } from './0100-cases-by-item.ts';
import { visitsWithAgent0110 } from './0110-visits-with-agent.ts';
import { duty0130 } from './0130-duty.ts';
import { cards0140 } from './0140-cards.ts';
import { releases0150 } from './0150-releases.ts';
import { resultDocuments0160 } from './0160-result-documents.ts';
import { substitutes0170 } from './0170-substitutes.ts';
import { certificates0190 } from './0190-certificates.ts';
import { firstAsked0210 } from './0210-first-asked.ts';
import { benefitLocks0220 } from './0220-benefit-locks.ts';
import type { Migration } from './migration.ts';

/** All steps, oldest first. */
export const migrations: readonly Migration[] = [
  journal0010,
  peopleAndCases0020,
  slipsAndPrinting0030,
  outbox0040,
  workingState0050,
  devices0060,
  keeping0070,
  items0080,
  staffFile0090,
  casesByItem0100,
  visitsWithAgent0110,
  duty0130,
  cards0140,
  releases0150,
  resultDocuments0160,
  substitutes0170,
  certificates0190,
  firstAsked0210,
  benefitLocks0220,
];

/** The schema this program writes. */
export const SCHEMA_VERSION = migrations.at(-1)?.version ?? 0;

/** Schema version of a database, 0 for a new one. */
export function schemaVersion(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}

/**
 * Brings the schema up to date, all steps in one transaction. A database written by a newer program is refused and
 * left as it is: an old program must never guess at new columns.
 */
export function migrate(
  database: Database,
  steps: readonly Migration[] = migrations,
): { readonly ok: true } | { readonly ok: false; readonly code: 'from-the-future'; readonly found: number } {
  steps.forEach((step, index) => {
    const before = steps[index - 1];
    if (before && before.version >= step.version) throw new Error('migrations must rise');
  });
  const found = schemaVersion(database);
  const newest = steps.at(-1)?.version ?? 0;
  if (found > newest) return { ok: false, code: 'from-the-future', found };
  database
    .transaction(() => {
      for (const step of steps.filter(({ version }) => version > found)) {
        database.exec(step.statements);
        database.pragma(`user_version = ${step.version}`);
      }
    })
    .immediate();
  return { ok: true };
}
