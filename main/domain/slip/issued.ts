import { z } from 'zod';
import { slipLineSchema } from './line.ts';
import { slipSchema } from './slip.ts';

/** What lines of a slip were laid out for: half-width characters per line, and the characters that may stand in them. */
export const laidOutFor = {
  columns: z.union([z.literal(32), z.literal(48)]),
  repertoire: z.enum(['gbk', 'gb18030']),
};

/** A slip as issued, with the print job that carries it. Null `deviceId`: this counter had no printer. */
export const issuedSlipSchema = z
  .object({
    slip: slipSchema,
    lines: z.array(slipLineSchema).readonly(),
    jobId: z.string(),
    deviceId: z.string().nullable(),
    ...laidOutFor,
  })
  .readonly();

/** A slip as issued. */
export type IssuedSlip = z.infer<typeof issuedSlipSchema>;
