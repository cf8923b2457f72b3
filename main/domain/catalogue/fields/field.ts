import { z } from 'zod';
import type { NumberRules } from '../../identity/idNumber.ts';
import { withoutPadding } from '../../text/plainText.ts';
import { factOrigins } from '../facts.ts';
import { keysOf } from '../../keysOf.ts';

/** Code of a field or material inside an item. */
export const codeSchema = z.string().regex(/^[a-z][a-z0-9-]*$/, '只能用小写字母、数字和连字符');

/** Shows a field or asks for a material only when a form field has one of the values (of a multi-choice: any of them). */
export const conditionSchema = z.strictObject({ field: codeSchema, in: z.array(z.string()).min(1) });

/** A condition over the form. */
export type ItemCondition = z.infer<typeof conditionSchema>;

const factNames = keysOf(factOrigins);

/** What every field of a form can say, whatever its kind. */
export const commonSettings = {
  code: codeSchema,
  label: z.string().min(1),
  required: z.boolean().default(true),
  /** The known fact the first value comes from, e.g. `person.phone`; empty when the fact is not known. */
  prefill: z.enum(factNames).optional(),
  shownWhen: conditionSchema.optional(),
  help: z.string().optional(),
};

/** A contradiction inside one field, with the path of the offending setting below the field. */
export interface FieldContradiction {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What is particular to one kind of field. A value is text; an empty one is no value and is never given to these. */
export interface FieldRules<Field> {
  /** What is wrong with the form of a value, as a Chinese sentence that begins with the label; null when nothing is. */
  problem(field: Field, value: string, rules: NumberRules): string | null;
  /** A value as a person reads it, on the screen and on paper. */
  inWords(field: Field, value: string): string;
  /** What was typed, in the one form in which it is recorded, printed and sent. */
  recorded(typed: string, field: Field): string;
  /** A value as another system takes it: the text, or what it is made of. */
  structured(value: string): unknown;
  /** The values a condition can name; null when conditions cannot be about such a field. */
  choosable(field: Field): readonly string[] | null;
  /** The value a new form begins with when no fact gives one; empty for none. */
  initial(field: Field): string;
  /** What the schema cannot see: settings that contradict each other. */
  contradictions(field: Field): readonly FieldContradiction[];
}

/** Rules of a kind that is typed as one text: each can be replaced. */
export const typedRules = {
  inWords: (_field: unknown, value: string): string => value,
  recorded: (typed: string): string => withoutPadding(typed),
  structured: (value: string): unknown => value,
  choosable: (): null => null,
  initial: (): string => '',
  contradictions: (): readonly FieldContradiction[] => [],
};
