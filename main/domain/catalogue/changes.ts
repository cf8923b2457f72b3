import { z } from 'zod';
import type { FormValues } from '../case/papers.ts';
import { isYuanInWords } from '../money/fen.ts';
import type { CaseFacts } from './facts.ts';
import { shownFields } from './form.ts';
import type { ServiceItem } from './item.ts';
import { filledTemplate, placeholders } from './outcome.ts';

/** One value of the citizen's data before and after a case, as people read it. */
const valueChangeSchema = z
  .object({ label: z.string(), before: z.string(), after: z.string(), difference: z.string().exactOptional() })
  .readonly();

/** The values a case changes. */
export const valueChangesSchema = z.array(valueChangeSchema).readonly();

/** One value of the citizen's data before and after a case. */
export type ValueChange = z.infer<typeof valueChangeSchema>;

/** What is more than before says so. */
const withSign = (amount: string): string =>
  isYuanInWords(amount) && !amount.startsWith('-') && /[1-9]/.test(amount) ? `+${amount}` : amount;

/**
 * What an item changes in the citizen's data by this form, in the order of the item. What a form does not ask for is not changed:
 * a line whose new value names a field that is hidden is left out.
 */
export function changesOf(item: ServiceItem, form: FormValues, facts: CaseFacts): readonly ValueChange[] {
  const shown = new Set(shownFields(item, form).map(({ code }) => code));
  const asked = (template: string): boolean =>
    placeholders(template).every((name) => shown.has(name) || !item.fields.some(({ code }) => code === name));
  const fill = (template: string): string => filledTemplate(item, form, facts, template);
  return item.changes
    .filter(({ after }) => asked(after))
    .map(({ label, before, after, difference }) => ({
      label,
      before: fill(before),
      after: fill(after),
      ...(difference === undefined ? {} : { difference: withSign(fill(difference)) }),
    }));
}
