import { z } from 'zod';

/** A run of characters in one style. `double` is double width and height: each half-width character takes two columns. */
const slipSpanSchema = z
  .object({ text: z.string(), bold: z.boolean().exactOptional(), double: z.boolean().exactOptional() })
  .readonly();

/** A run of characters in one style. */
export type SlipSpan = z.infer<typeof slipSpanSchema>;

/**
 * One line of a laid-out slip. Lines are already wrapped to the paper's columns: what is previewed, stored and printed
 * is the same list.
 */
export const slipLineSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('text'),
    spans: z.array(slipSpanSchema).readonly(),
    align: z.enum(['left', 'centre', 'right']),
  }),
  z.object({ kind: z.literal('rule') }),
  z.object({ kind: z.literal('qr'), data: z.string() }),
  z.object({ kind: z.literal('feed'), lines: z.int() }),
]);

/** One line of a laid-out slip. */
export type SlipLine = Readonly<z.infer<typeof slipLineSchema>>;
