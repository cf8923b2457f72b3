import { isTwoByteGbk } from '../slip/gbk.ts';

/** Middle dots found between the parts of a name; which one stands there depends on who typed it. */
const MIDDLE_DOTS = /[\u00B7\u0387\u2022\u2027\u2219\u22C5\u30FB\uFF65]/g;

/**
 * CJK compatibility ideographs: NFC replaces them by another character with another GB18030 code, which would change
 * how the person's name is written. They stay as they are.
 */
const COMPOSABLE = /[^\uF900-\uFAFF\u{2F800}-\u{2FA1F}]+/gu;

/** Padding of fixed-length card fields and of forms: NUL, half- and full-width blanks, a byte order mark. */
const PADDING = /^[\s\0\uFEFF]+|[\s\0\uFEFF]+$/g;

/** 䶮 had only a private-use code before GB 18030-2005; older cards and registers still give that one. */
const PRIVATE_USE = new Map([['\uE863', '\u4DAE']]);

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/**
 * A name as it is kept: padding removed, letters composed (NFC, never NFKC), everything else untouched – rare
 * characters, blanks inside and the kind of middle dot are part of how the person is registered.
 */
export function tidyName(text: string): string {
  return text.replace(PADDING, '').replace(COMPOSABLE, (run) => run.normalize('NFC'));
}

/** The characters of a name as a reader counts them: surrogate pairs and variation selectors stay whole. */
export function nameCharacters(name: string): readonly string[] {
  return Array.from(graphemes.segment(name), (part) => part.segment);
}

/** True when GB18030 needs four bytes for a character: printers and old devices may lack its glyph. */
export function hasFourByteCharacter(name: string): boolean {
  return Array.from(name).some((character) => character > '\u007F' && !isTwoByteGbk(character.codePointAt(0) ?? 0));
}

/**
 * Whether two sources mean the same name: padding, blanks, the kind of middle dot, letter case and canonically equal
 * or formerly private code points do not count. Never compare names by `===` across systems.
 */
export function sameName(one: string, other: string): boolean {
  const fold = (name: string): string =>
    Array.from(name, (character) => PRIVATE_USE.get(character) ?? character)
      .join('')
      .normalize('NFC')
      .replace(MIDDLE_DOTS, '·')
      .replace(/[\s\0\uFEFF]/g, '')
      .toUpperCase();
  return fold(one) === fold(other);
}
