import { z } from 'zod';
import { deadlineSchema } from '../calendar/deadline.ts';
import { valueChangesSchema } from '../catalogue/changes.ts';
import { keysOf } from '../keysOf.ts';
import { staffNameSchema } from '../staff/actor.ts';

/** What every slip says about the hall; from configuration. `openingHours` as printed, e.g. `工作日 9:00–12:00`. */
const slipHallSchema = z
  .object({
    organ: z.string(),
    hall: z.string(),
    address: z.string(),
    window: z.string(),
    phone: z.string(),
    supervisionPhone: z.string(),
    openingHours: z.string(),
  })
  .readonly();

/** What every slip says about the hall. */
export type SlipHall = z.infer<typeof slipHallSchema>;

/** As of the citizen: the name in full, the number already masked; an empty number was not told. */
const agentSchema = z
  .object({
    acts: z.enum(['agent', 'guardian']),
    name: z.string(),
    maskedIdNumber: z.string(),
    /** What they are to the citizen, e.g. `父母`; absent where the form does not say it. */
    relation: z.string().exactOptional(),
  })
  .readonly();

/** Who acts for the citizen, as a slip names them. */
export type SlipAgent = z.infer<typeof agentSchema>;

const slipHead = {
  /** Gapless slip number, e.g. `SL2026112103-0007`. */
  number: z.string(),
  caseNumber: z.string(),
  /** UTC instant, ISO 8601; printed in hall time (UTC+8). */
  issuedAt: z.string(),
  teller: z.object({ number: z.string(), name: z.string() }).readonly(),
  hall: slipHallSchema,
  /** The name in full, the ID number already masked. */
  citizen: z.object({ name: z.string(), maskedIdNumber: z.string() }).readonly(),
  /** Who acts for the citizen; absent when they act themselves. */
  agent: agentSchema.exactOptional(),
  item: z.object({ code: z.string(), name: z.string() }).readonly(),
  /** What was done in the place of somebody who was absent: the node, who did it, and for whom. Absent where nothing was. */
  standIns: z
    .array(z.object({ node: z.string(), by: staffNameSchema, inPlaceOf: staffNameSchema }).readonly())
    .readonly()
    .exactOptional(),
};

/** How a material was received. `system` materials were fetched, the citizen brought nothing; then `source` names the system. */
const receivedMaterialSchema = z
  .object({
    name: z.string(),
    how: z.enum(['original', 'copy', 'card', 'system', 'system-pending']),
    source: z.string().exactOptional(),
  })
  .readonly();

/** How a material was received. */
export type ReceivedMaterial = z.infer<typeof receivedMaterialSchema>;

const received = z.array(receivedMaterialSchema).readonly();

/** One line of the notice: why it is missing (Chinese), and what exactly to bring and from where. */
const missingLineSchema = z
  .object({
    name: z.string(),
    reason: z.string(),
    guidance: z.string().exactOptional(),
    copies: z.string().exactOptional(),
  })
  .readonly();

/** Laws a decision against the citizen rests on; absent where the item names none. */
const basis = z.array(z.string()).readonly().exactOptional();

/** One line of a result. */
export const resultLineSchema = z.object({ label: z.string(), value: z.string() }).readonly();

/** 一次性告知: everything that is missing, told at once, once, in writing. */
const noticeSlipSchema = z.object({
  ...slipHead,
  kind: z.literal('BZ'),
  missing: z.array(missingLineSchema).readonly(),
  /** What was already checked and need not be brought again. */
  received,
  /** Names of materials the system supplies: the citizen must not bring them. */
  systemSupplied: z.array(z.string()).readonly(),
  /** Working days allowed for supplementing. */
  workingDays: z.int(),
  /** Until when to supplement. */
  dueOn: deadlineSchema,
});

/** What holds from the acceptance on, before anybody has checked it; absent where nothing does. */
const atOnce = z.array(resultLineSchema).readonly().exactOptional();

/** 受理通知书. */
const acceptanceSlipSchema = z.object({
  ...slipHead,
  kind: z.literal('SL'),
  received,
  /** The nodes it goes through by post, each with its limit; absent for what the window does alone. */
  nodes: z
    .array(z.object({ name: z.string(), post: z.string(), limit: z.string() }).readonly())
    .readonly()
    .exactOptional(),
  atOnce,
  handling: z.enum(['instant', 'timed']),
  /** Until when the result is promised. */
  promisedOn: deadlineSchema,
});

/** 办结通知书. `effectiveOn` is the hall date from which the result holds. */
const completionSlipSchema = z.object({
  ...slipHead,
  kind: z.literal('BJ'),
  result: z.array(resultLineSchema).readonly(),
  changes: valueChangesSchema.exactOptional(),
  effectiveOn: z.string(),
  /** Number of the slip that this one takes the place of: what it said was corrected. */
  replaces: z.string().exactOptional(),
  /** What the applicant signs for, where something is handed over with it. */
  signed: z.string().exactOptional(),
  /** The approval refused it: there is no result, but a reason and what can be done against it. */
  denied: z.object({ reason: z.string(), explanation: z.string(), basis }).readonly().exactOptional(),
});

