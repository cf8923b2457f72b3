import { z } from 'zod';
import { canonicalNumber } from '../../identity/canonicalNumber.ts';
import { parseIdNumber } from '../../identity/idNumber.ts';
import { commonSettings, typedRules, type FieldRules } from './field.ts';

/** Number of a resident's identity card. */
export const idNumberFieldSchema = z.strictObject({ ...commonSettings, kind: z.literal('id-number') });

/** Number of a resident's identity card. */
export const idNumberRules: FieldRules<z.infer<typeof idNumberFieldSchema>> = {
  ...typedRules,
  recorded: canonicalNumber,
  problem: ({ label }, value, rules) => {
    const parsed = parseIdNumber(value, rules);
    return parsed.ok ? null : `${label}: ${parsed.message}`;
  },
};
