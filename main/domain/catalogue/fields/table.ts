import { z } from 'zod';
import { bankAccountFieldSchema, bankAccountRules } from './bankAccount.ts';
import { choiceFieldSchema, choiceRules, multiChoiceFieldSchema, multiChoiceRules } from './choice.ts';
import { creditCodeFieldSchema, creditCodeRules } from './creditCode.ts';
import { dateFieldSchema, dateRules } from './date.ts';
import type { FieldRules } from './field.ts';
import { idNumberFieldSchema, idNumberRules } from './idNumber.ts';
import { moneyFieldSchema, moneyRules } from './money.ts';
import { phoneFieldSchema, phoneRules } from './phone.ts';
import { regionFieldSchema, regionRules } from './region.ts';
import { rowsFieldSchema, rowsRules } from './rows.ts';
import { noteFieldSchema, textFieldSchema, textRules } from './text.ts';

/** One field of an item's form. */
export const fieldSchema = z.discriminatedUnion('kind', [
  textFieldSchema,
  noteFieldSchema,
  dateFieldSchema,
  phoneFieldSchema,
  regionFieldSchema,
  idNumberFieldSchema,
  creditCodeFieldSchema,
  bankAccountFieldSchema,
  moneyFieldSchema,
  choiceFieldSchema,
  multiChoiceFieldSchema,
  rowsFieldSchema,
]);

/** One field of an item's form. */
export type ItemField = z.infer<typeof fieldSchema>;
/** Kind of a field. */
export type FieldKind = ItemField['kind'];
/** A field of one kind. */
export type FieldOf<Kind extends FieldKind> = Extract<ItemField, { kind: Kind }>;

/** Every kind of field. A new one is a file here, its two lines in this file, its control in the window and its mask. */
const fieldKinds = {
  text: textRules,
  note: textRules,
  date: dateRules,
  phone: phoneRules,
  region: regionRules,
  'id-number': idNumberRules,
  'credit-code': creditCodeRules,
  'bank-account': bankAccountRules,
  money: moneyRules,
  choice: choiceRules,
  'multi-choice': multiChoiceRules,
  rows: rowsRules,
} as const satisfies { readonly [Kind in FieldKind]: FieldRules<FieldOf<Kind>> };

/** The rules of a field's kind, for that field. */
export function rulesOf(field: ItemField): FieldRules<ItemField> {
  return fieldKinds[field.kind];
}
