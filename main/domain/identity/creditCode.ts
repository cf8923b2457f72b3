import { ok } from '../result.ts';
import type { Result } from '../result.ts';

/** What is wrong with a unified social credit code, and how the teller is told. */
export const creditCodeProblems = {
  length: '统一社会信用代码应为 18 位',
  characters: '统一社会信用代码只能是数字和大写字母，且不含 I、O、S、V、Z',
  'check-character': '统一社会信用代码校验位不符，请逐位核对',
} as const satisfies Record<string, string>;

/** Code of a problem in {@link creditCodeProblems}. */
export type CreditCodeProblem = keyof typeof creditCodeProblems;

/** GB 32100: a character's value is its place in this alphabet. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** GB 32100: weights are the powers of 3 modulo 31. */
const WEIGHT_BASE = 3;

function refuse(code: CreditCodeProblem): { ok: false; code: CreditCodeProblem; message: string } {
  return { ok: false, code, message: creditCodeProblems[code] };
}

/** Check character of the first 17 characters (GB 32100): 31 minus the weighted sum modulo 31. */
function checkCharacter(seventeen: string): string {
  let weight = 1;
  let sum = 0;
  for (const character of seventeen) {
    sum += weight * ALPHABET.indexOf(character);
    weight = (weight * WEIGHT_BASE) % ALPHABET.length;
  }
  return ALPHABET.charAt((ALPHABET.length - (sum % ALPHABET.length)) % ALPHABET.length);
}

/** Checks a unified social credit code (GB 32100, 18 characters); lower-case letters are accepted and raised. */
export function parseCreditCode(text: string): Result<string, { code: CreditCodeProblem; message: string }> {
  const value = text.toUpperCase();
  if (value.length !== 18) return refuse('length');
  if (Array.from(value).some((character) => !ALPHABET.includes(character))) return refuse('characters');
  return value.endsWith(checkCharacter(value.slice(0, 17))) ? ok(value) : refuse('check-character');
}
