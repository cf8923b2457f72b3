import { z } from 'zod';
import { isHallDate } from '../../calendar/hallTime.ts';
import { printedDay } from '../../calendar/printedDate.ts';
import { readWrittenDate } from '../../calendar/writtenDate.ts';
import { withoutPadding } from '../../text/plainText.ts';
import { codeSchema, commonSettings, typedRules, type FieldRules } from './field.ts';

/** A date, kept as `2026-01-31`. */
export const dateFieldSchema = z.strictObject({
  ...commonSettings,
  kind: z.literal('date'),
  /** Code of a date field this date must not be earlier than. */
  notBefore: codeSchema.optional(),
});

/** A date. */
export const dateRules: FieldRules<z.infer<typeof dateFieldSchema>> = {
  ...typedRules,
  inWords: (_field, value) => printedDay(value),
  recorded: (typed) => readWrittenDate(typed) ?? withoutPadding(typed),
  problem: ({ label }, value) => (isHallDate(value) ? null : `${label}应为真实日期，如 2026-01-31`),
};
