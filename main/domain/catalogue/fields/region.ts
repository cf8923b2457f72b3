import { z } from 'zod';
import { tidyNumber } from '../../identity/numberSpelling.ts';
import { isRegion, regionInWords } from '../../region/regions.ts';
import { withoutPadding } from '../../text/plainText.ts';
import { commonSettings, typedRules, type FieldRules } from './field.ts';

/** An insurance region (医保区划). */
export const regionFieldSchema = z.strictObject({ ...commonSettings, kind: z.literal('region') });

const SIX_DIGITS = /^[1-9]\d{5}$/;

/** An insurance region. */
export const regionRules: FieldRules<z.infer<typeof regionFieldSchema>> = {
  ...typedRules,
  recorded: (typed) => {
    const tidy = tidyNumber(typed);
    return /^\d+$/.test(tidy) ? tidy : withoutPadding(typed);
  },
  inWords: (_field, value) => regionInWords(value),
  problem: ({ label }, value, { trainingPeople }) => {
    if (!SIX_DIGITS.test(value)) return `${label}应为 6 位医保区划代码，可按名称或拼音选择`;
    return isRegion(value, trainingPeople) ? null : `没有 ${value} 这个医保区划，请按名称或拼音选择${label}`;
  },
};
