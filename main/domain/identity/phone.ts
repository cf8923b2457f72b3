import { markFamily } from '../text/sameCharacters.ts';

const UNSEEN = /[\s\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** China's own code before a number, as phones write it into an address book. */
const COUNTRY = /^(?:\+|00)86/;

const MOBILE = /^1\d{10}$/;

/**
 * A telephone number in its one spelling: half-width digits, a mobile number without anything between them, a land line with
 * hyphens after area code and before an extension as it was typed. What else stands there stays, for the check to refuse.
 */
export function tidyPhone(text: string): string {
  if (MOBILE.test(text)) return text;
  const bare = Array.from(text.normalize('NFKC').replace(UNSEEN, ''), (one) =>
    markFamily(one) === 'hyphen' ? '-' : one,
  ).join('');
  const digits = bare.replace(/[()-]/g, '').replace(COUNTRY, '');
  if (MOBILE.test(digits)) return digits;
  return bare
    .replace(COUNTRY, '')
    .replace(/^-/, '')
    .replace(/^\((0\d{2,3})\)-?/, '$1-');
}
