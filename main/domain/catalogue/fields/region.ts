import { z } from 'zod';
import { tidyNumber } from '../../identity/numberSpelling.ts';
import { withoutPadding } from '../../text/plainText.ts';
import { commonSettings, typedRules, type FieldRules } from './field.ts';

/** An insurance region (医保区划). */
export const regionFieldSchema = z.strictObject({ ...commonSettings, kind: z.literal('region') });

/** Insurance regions are six digits but not all of them are in GB/T 2260 (e.g. city pools ending in 99). */
const REGION = /^[1-9]\d{5}$/;

/** An insurance region. */
export const regionRules: FieldRules<z.infer<typeof regionFieldSchema>> = {
  ...typedRules,
  recorded: (typed) => {
    const tidy = tidyNumber(typed);
    return /^\d+$/.test(tidy) ? tidy : withoutPadding(typed);
  },
  problem: ({ label }, value) => (REGION.test(value) ? null : `${label}应为 6 位医保区划代码`),
};
