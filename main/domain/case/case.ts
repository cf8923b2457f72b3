import { z } from 'zod';
import { deadlineSchema } from '../calendar/deadline.ts';
import { shownIdentitySchema } from '../identity/shownIdentity.ts';
import { resultLineSchema } from '../slip/slip.ts';
import { formValuesSchema, materialTicksSchema, missingMaterialSchema, obtainedMaterialSchema } from './papers.ts';
import { caseFlagNames, phaseNames } from './phase.ts';
import { keysOf } from '../keysOf.ts';

/**
 * Who may append to a case and where its history stands. `holder` is the id of the workstation that holds it; `turn`
 * rises each time the case changes hands; `n` counts its acts; `last` is the hash of the journal entry of act `n`.
 */
const custodySchema = z.object({ holder: z.string(), turn: z.int(), n: z.int(), last: z.string() }).readonly();

/** Why a case ended without a result. */
export const endingTexts = {
  left: '群众离开，未办理',
  withdrawn: '群众撤回',
  mistaken: '误操作或选错事项',
  duplicate: '重复接件',
  refused: '不予受理',
  returned: '中心退回，已作废',
} as const satisfies Record<string, string>;

/** A case as its history makes it. Instants are UTC, ISO 8601. Kept as JSON beside its projected row. */
export const caseSchema = z.object({
  phase: z.enum(phaseNames),
  flags: z.array(z.enum(caseFlagNames)).readonly(),
  custody: custodySchema,
  itemCode: z.string(),
  itemVersion: z.int(),
  personId: z.string(),
  visitId: z.string(),
  /** As it stood at the opening, then at the acceptance. */
  identity: shownIdentitySchema,
  openedAt: z.string(),
  changedAt: z.string(),
  /** Who began it. */
  handler: z.object({ number: z.string(), name: z.string() }).readonly(),
  /** Given with the first slip, and kept. */
  caseNumber: z.string().exactOptional(),
  obtained: z.record(z.string(), obtainedMaterialSchema).readonly(),
  ticks: materialTicksSchema,
  form: formValuesSchema,
  notice: z
    .object({ missing: z.array(missingMaterialSchema).readonly(), due: deadlineSchema, at: z.string() })
    .readonly()
    .exactOptional(),
  acceptance: z.object({ promised: deadlineSchema, at: z.string() }).readonly().exactOptional(),
  completion: z
    .object({
      result: z.array(resultLineSchema).readonly(),
      effectiveOn: z.string(),
      messageId: z.string(),
      /** The paper that says so. */
      slipNumber: z.string(),
      at: z.string(),
    })
    .readonly()
    .exactOptional(),
  ending: z
    .object({ why: z.enum(keysOf(endingTexts)), note: z.string().exactOptional() })
    .readonly()
    .exactOptional(),
  /** Numbers of slips that hold no more. */
  voided: z.array(z.string()).readonly(),
  /** What staff noted on the case, oldest first. */
  notes: z.array(z.object({ text: z.string(), by: z.string(), at: z.string() }).readonly()).readonly(),
});

/** A case as its history makes it. */
export type Case = Readonly<z.infer<typeof caseSchema>>;
