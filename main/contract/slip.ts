import { z } from 'zod';
import { taskRoles } from '../domain/case/process.ts';
import { keysOf } from '../domain/keysOf.ts';
import { standingTexts } from '../domain/resultDocument/standing.ts';
import { slipLineSchema } from '../domain/slip/line.ts';
import { slipKinds } from '../domain/slip/slip.ts';
import { procedure } from './caller.ts';
import { done, hallDateSchema, idSchema, instantSchema, requestIdSchema } from './shared.ts';

/** Kind of numbered slip. */
const slipKindSchema = z.enum(slipKinds);

/** A slip as it is or will be printed. */
export const slipPreviewSchema = z.strictObject({
  columns: z.union([z.literal(32), z.literal(48)]),
  lines: z.array(slipLineSchema).readonly(),
});

/** A slip as it is or will be printed. */
export type SlipPreview = z.infer<typeof slipPreviewSchema>;

/** A print job and its one outcome. `unknown` waits for the teller's word. */
export const printJobSchema = z.strictObject({
  jobId: idSchema,
  slipNumber: z.string(),
  slipKind: slipKindSchema,
  caseId: idSchema,
  /** Whose slip it is, masked: another citizen may see the list. */
  maskedName: z.string(),
  itemName: z.string(),
  /** 0 = first print, n = 补打 n. */
  copy: z.int(),
  state: z.enum(['queued', 'printing', 'printed', 'failed', 'unknown', 'cancelled']),
  /** True when it waits for the teller's word, because another citizen is at the counter, or was last. */
  held: z.boolean(),
  /** Name of the printer it goes or went to; empty before this counter has one. */
  printer: z.string(),
  /** Why it failed, is unknown or still waits; Chinese, empty when there is nothing to say. */
  detail: z.string(),
  at: instantSchema,
});

/** A print job and its one outcome. */
export type PrintJob = z.infer<typeof printJobSchema>;

/** A slip in the list of its case. */
export const slipSummarySchema = z.strictObject({
  slipNumber: z.string(),
  kind: slipKindSchema,
  title: z.string(),
  issuedAt: instantSchema,
  /** It holds no more: another took its place, or its case came to nothing. */
  voided: z.boolean(),
  prints: z.array(printJobSchema),
});

/** A slip in the list of its case. */
export type SlipSummary = z.infer<typeof slipSummarySchema>;

/** A document in which a result was handed over, in the list of its case. */
export const documentSummarySchema = z.strictObject({
  number: z.string(),
  name: z.string(),
  issuedAt: instantSchema,
  validUntil: hallDateSchema.nullable(),
  standing: z.enum(keysOf(standingTexts)),
  /** How often it has gone to paper or into a file. */
  handedOut: z.int(),
});

/** A document in which a result was handed over, in the list of its case. */
export type DocumentSummary = z.infer<typeof documentSummarySchema>;

export const slipContract = {
  /** The slip as it was issued. Failures: SLIP_UNKNOWN. */
  view: procedure(taskRoles, z.strictObject({ slipNumber: z.string().max(40) }), slipPreviewSchema),
  /** Prints a copy marked 补打 n. Failures: SLIP_UNKNOWN. */
  reprint: procedure(
    ['teller'],
    z.strictObject({ requestId: requestIdSchema, slipNumber: z.string().max(40) }),
    z.strictObject({ jobId: idSchema }),
  ),
  /** The teller's word on a job nobody can tell about: did the slip come out whole? "No" prints it again. Failures: PRINT_JOB_SETTLED. */
  settleUnknown: procedure(
    ['teller'],
    z.strictObject({ requestId: requestIdSchema, jobId: idSchema, cameOut: z.boolean() }),
    done,
  ),
  /** Gives up a job that still waits or failed; the slip stays and can be reprinted. Failures: PRINT_JOB_SETTLED. */
  cancelPrint: procedure(['teller'], z.strictObject({ requestId: requestIdSchema, jobId: idSchema }), done),
  /** Another printer takes over a job that waits or failed. Failures: PRINT_JOB_SETTLED, PRINTER_UNKNOWN. */
  moveToPrinter: procedure(
    ['teller'],
    z.strictObject({ requestId: requestIdSchema, jobId: idSchema, deviceId: idSchema }),
    done,
  ),
  /** Lets a slip come out that is held back because another citizen is, or was last, at the counter. Failures: PRINT_JOB_SETTLED. */
  release: procedure(['teller'], z.strictObject({ requestId: requestIdSchema, jobId: idSchema }), done),
  /** Prints a failed job again after the cause was removed. Failures: PRINT_JOB_SETTLED. */
  printAgain: procedure(['teller'], z.strictObject({ requestId: requestIdSchema, jobId: idSchema }), done),
};
