import { z } from 'zod';
import { printCauseSchema, printerFaultSchema } from '../../print/cause.ts';
import { laidOutFor } from '../../slip/issued.ts';
import { sheetWays } from '../../sheet/sheet.ts';
import { slipLineSchema } from '../../slip/line.ts';
import { defineKind } from '../kind.ts';

const lines = slipLineSchema.array();
const laidOutForSchema = z.object(laidOutFor);
const printTargetSchema = laidOutForSchema.extend({
  /** Null while this counter has no printer: the first one it gets takes the job. */
  deviceId: z.string().nullable(),
});

/** What lines of a slip were laid out for. */
export type LaidOutFor = Readonly<z.infer<typeof laidOutForSchema>>;

/** Where a print job goes, and the paper its lines are laid out for. */
export type PrintTarget = Readonly<z.infer<typeof printTargetSchema>>;

const ofJob = z.object({ jobId: z.string() });

/** How a print job ended, or what a person said about it. */
const settlementSchema = z.discriminatedUnion('state', [
  ofJob.extend({ state: z.literal('printed') }),
  ofJob.extend({ state: z.enum(['failed', 'unknown', 'cancelled']), cause: printCauseSchema }),
]);

/** Print jobs and sheets; the subject is the slip, of `sheet.handed-out` what the sheet is about. */
export const printKinds = [
  defineKind({
    name: 'print.requested',
    version: 1,
    schema: printTargetSchema.extend({ jobId: z.string(), copy: z.int(), lines }),
  }),
  /** A job gets another printer: by the teller's word, or because there was none when it was made. */
  defineKind({ name: 'print.moved', version: 1, schema: ofJob.extend({ deviceId: z.string() }) }),
  /** The printer of a job has other paper or characters than its lines were made for: laid out again from the same slip. */
  defineKind({ name: 'print.laid-out', version: 1, schema: laidOutForSchema.extend({ jobId: z.string(), lines }) }),
  defineKind({ name: 'print.started', version: 1, schema: ofJob.extend({ deviceId: z.string() }) }),
  /** The printer was not ready after all and nothing came out: the job goes back to its place and waits. */
  defineKind({ name: 'print.postponed', version: 1, schema: ofJob.extend({ cause: printerFaultSchema }) }),
  defineKind({ name: 'print.settled', version: 1, schema: settlementSchema }),
  /** The teller's word on an unknown job, or the wish to print a failed one again. */
  defineKind({ name: 'print.queued-again', version: 1, schema: ofJob }),
  /** The teller lets the slip of a citizen who has left come out while the one of this visit is, or was last, there. */
  defineKind({ name: 'print.released', version: 1, schema: ofJob.extend({ visitId: z.string() }) }),
  /** An A4 sheet went to the system's printer, its dialogue or a file: what became of it there nobody can tell. */
  defineKind({
    name: 'sheet.handed-out',
    version: 1,
    schema: z.object({
      sheet: z.enum(['slip', 'application', 'document']),
      how: z.enum(sheetWays),
      /** Absent for the first of its number: 补打 n. */
      copy: z.int().exactOptional(),
    }),
  }),
] as const;
