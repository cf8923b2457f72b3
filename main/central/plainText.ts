/** Padding of fixed-length fields: NUL, blanks of every kind, byte order marks. */
const PADDING = /^[\s\p{Z}\0\uFEFF]+|[\s\p{Z}\0\uFEFF]+$/gu;

/**
 * What no text of the platform may contain: control and direction characters, everything unseen but a variation selector,
 * U+FFFD (what some decoder left of broken bytes), halves of pairs, code points that are no characters.
 */
const FAULTY =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\uFFFC\uFFFD]|(?!\p{Variation_Selector})\p{Default_Ignorable_Code_Point}/gu;

/** Stands for a character that can not be shown. */
const PLACE_HOLDER = '□';

/** A text without its padding. */
export function withoutPadding(text: string): string {
  return text.replace(PADDING, '');
}

/** Whether every character of a text may stand in a field. */
export function isPlainText(text: string): boolean {
  return text.search(FAULTY) < 0;
}

/** A foreign text as it may be shown: in one line, without characters that could do something, at most `length` characters. */
export function shownText(text: string, length: number): string {
  const one = withoutPadding(text)
    .replace(/[\s\p{Z}]+/gu, ' ')
    .replace(FAULTY, PLACE_HOLDER);
  // By code points, so that a rare character is never cut in half.
  return one.length <= length ? one : Array.from(one).slice(0, length).join('');
}
