/** Padding of fixed-length fields and forms: NUL, blanks of every kind, byte order marks. All of it is in the basic plane. */
const PADDING = /[\s\p{Z}\0\uFEFF]/u;

/**
 * What no text of one line contains: control and direction characters, line breaks, everything unseen but a variation selector,
 * U+FFFD (what a decoder leaves of broken bytes), halves of pairs and code points that are no characters.
 */
const FAULTY =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\uFFFC\uFFFD]|(?!\p{Variation_Selector})\p{Default_Ignorable_Code_Point}/gu;

/**
 * A text without its padding. By hand, because a pattern that looks for blanks before the end begins anew at each blank: a long
 * run of them in the middle of what another system sent would stop the counter.
 */
export function withoutPadding(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && PADDING.test(text.charAt(from))) from += 1;
  while (to > from && PADDING.test(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

/** Whether every character of a text may stand in a field of one line. */
export function isPlainText(text: string): boolean {
  return text.search(FAULTY) < 0;
}

/** A text with `place` wherever something stands that no text of one line contains. */
export function withPlaces(text: string, place: string): string {
  return text.replace(FAULTY, place);
}
