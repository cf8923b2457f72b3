import { withoutPadding, withPlaces } from '../domain/text/plainText.ts';

/** Stands for a character that cannot be shown. */
const PLACE_HOLDER = '□';

/** A foreign text as it may be shown: in one line, without characters that could do something, at most `length` characters. */
export function shownText(text: string, length: number): string {
  const one = withPlaces(withoutPadding(text).replace(/[\s\p{Z}]+/gu, ' '), PLACE_HOLDER);
  // By code points, so that a rare character is never cut in half.
  return one.length <= length ? one : Array.from(one).slice(0, length).join('');
}
