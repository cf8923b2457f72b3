import { parseIdNumber } from '../identity/idNumber.ts';
import { readSlipQrText } from '../slip/parts.ts';
import type { CodePatterns } from './patterns.ts';

/** What a scanned code is. Tokens are opaque: only the central system knows whose they are. */
export type ScannedCode =
  | { readonly kind: 'slip'; readonly slipNumber: string; readonly caseNumber: string }
  | { readonly kind: 'id-number'; readonly idNumber: string }
  | { readonly kind: 'card-number'; readonly cardNumber: string }
  | { readonly kind: 'e-credential'; readonly token: string }
  | { readonly kind: 'unknown' };

const SLIP_FORM = /^YGT\d+\//;

/**
 * Says what a code is, by its own shape only. What begins like a slip of this product is never taken for anything else, and
 * an ID number counts only with its right check character, because both would else go out as tokens.
 */
export function classifyCode(text: string, patterns: CodePatterns): ScannedCode {
  const code = text.trim();
  if (SLIP_FORM.test(code)) {
    const slip = readSlipQrText(code);
    return slip === null ? { kind: 'unknown' } : { kind: 'slip', ...slip };
  }
  const idNumber = parseIdNumber(code.toUpperCase());
  // The old 15-digit form has no check character: such a code may be anything.
  if (idNumber.ok && !idNumber.value.fromFifteen) return { kind: 'id-number', idNumber: idNumber.value.value };
  if (matches(patterns.cardNumber, code)) return { kind: 'card-number', cardNumber: code };
  if (matches(patterns.medicalCredential, code) || matches(patterns.socialSecurityCredential, code)) {
    return { kind: 'e-credential', token: code };
  }
  return { kind: 'unknown' };
}

/** The whole code must fit, whether the pattern says so or not. */
function matches(pattern: string, code: string): boolean {
  return new RegExp(`^(?:${pattern})$`, 'u').test(code);
}
