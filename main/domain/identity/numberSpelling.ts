import { markFamily } from '../text/sameCharacters.ts';

/**
 * What stands for the last place X: the Roman numeral of Chinese input methods (Ⅹ ⅹ), the sign of multiplication, crosses,
 * and the letters of other alphabets that look like it.
 */
const X_ALIKE = /[\u00D7\u03A7\u03C7\u0425\u0445\u2169\u2179\u2573\u2613\u2715\u2716\u2A2F\u2A09\u{1F5D9}\u{10322}]/gu;

/** Blanks of every kind, control characters, direction marks and everything else that takes no place. */
const UNSEEN = /[\s\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** Stands between or around parts of a number: commas, underscores, brackets, the `=` a spreadsheet puts before a text. */
const SEPARATORS = /[,_=()[\]\u3001\u3010\u3011\uFF0C\uFF3F\uFF1D\uFF08\uFF09\uFF3B\uFF3D]/gu;

/**
 * The number of an identity document in its one spelling, whatever it was typed, pasted, scanned or sent as: half-width
 * capitals and digits, without blanks, hyphens, dots, quotes and unseen characters, the last place `X` however it was
 * written. No digit is changed, added or dropped; what else stands there stays, for the check to refuse.
 */
export function tidyNumber(text: string): string {
  // The simple form of a character may bring more of them, ㈠ its brackets for example.
  const simple = withoutMarks(text).replace(X_ALIKE, 'X').normalize('NFKC').toUpperCase().normalize('NFKC');
  return withoutMarks(simple).replace(X_ALIKE, 'X');
}

function withoutMarks(text: string): string {
  return Array.from(text.replace(UNSEEN, '').replace(SEPARATORS, ''))
    .filter((one) => markFamily(one) === undefined)
    .join('');
}

/** Figures a person takes in at one look; a longer number is read in groups. */
const UNGROUPED = 11;

/**
 * A number in the groups it is compared in: one of 18 characters as its card prints it, 6-8-4; any other long one, of a person, a
 * card or a message, in fours. Masked places count as figures. Short ones, and what is no number, are one group.
 */
export function numberGroups(number: string): readonly string[] {
  if (number.length === 18) return [number.slice(0, 6), number.slice(6, 14), number.slice(14)];
  if (number.length <= UNGROUPED || !/^[\dA-Z*]+$/.test(number)) return [number];
  return number.match(/.{1,4}/g) ?? [number];
}
