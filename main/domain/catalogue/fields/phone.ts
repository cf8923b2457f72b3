import { z } from 'zod';
import { tidyPhone } from '../../identity/phone.ts';
import { commonSettings, typedRules, type FieldRules } from './field.ts';

/** A telephone number. */
export const phoneFieldSchema = z.strictObject({ ...commonSettings, kind: z.literal('phone') });

/** Eleven digits beginning with 1, or a land line with area code and optional extension. */
const PHONE = /^(1\d{10}|0\d{2,3}-?\d{7,8}(-\d{1,6})?)$/;

/** A telephone number. */
export const phoneRules: FieldRules<z.infer<typeof phoneFieldSchema>> = {
  ...typedRules,
  recorded: tidyPhone,
  problem: ({ label }, value) =>
    PHONE.test(value) ? null : `${label}应为 11 位手机号，或带区号的固定电话（如 0871-65000000）`,
};
