import { isCaseEntry, type JournalEntry, type JournalKind } from '../../domain/journal/entry.ts';
import type { WriteDatabase } from '../database.ts';
import { cardProjectors } from './cards.ts';
import { certificateProjectors } from './certificates.ts';
import { benefitProjectors } from './benefit.ts';
import { projectAct } from './cases.ts';
import { deviceProjectors } from './devices.ts';
import { dutyProjectors } from './duty.ts';
import { firstAskedProjectors } from './firstAsked.ts';
import { itemProjectors } from './items.ts';
import { outboxProjectors } from './outbox.ts';
import { peopleProjectors } from './people.ts';
import { printingProjectors } from './printing.ts';
import { staffProjectors } from './staff.ts';
import { workstationProjectors } from './workstations.ts';

/** What one kind of entry changes in one table family. */
export type Projector<Kind extends JournalKind> = (
  database: WriteDatabase,
  entry: Extract<JournalEntry, { kind: Kind }>,
) => void;

/** Projectors of one table family, by kind of entry. */
export type Projectors = { readonly [Kind in JournalKind]?: Projector<Kind> };

/** Order matters: a later family may refer to rows of an earlier one. */
const families: readonly Projectors[] = [
  peopleProjectors,
  staffProjectors,
  dutyProjectors,
  firstAskedProjectors,
  printingProjectors,
  outboxProjectors,
  deviceProjectors,
  workstationProjectors,
  itemProjectors,
  cardProjectors,
  certificateProjectors,
  benefitProjectors,
];

/** Tables that can be dropped and rebuilt from the journal, in an order that respects their references. */
export const projectedTables = [
  'staff',
  'staff_post',
  'staff_close_person',
  'staff_stand_in',
  'absence',
  'substitute',
  'person',
  'first_asked',
  'visit',
  'service_case',
  'opinion',
  'task',
  'act_in_place',
  'benefit_lock',
  'number_series',
  'item_use',
  'slip',
  'voided_slip',
  'result_document',
  'print_job',
  'printer_paper',
  'outbox_message',
  'outbox_content',
  'device',
  'workstation_window',
  'item_version',
  'item_proposal',
  'social_card',
  'card_batch',
  'card_order',
  'certificate',
] as const;

/** Carries one entry into every projection. The live path and the rebuild both come through here. */
export function project(database: WriteDatabase, entry: JournalEntry): void {
  if (isCaseEntry(entry)) projectAct(database, entry);
  for (const family of families) {
    const projector = family[entry.kind] as ((database: WriteDatabase, entry: JournalEntry) => void) | undefined;
    projector?.(database, entry);
  }
}
