import { z } from 'zod';
import { tidyNumber } from '../../identity/numberSpelling.ts';
import { commonSettings, typedRules, type FieldRules } from './field.ts';

/** A bank account that money is paid to. */
export const bankAccountFieldSchema = z.strictObject({
  ...commonSettings,
  kind: z.literal('bank-account'),
  /** Whose it is: accounts of units have no check digit of their own. */
  holder: z.enum(['person', 'unit']).default('person'),
});

const DIGITS = /^\d{8,32}$/;
/** A card of China UnionPay: its number ends in a check digit (ISO/IEC 7812-1, annex B); passbooks have none. */
const CARD = /^62\d{14,17}$/;

/** The check of ISO/IEC 7812-1: every second figure from the right doubled, figures of the products added up. */
function passesLuhn(number: string): boolean {
  const sum = Array.from(number)
    .reverse()
    .map(Number)
    .map((figure, at) => (at % 2 === 0 ? figure : figure * 2))
    .reduce((total, figure) => total + (figure > 9 ? figure - 9 : figure), 0);
  return sum % 10 === 0;
}

/** A bank account. */
export const bankAccountRules: FieldRules<z.infer<typeof bankAccountFieldSchema>> = {
  ...typedRules,
  inWords: (_field, value) => value.replace(/(\d{4})(?=\d)/g, '$1 '),
  recorded: tidyNumber,
  problem: ({ label, holder }, value) => {
    if (!DIGITS.test(value)) return `${label}应为 8 至 32 位数字`;
    return holder === 'person' && CARD.test(value) && !passesLuhn(value) ? `${label}的校验位不对，请逐位核对` : null;
  },
};
