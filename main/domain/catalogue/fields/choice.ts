import { z } from 'zod';
import { commonSettings, typedRules, type FieldContradiction, type FieldRules } from './field.ts';

const choiceSchema = z.strictObject({
  /** A multi-choice is kept as its values joined by commas. */
  value: z.string().regex(/^[^,]+$/, '选项值不能为空，也不能含逗号'),
  label: z.string().min(1),
});

const choiceSettings = {
  ...commonSettings,
  choices: z.array(choiceSchema).min(1, '选择项至少要有一个选项'),
  /** First value, where one answer is the usual one. */
  initial: z.string().optional(),
};

/** One of several. */
export const choiceFieldSchema = z.strictObject({ ...choiceSettings, kind: z.literal('choice') });
/** Any number of several. */
export const multiChoiceFieldSchema = z.strictObject({ ...choiceSettings, kind: z.literal('multi-choice') });

type ChoiceField = z.infer<typeof choiceFieldSchema>;
type MultiChoiceField = z.infer<typeof multiChoiceFieldSchema>;

/** The chosen values of a multi-choice. */
export function chosenValues(value: string): readonly string[] {
  return value === '' ? [] : value.split(',');
}

function values(field: Pick<ChoiceField, 'choices'>): readonly string[] {
  return field.choices.map(({ value }) => value);
}

function labels(field: Pick<ChoiceField, 'choices'>, chosen: readonly string[]): string {
  return chosen.map((one) => field.choices.find(({ value }) => value === one)?.label ?? one).join('、');
}

function problem(field: Pick<ChoiceField, 'choices' | 'label'>, chosen: readonly string[]): string | null {
  if (new Set(chosen).size !== chosen.length) return `${field.label}有重复的选项`;
  const known = values(field);
  return chosen.every((one) => known.includes(one)) ? null : `${field.label}的选项不在可选范围内，请重新选择`;
}

function repeatedValues(field: Pick<ChoiceField, 'choices'>): readonly FieldContradiction[] {
  const known = values(field);
  return known.flatMap((value, at) =>
    known.indexOf(value) < at ? [{ path: ['choices', at, 'value'], message: `选项“${value}”重复` }] : [],
  );
}

function initialContradictions(field: ChoiceField | MultiChoiceField): readonly FieldContradiction[] {
  if (field.initial === undefined) return [];
  const known = values(field);
  if (!chosenValues(field.initial).every((value) => known.includes(value)))
    return [{ path: ['initial'], message: '初始值不在选项内' }];
  return field.prefill === undefined ? [] : [{ path: ['initial'], message: '初始值和预填只能有一个' }];
}

const choosingRules = {
  ...typedRules,
  choosable: values,
  initial: (field: ChoiceField | MultiChoiceField) => field.initial ?? '',
  contradictions: (field: ChoiceField | MultiChoiceField) => [
    ...repeatedValues(field),
    ...initialContradictions(field),
  ],
};

/** One of several. */
export const choiceRules: FieldRules<ChoiceField> = {
  ...choosingRules,
  problem: (field, value) => problem(field, [value]),
  inWords: (field, value) => labels(field, [value]),
};

/** Any number of several. */
export const multiChoiceRules: FieldRules<MultiChoiceField> = {
  ...choosingRules,
  problem: (field, value) => problem(field, chosenValues(value)),
  inWords: (field, value) => labels(field, chosenValues(value)),
};
