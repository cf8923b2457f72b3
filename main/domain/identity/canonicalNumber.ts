import { completeFifteen } from './idNumber.ts';
import { tidyNumber } from './numberSpelling.ts';

/**
 * The one form of a number of an identity document: {@link tidyNumber}, and a citizen's old number of 15 digits in its 18
 * characters. Only this form is compared, stored, printed and sent. Never fails: whether it is a number at all is
 * for the check of its kind.
 */
export function canonicalNumber(text: string): string {
  const tidy = tidyNumber(text);
  return completeFifteen(tidy) ?? tidy;
}
