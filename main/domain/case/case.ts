import { z } from 'zod';
import { deadlineSchema } from '../calendar/deadline.ts';
import { shownIdentitySchema } from '../identity/shownIdentity.ts';
import { heldDocumentSchema } from '../resultDocument/issued.ts';
import { resultLineSchema } from '../slip/slip.ts';
import { formValuesSchema, materialTicksSchema, missingMaterialSchema, obtainedMaterialSchema } from './papers.ts';
import { caseFlagNames, phaseNames } from './phase.ts';
import { filingSchema } from './filing.ts';
import { keysOf } from '../keysOf.ts';
import { staffNameSchema } from '../staff/actor.ts';
import { roles } from '../staff/role.ts';
import { caseNodeNames } from './node.ts';

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
  denied: '审批不予通过',
  returned: '中心退回，已作废',
  expired: '补正逾期，终止办理',
  lapsed: '容缺承诺逾期，终止办理',
} as const satisfies Record<string, string>;

/** What an opinion said, in the words of the timeline. */
export const verdictTexts = {
  agreed: '同意',
  'sent-back': '退回',
  denied: '不予通过',
  escalated: '上报保障局',
  answered: '答复',
} as const satisfies Record<string, string>;

/** The word of a checking node, with the time the case came there: what a node took is between the two. */
const opinionSchema = z
  .object({
    node: z.enum(caseNodeNames),
    verdict: z.enum(keysOf(verdictTexts)),
    /** In the words of its choice; absent where there is none. */
    reason: z.string().exactOptional(),
    text: z.string(),
    /** Number of the document that says so. */
    document: z.string().exactOptional(),
    by: z.object({ number: z.string(), name: z.string(), role: z.enum(roles) }).readonly(),
    /** The absent person for whom it was said. */
    inPlaceOf: staffNameSchema.exactOptional(),
    arrivedAt: z.string(),
    /** By when the node was to act. */
    due: deadlineSchema,
    at: z.string(),
  })
  .readonly();

/** The word of a checking node. */
export type Opinion = z.infer<typeof opinionSchema>;

/** Why the clock of a case stands still. */
export const pauseReasons = {
  supplement: '补正材料',
  expertise: '鉴定或专家评审',
  inquiry: '协查',
  bureau: '上报保障局',
  applicant: '申请人原因',
  outage: '系统故障',
} as const satisfies Record<string, string>;

/** A stretch in which the clock of a case stands still. `until` is null while it does. */
const pauseSchema = z
  .object({
    reason: z.enum(keysOf(pauseReasons)),
    note: z.string(),
    from: z.string(),
    until: z.string().nullable(),
    /** Hall date at which it is meant to end; null where nobody can say. */
    plannedUntil: z.string().nullable(),
    /** Number of the document that ordered it; empty where there is none. */
    document: z.string(),
  })
  .readonly();

/** A stretch in which the clock of a case stands still. */
export type CasePause = z.infer<typeof pauseSchema>;

/** A notice of what is missing (一次性告知). */
const noticeSchema = z
  .object({
    missing: z.array(missingMaterialSchema).readonly(),
    due: deadlineSchema,
    /** From when on the time to supplement is over; absent where no day can be named. */
    endsAt: z.string().exactOptional(),
    slipNumber: z.string(),
    by: z.object({ number: z.string(), name: z.string() }).readonly(),
    at: z.string(),
  })
  .readonly();

/** A notice of what is missing. */
export type Notice = z.infer<typeof noticeSchema>;

/** How a commitment to hand in what was missing ended. `released`: the case ended before its time, so nothing was broken. */
export const gapOutcomes = {
  supplied: '补齐',
  broken: '逾期',
  released: '办件已结束',
} as const satisfies Record<string, string>;

/** What was left out of an acceptance against a commitment (容缺受理). Without an outcome it is open. */
const gapSchema = z
  .object({
    /** Codes of the materials that are still to follow. */
    missing: z.array(z.string()).readonly(),
    /** Codes of all that was promised. */
    promised: z.array(z.string()).readonly(),
    /** Until when, as the citizen promised. */
    due: deadlineSchema,
    /** From when on it is broken; absent where no day can be named. */
    endsAt: z.string().exactOptional(),
    /** Number of the letter. */
    slipNumber: z.string(),
    at: z.string(),
    outcome: z.enum(keysOf(gapOutcomes)).exactOptional(),
    settledAt: z.string().exactOptional(),
  })
  .readonly();

/** What was left out of an acceptance against a commitment. */
export type Gap = z.infer<typeof gapSchema>;

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
  /** The notice that holds, and those before it, oldest first. */
  notice: noticeSchema.exactOptional(),
  formerNotices: z.array(noticeSchema).readonly(),
  acceptance: z
    .object({
      /** Unknown while the clock stands still. */
      promised: deadlineSchema,
      at: z.string(),
      /** Working days added to the limit. */
      extension: z.int().exactOptional(),
    })
    .readonly()
    .exactOptional(),
  /** Why the leader was last asked for a second notice. */
  asked: z.object({ note: z.string(), by: z.string(), at: z.string() }).readonly().exactOptional(),
  /** Why somebody who acts for many today acts for this citizen too; of which agent, the number masked. */
  vouched: z.object({ agent: z.string(), note: z.string(), by: z.string(), at: z.string() }).readonly().exactOptional(),
  gap: gapSchema.exactOptional(),
  /** Where it stands on the special route; absent on the ordinary one and before the acceptance. */
  chain: z
    .object({
      /** When it came to the node it stands at, and by when that is to act. */
      arrivedAt: z.string(),
      due: deadlineSchema,
      /** Numbers of those who acted for each party: no number stands in two. */
      parties: z
        .object({
          window: z.array(z.string()).readonly(),
          review: z.array(z.string()).readonly(),
          decision: z.array(z.string()).readonly(),
        })
        .readonly(),
      /** The phase it goes back to when the bureau has answered. */
      reportedFrom: z.enum(['reviewing', 'deciding']).exactOptional(),
    })
    .readonly()
    .exactOptional(),
  /** Values before and after, oldest first; the last hold. */
  filings: z.array(filingSchema).readonly(),
  opinions: z.array(opinionSchema).readonly(),
  pauses: z.array(pauseSchema).readonly(),
  completion: z
    .object({
      result: z.array(resultLineSchema).readonly(),
      effectiveOn: z.string(),
      messageId: z.string(),
      /** The paper that says so. */
      slipNumber: z.string(),
      /** The document in which the result is handed over. */
      document: heldDocumentSchema.exactOptional(),
      at: z.string(),
    })
    .readonly()
    .exactOptional(),
  ending: z
    .object({ why: z.enum(keysOf(endingTexts)), note: z.string().exactOptional() })
    .readonly()
    .exactOptional(),
  /** Numbers of slips and documents that hold no more. */
  voided: z.array(z.string()).readonly(),
  /** What staff noted on the case, oldest first. */
  notes: z.array(z.object({ text: z.string(), by: z.string(), at: z.string() }).readonly()).readonly(),
});

/** A case as its history makes it. */
export type Case = Readonly<z.infer<typeof caseSchema>>;
