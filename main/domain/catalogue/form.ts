import { isHallDate } from '../calendar/hallTime.ts';
import type { FormValues } from '../case/actions.ts';
import { canonicalNumber } from '../identity/canonicalNumber.ts';
import { parseIdNumber } from '../identity/idNumber.ts';
import type { NumberRules } from '../identity/idNumber.ts';
import { factOrigins, factValue } from './facts.ts';
import type { CaseFacts } from './facts.ts';
import type { ItemCondition, ItemField, ServiceItem } from './item.ts';

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

/** Eleven digits beginning with 1, or a land line with area code and optional extension. */
const PHONE = /^(1\d{10}|0\d{2,3}-?\d{7,8}(-\d{1,6})?)$/;

/** Insurance regions are six digits but not all of them are in GB/T 2260 (e.g. city pools ending in 99). */
const REGION = /^[1-9]\d{5}$/;

const CONTROL = /\p{Cc}/u;

/** The chosen values of a multi-choice. */
export function chosenValues(value: string): readonly string[] {
  return value === '' ? [] : value.split(',');
}

/** A value as a person reads it: the labels of what was chosen, else the value itself. */
export function fieldInWords(field: ItemField, value: string): string {
  if (field.choices.length === 0) return value;
  return chosenValues(value)
    .map((chosen) => field.choices.find((choice) => choice.value === chosen)?.label ?? chosen)
    .join('、');
}

function holds(condition: ItemCondition, values: FormValues): boolean {
  return chosenValues(values[condition.field] ?? '').some((value) => condition.in.includes(value));
}

/**
 * The fields that show with these values. A field is judged by the fields before it, and the value of a hidden field
 * counts for nothing.
 */
export function shownFields(item: ServiceItem, values: FormValues): readonly ItemField[] {
  const seen: Record<string, string> = {};
  return item.fields.filter((field) => {
    if (field.shownWhen && !holds(field.shownWhen, seen)) return false;
    seen[field.code] = values[field.code] ?? '';
    return true;
  });
}

/** The values of the fields that show: what is recorded, printed and sent. Blanks around text go, numbers take their one form. */
export function shownValues(item: ServiceItem, values: FormValues): FormValues {
  return Object.fromEntries(
    shownFields(item, values).map(({ code, kind }) => {
      const typed = (values[code] ?? '').trim();
      return [code, kind === 'id-number' ? canonicalNumber(typed) : typed];
    }),
  );
}

/** Whether a material or field with this condition is asked for, given the form. No condition = always. */
export function conditionHolds(item: ServiceItem, condition: ItemCondition | undefined, values: FormValues): boolean {
  return condition === undefined || holds(condition, shownValues(item, values));
}

/**
 * First values of an item's form from what is known. A fact that is not known, or is none of a field's choices, leaves
 * the field empty.
 */
export function prefill(item: ServiceItem, facts: CaseFacts): PrefilledForm {
  const values: Record<string, string> = {};
  const origins: Record<string, string> = {};
  for (const field of item.fields) {
    if (field.initial !== undefined) values[field.code] = field.initial;
    if (field.prefill === undefined) continue;
    const value = factValue(facts, field.prefill);
    if (value === '' || formatProblem(field, value, { today: facts.today, trainingPeople: true }) !== null) continue;
    values[field.code] = value;
    origins[field.code] = factOrigins[field.prefill];
  }
  return { values, origins };
}

function textProblem(field: ItemField, value: string): string | null {
  const visible = field.kind === 'note' ? value.replaceAll('\n', '') : value;
  if (CONTROL.test(visible)) return `${field.label}含有不能识别的控制字符，请重新录入`;
  return Array.from(value).length > field.maxLength ? `${field.label}不能超过 ${field.maxLength} 个字` : null;
}

function choiceProblem(field: ItemField, chosen: readonly string[]): string | null {
  if (new Set(chosen).size !== chosen.length) return `${field.label}有重复的选项`;
  const known = field.choices.map((choice) => choice.value);
  return chosen.every((value) => known.includes(value)) ? null : `${field.label}的选项不在可选范围内，请重新选择`;
}

/** What is wrong with the form of a filled-in value, or null. */
function formatProblem(field: ItemField, value: string, rules: NumberRules): string | null {
  switch (field.kind) {
    case 'text':
    case 'note':
      return textProblem(field, value);
    case 'date':
      return isHallDate(value) ? null : `${field.label}应为真实日期，如 2026-01-31`;
    case 'phone':
      return PHONE.test(value) ? null : `${field.label}应为 11 位手机号，或带区号的固定电话（如 0871-65000000）`;
    case 'region':
      return REGION.test(value) ? null : `${field.label}应为 6 位医保区划代码`;
    case 'id-number': {
      const parsed = parseIdNumber(value, rules);
      return parsed.ok ? null : `${field.label}: ${parsed.message}`;
    }
    case 'choice':
      return choiceProblem(field, [value]);
    case 'multi-choice':
      return choiceProblem(field, chosenValues(value));
  }
}

function orderProblem(item: ServiceItem, field: ItemField, values: FormValues): string | null {
  const other = item.fields.find(({ code }) => code === field.notBefore);
  const earliest = other ? (values[other.code] ?? '') : '';
  if (!other || !isHallDate(earliest) || (values[field.code] ?? '') >= earliest) return null;
  return `${field.label}不能早于${other.label}`;
}

/**
 * Everything wrong with a form, field by field; empty when it can be accepted. Hidden fields are not asked for; a value
 * for a field the item does not have is refused.
 */
export function validateForm(item: ServiceItem, values: FormValues, rules: NumberRules): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  for (const code of Object.keys(values)) {
    if (!item.fields.some((field) => field.code === code)) problems.push({ field: code, message: '该事项没有此栏目' });
  }
  const shown = shownValues(item, values);
  for (const field of shownFields(item, values)) {
    const value = shown[field.code] ?? '';
    const empty = field.required ? `请填写${field.label}` : null;
    const message = value === '' ? empty : (formatProblem(field, value, rules) ?? orderProblem(item, field, shown));
    if (message !== null) problems.push({ field: field.code, message });
  }
  return problems;
}
