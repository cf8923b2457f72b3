import { z } from 'zod';
import { tidyNumber } from '../../identity/numberSpelling.ts';
import { commonSettings, typedRules, type FieldRules } from './field.ts';

/** Unified social credit code of a unit (统一社会信用代码). */
export const creditCodeFieldSchema = z.strictObject({ ...commonSettings, kind: z.literal('credit-code') });

/** The characters of the code in the order of their values, GB 32100-2015 table 3: no I, O, S, V, Z. */
const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const SHAPE = new RegExp(`^[${CHARACTERS}]{18}$`);

/** The check of GB 32100-2015 5.2: weights are powers of 3 modulo 31. */
function isCreditCode(code: string): boolean {
  if (!SHAPE.test(code)) return false;
  let weight = 1;
  let sum = 0;
  for (const character of code.slice(0, 17)) {
    sum += CHARACTERS.indexOf(character) * weight;
    weight = (weight * 3) % CHARACTERS.length;
  }
  const check = (CHARACTERS.length - (sum % CHARACTERS.length)) % CHARACTERS.length;
  return CHARACTERS[check] === code.charAt(17);
}

/** Unified social credit code of a unit. */
export const creditCodeRules: FieldRules<z.infer<typeof creditCodeFieldSchema>> = {
  ...typedRules,
  recorded: tidyNumber,
  problem: ({ label }, value) => {
    if (!SHAPE.test(value)) return `${label}应为 18 位数字和大写字母（没有 I、O、S、V、Z）`;
    return isCreditCode(value) ? null : `${label}的校验位不对，请对照证书逐位核对`;
  },
};
