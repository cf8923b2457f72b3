import { parseIdNumber } from '../identity/idNumber.ts';
import type { IdNumberProblem, NumberRules } from '../identity/idNumber.ts';
import { tidyNumber } from '../identity/numberSpelling.ts';
import { readSlipQrText } from '../slip/parts.ts';
import { readScan } from './reading.ts';
import type { CodePatterns } from './patterns.ts';

/** What a scanned code is. Tokens are opaque: only the central system knows whose they are. */
export type ScannedCode =
  | { readonly kind: 'slip'; readonly slipNumber: string; readonly caseNumber: string }
  | { readonly kind: 'id-number'; readonly idNumber: string }
  /** An ID number with its right check character that can be nobody's here; `message` says why, in Chinese. */
  | { readonly kind: 'refused-number'; readonly message: string }
  | { readonly kind: 'card-number'; readonly cardNumber: string }
  | { readonly kind: 'e-credential'; readonly token: string }
  | { readonly kind: 'unknown' };

/** A scanner set to one case turns the letters of a slip; those of a token are left as they are. */
const SLIP_FORM = /^YGT\d+\//i;

/** Found only behind a right check character: it is an ID number, but nobody's here. */
const nobodys: ReadonlySet<IdNumberProblem> = new Set(['birth-date-ahead', 'training-region']);

/**
 * Says what a code is, by its own shape only, with or without what the scanner put around it. What begins like a slip of this product is never taken for anything else, and
 * an ID number counts only with its right check character, because both would else go out as tokens.
 */
export function classifyCode(text: string, patterns: CodePatterns, rules: NumberRules): ScannedCode {
  const code = readScan(text);
  if (SLIP_FORM.test(code)) {
    const slip = readSlipQrText(code.toUpperCase());
    return slip === null ? { kind: 'unknown' } : { kind: 'slip', ...slip };
  }
  const idNumber = parseIdNumber(tidyNumber(code), rules);
  // The old 15-digit form has no check character: such a code may be anything.
  if (idNumber.ok && !idNumber.value.fromFifteen) return { kind: 'id-number', idNumber: idNumber.value.value };
  if (!idNumber.ok && nobodys.has(idNumber.code)) return { kind: 'refused-number', message: idNumber.message };
  const cardNumber = [code, code.toUpperCase()].find((written) => matches(patterns.cardNumber, written));
  if (cardNumber !== undefined) return { kind: 'card-number', cardNumber };
  if (matches(patterns.medicalCredential, code) || matches(patterns.socialSecurityCredential, code)) {
    return { kind: 'e-credential', token: code };
  }
  return { kind: 'unknown' };
}

/** The whole code must fit, whether the pattern says so or not. */
function matches(pattern: string, code: string): boolean {
  return new RegExp(`^(?:${pattern})$`, 'u').test(code);
}
