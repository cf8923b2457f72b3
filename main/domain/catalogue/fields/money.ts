import { z } from 'zod';
import { readYuan, yuanInWords, yuanText } from '../../money/fen.ts';
import { withoutPadding } from '../../text/plainText.ts';
import { codeSchema, commonSettings, typedRules, type FieldRules } from './field.ts';

/** An amount in yuan, kept with two digits: `2863.50`. */
export const moneyFieldSchema = z.strictObject({
  ...commonSettings,
  kind: z.literal('money'),
  /** Less than nothing may be meant: a difference. */
  signed: z.boolean().default(false),
  /** Codes of the money fields this one is the sum of, such as what there was and the difference. */
  sumOf: z.array(codeSchema).min(2).optional(),
});

/** More is a slip of the finger in a county hall: a hundred million yuan, in fen. */
const MOST_FEN = 10_000_000_000;

/** An amount in yuan. */
export const moneyRules: FieldRules<z.infer<typeof moneyFieldSchema>> = {
  ...typedRules,
  inWords: (_field, value) => {
    const fen = readYuan(value);
    return fen === undefined ? value : yuanInWords(fen);
  },
  recorded: (typed) => {
    const fen = readYuan(typed);
    return fen === undefined ? withoutPadding(typed) : yuanText(fen);
  },
  problem: ({ label, signed }, value) => {
    const fen = readYuan(value);
    if (fen === undefined) return `${label}应为金额，单位元，最多两位小数，如 2863.50`;
    if (fen < 0 && !signed) return `${label}不能是负数`;
    return Math.abs(fen) > MOST_FEN ? `${label}超过一亿元，请核对` : null;
  },
};
