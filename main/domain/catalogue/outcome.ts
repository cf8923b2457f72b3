import type { FormValues } from '../case/papers.ts';
import { amountInWords } from '../money/fen.ts';
import { factInWords, isFactName } from './facts.ts';
import type { CaseFacts } from './facts.ts';
import { fieldInWords, shownValues } from './form.ts';
import type { ServiceItem } from './item.ts';

/** `{field-code}` or `{fact.name}` in a result template. */
const PLACEHOLDER = /\{([^{}]*)\}/g;

/** The names a template refers to, in order. */
export function placeholders(template: string): readonly string[] {
  return Array.from(template.matchAll(PLACEHOLDER), ([, name = '']) => name);
}

/** The lines of the completion slip: choices by their label, an empty value as `无`, a day and an amount in the one form of all paper. */
export function resultLines(
  item: ServiceItem,
  form: FormValues,
  facts: CaseFacts,
): readonly { readonly label: string; readonly value: string }[] {
  return item.result.map(({ label, value }) => ({ label, value: filledTemplate(item, form, facts, value) }));
}

/** A template with the values of a form and of facts in it; throws for a name that is neither, which a loaded item never has. */
export function filledTemplate(item: ServiceItem, form: FormValues, facts: CaseFacts, template: string): string {
  const values = shownValues(item, form);
  const valueOf = (name: string): string => {
    const field = item.fields.find(({ code }) => code === name);
    if (field) return fieldInWords(field, values[name] ?? '');
    if (isFactName(name)) return factInWords(facts, name);
    throw new Error(`template of ${item.code} names ${name}, which is neither field nor fact`);
  };
  return amountInWords(template.replaceAll(PLACEHOLDER, (_whole, name: string) => valueOf(name) || '无'));
}