/** 受理办结通知书: accepted and finished while the citizen waited. */
const settlementSlipSchema = z.object({
  ...slipHead,
  kind: z.literal('SJ'),
  received,
  result: z.array(resultLineSchema).readonly(),
  changes: valueChangesSchema.exactOptional(),
  effectiveOn: z.string(),
});

/** 不予受理通知书. `reason` is the law's kind of reason, `explanation` what it is about here, in the teller's words. */
const refusalSlipSchema = z.object({
  ...slipHead,
  kind: z.literal('BT'),
  reason: z.string(),
  explanation: z.string(),
  basis,
});

/** 延期通知书: the limit is longer by so many working days. `formerlyOn` is until when the result was promised before. */
const extensionSlipSchema = z.object({
  ...slipHead,
  kind: z.literal('YQ'),
  workingDays: z.int(),
  reason: z.string(),
  formerlyOn: deadlineSchema,
  promisedOn: deadlineSchema,
});

/** 容缺受理通知书: accepted although papers are to follow, with the commitment to bring them. `guidance` says what exactly does. */
const gapSlipSchema = z.object({
  ...slipHead,
  kind: z.literal('RQ'),
  received,
  atOnce,
  missing: z.array(z.object({ name: z.string(), guidance: z.string() }).readonly()).readonly(),
  workingDays: z.int(),
  /** Until when they are promised. */
  dueOn: deadlineSchema,
});

/** 终止办理通知书: the time to hand in papers is over. `explanation` says which papers, until when, by which notice. */
const terminationSlipSchema = z.object({
  ...slipHead,
  kind: z.literal('ZZ'),
  reason: z.string(),
  explanation: z.string(),
});

/** Each kind by its letters. */
const slipSchemas = {
  BZ: noticeSlipSchema,
  SL: acceptanceSlipSchema,
  BJ: completionSlipSchema,
  SJ: settlementSlipSchema,
  BT: refusalSlipSchema,
  YQ: extensionSlipSchema,
  RQ: gapSlipSchema,
  ZZ: terminationSlipSchema,
} as const;

/** One slip as an act makes it; laid out by `layoutSlip`. Read back tolerantly: a later release may know more fields. */
export const slipSchema = z.discriminatedUnion('kind', [
  slipSchemas.BZ,
  slipSchemas.SL,
  slipSchemas.BJ,
  slipSchemas.SJ,
  slipSchemas.BT,
  slipSchemas.YQ,
  slipSchemas.RQ,
  slipSchemas.ZZ,
]);

/** One slip as an act makes it. */
export type Slip = Readonly<z.infer<typeof slipSchema>>;
/** 一次性告知. */
export type NoticeSlip = Extract<Slip, { kind: 'BZ' }>;
/** 受理通知书. */
export type AcceptanceSlip = Extract<Slip, { kind: 'SL' }>;
/** 办结通知书. */
export type CompletionSlip = Extract<Slip, { kind: 'BJ' }>;

/** 受理办结通知书. */
export type SettlementSlip = Extract<Slip, { kind: 'SJ' }>;
/** 不予受理通知书. */
export type RefusalSlip = Extract<Slip, { kind: 'BT' }>;

/** 延期通知书. */
export type ExtensionSlip = Extract<Slip, { kind: 'YQ' }>;

/** 容缺受理通知书. */
export type GapSlip = Extract<Slip, { kind: 'RQ' }>;
/** 终止办理通知书. */
export type TerminationSlip = Extract<Slip, { kind: 'ZZ' }>;

/**
 * Kinds of numbered slip (domain reference 3.3): BZ one-time notice, SL acceptance, BJ completion, BT refusal, YQ extension, RQ
 * acceptance with a gap; SJ, acceptance and completion in one, and ZZ, the end for want of papers, are ours.
 */
export type SlipKind = Slip['kind'];

/** All kinds of numbered slip. */
export const slipKinds = keysOf(slipSchemas);

/** What every slip says, whatever its kind. */
export type SlipHead = Readonly<z.infer<z.ZodObject<typeof slipHead>>>;

type Without<OneSlip, Key extends string> = OneSlip extends unknown ? Omit<OneSlip, Key> : never;

/** What is particular to one slip. */
export type SlipBody = Without<Slip, keyof SlipHead>;

/** Marks a copy: `补打 n`, by whom and when. Never changes the stored slip. */
export interface ReprintMark {
  readonly count: number;
  readonly at: string;
  readonly by: string;
}
