import { isHallDate } from '../calendar/hallTime.ts';
import type { FormValues } from '../case/papers.ts';
import type { NumberRules } from '../identity/idNumber.ts';
import { readYuan, yuanInWords } from '../money/fen.ts';
import { factOrigin, factValue } from './facts.ts';
import type { CaseFacts } from './facts.ts';
import { chosenValues } from './fields/choice.ts';
import type { ItemCondition } from './fields/field.ts';
import { rulesOf, type ItemField } from './fields/table.ts';
import type { ServiceItem } from './item.ts';

/** The part of an item that a form is judged by. */
export type WithFields = Pick<ServiceItem, 'fields'>;

/** What is wrong with one field, in Chinese for the line under it. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** First values of a form and where each came from, in Chinese. */
export interface PrefilledForm {
  readonly values: FormValues;
  readonly origins: Readonly<Record<string, string>>;
}

/** A value as a person reads it; an empty one stays empty. */
export function fieldInWords(field: ItemField, value: string): string {
  return value === '' ? '' : rulesOf(field).inWords(field, value);
}

function holds(condition: ItemCondition, values: FormValues): boolean {
  return chosenValues(values[condition.field] ?? '').some((value) => condition.in.includes(value));
}

/**
 * The fields that show with these values. A field is judged by the fields before it, and the value of a hidden field
 * counts for nothing.
 */
export function shownFields(item: WithFields, values: FormValues): readonly ItemField[] {
  const seen: Record<string, string> = {};
  return item.fields.filter((field) => {
    if (field.shownWhen && !holds(field.shownWhen, seen)) return false;
    seen[field.code] = values[field.code] ?? '';
    return true;
  });
}

/** The values of the fields that show, as they are recorded, printed and sent. */
export function shownValues(item: WithFields, values: FormValues): FormValues {
  return Object.fromEntries(
    shownFields(item, values).map((field) => [field.code, rulesOf(field).recorded(values[field.code] ?? '', field)]),
  );
}

/** When what stands under this condition is asked for, as a person says it, e.g. `申请方式选“委托代办”`; empty without a condition. */
export function conditionInWords({ fields }: WithFields, condition: ItemCondition | undefined): string {
  const field = fields.find(({ code }) => code === condition?.field);
  if (!condition || !field) return '';
  return `${field.label}选${condition.in.map((value) => `“${fieldInWords(field, value)}”`).join('或')}`;
}

/** Whether what stands under this condition is asked for, given the {@link shownValues} of a form. No condition = always. */
export function conditionHolds(condition: ItemCondition | undefined, shown: FormValues): boolean {
  return condition === undefined || holds(condition, shown);
}

/**
 * First values of an item's form from what is known. A fact that is not known, or is none of a field's choices, leaves
 * the field empty.
 */
export function prefill(item: WithFields, facts: CaseFacts): PrefilledForm {
  const values: Record<string, string> = {};
  const origins: Record<string, string> = {};
  for (const field of item.fields) {
    const rules = rulesOf(field);
    const first = rules.initial(field);
    if (first !== '') values[field.code] = first;
    if (field.prefill === undefined) continue;
    const value = factValue(facts, field.prefill);
    if (value === '' || rules.problem(field, value, { today: facts.today, trainingPeople: true }) !== null) continue;
    values[field.code] = value;
    origins[field.code] = factOrigin(facts, field.prefill);
  }
  return { values, origins };
}

function orderProblem(item: WithFields, field: ItemField, values: FormValues): string | null {
  if (field.kind !== 'date') return null;
  const other = item.fields.find(({ code }) => code === field.notBefore);
  const earliest = other ? (values[other.code] ?? '') : '';
  if (!other || !isHallDate(earliest) || (values[field.code] ?? '') >= earliest) return null;
  return `${field.label}不能早于${other.label}`;
}

/** A sum is judged as soon as all it is made of can be read. */
function sumProblem(item: WithFields, field: ItemField, values: FormValues): string | null {
  if (field.kind !== 'money' || !field.sumOf) return null;
  const parts = item.fields.filter(({ code }) => field.sumOf?.includes(code));
  const amounts = parts.map(({ code }) => readYuan(values[code] ?? ''));
  const known = amounts.filter((amount) => amount !== undefined);
  const sum = known.reduce((total, amount) => total + amount, 0);
  if (known.length < amounts.length || readYuan(values[field.code] ?? '') === sum) return null;
  return `${field.label}应为${parts.map(({ label }) => label).join('与')}之和 ${yuanInWords(sum)}`;
}

/**
 * Everything wrong with a form, field by field; empty when it can be accepted. Hidden fields are not asked for; a value
 * for a field the item does not have is refused.
 */
export function validateForm(item: WithFields, values: FormValues, rules: NumberRules): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  for (const code of Object.keys(values)) {
    if (!item.fields.some((field) => field.code === code)) problems.push({ field: code, message: '该事项没有此栏目' });
  }
  const shown = shownValues(item, values);
  for (const field of shownFields(item, values)) {
    const value = shown[field.code] ?? '';
    const empty = field.required ? `请填写${field.label}` : null;
    const message =
      value === ''
        ? empty
        : (rulesOf(field).problem(field, value, rules) ??
          orderProblem(item, field, shown) ??
          sumProblem(item, field, shown));
    if (message !== null) problems.push({ field: field.code, message });
  }
  return problems;
}
