import { z } from 'zod';
import { typedText } from '../typedText.ts';
import { keysOf } from '../keysOf.ts';

/** A ticked material: which of the alternatives was handed over, and in which form. */
const materialTickSchema = z.object({ alternative: z.string(), form: z.enum(['original', 'copy']) }).readonly();
/** Ticks by material code. */
export const materialTicksSchema = z.record(z.string(), materialTickSchema).readonly();
/** Form values by field code; a multi-choice holds its values joined by commas. */
export const formValuesSchema = z.record(z.string(), z.string()).readonly();

/** A ticked material. */
export type MaterialTick = z.infer<typeof materialTickSchema>;
/** Ticks by material code. */
export type MaterialTicks = z.infer<typeof materialTicksSchema>;
/** Form values by field code; a multi-choice holds its values joined by commas. */
export type FormValues = z.infer<typeof formValuesSchema>;

/** Why a material does not do, in the words of screen and paper. */
export const missingReasonTexts = {
  'not-brought': '未携带',
  incomplete: '内容不齐全',
  illegible: '字迹或影像不清晰',
  'not-legal-form': '不符合法定形式',
  expired: '已过有效期',
} as const satisfies Record<string, string>;

/** Why a material does not do. */
export type MissingReason = keyof typeof missingReasonTexts;

const missingReasonSchema = z.enum(keysOf(missingReasonTexts));

/** One line of the one-time notice; `note` is the teller's own words. */
export const missingMaterialSchema = z
  .object({ materialCode: z.string(), reason: missingReasonSchema, note: z.string().exactOptional() })
  .readonly();

/** One line of the one-time notice. */
export type MissingMaterial = z.infer<typeof missingMaterialSchema>;

/**
 * What the system said about a material it supplies. `pending`: it could not be asked; the case is marked and asked
 * again before its transaction leaves. `source` names the system or department; `reference` is its message id, empty
 * while pending.
 */
export const obtainedMaterialSchema = z
  .object({
    materialCode: z.string(),
    result: z.enum(['confirmed', 'not-confirmed', 'pending']),
    summary: z.string(),
    source: z.string(),
    reference: z.string(),
    at: z.string(),
  })
  .readonly();

/** What the system said about a material it supplies. */
export type ObtainedMaterial = z.infer<typeof obtainedMaterialSchema>;

const codeText = z.string().max(60);

/** What lies on the table when an act is asked for: bounded, because it comes from a window. */
export const workSchema = z.object({
  ticks: z
    .record(codeText, z.object({ alternative: codeText, form: z.enum(['original', 'copy']) }).readonly())
    .readonly(),
  /** A table of rows is one text: fifty rows of eight short cells. */
  form: z.record(codeText, typedText(20_000)).readonly(),
});

/** What lies on the table when an act is asked for. */
export type Work = z.infer<typeof workSchema>;

/** What the teller names as missing, as it comes from a window. */
export const toldSchema = z
  .array(
    z.object({ materialCode: codeText, reason: missingReasonSchema, note: typedText(60).exactOptional() }).readonly(),
  )
  .max(30)
  .readonly();
