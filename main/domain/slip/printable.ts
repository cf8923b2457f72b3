import { markFamily, markSigns, unifyIdeographs } from '../text/sameCharacters.ts';
import { isTwoByteGbk } from './gbk.ts';
import { graphemes } from '../text/graphemes.ts';

/** Characters a printer's font has: `gbk` two-byte only, `gb18030` also the four-byte ideographs. */
export type Repertoire = 'gbk' | 'gb18030';

/** Stands on paper for a character the printer does not have (the geta mark, GB2312 02-94). */
export const GETA = '〓';

/** Every other blank is as wide as the printer's. */
const BLANK = /^[\t\p{Zs}]$/u;

/** Unified ideographs that GB18030 writes in four bytes: extension A, the end of the basic block, planes 2 and 3. */
const FOUR_BYTE_IDEOGRAPHS = [
  [0x3400, 0x4dbf],
  [0x9fa6, 0x9fff],
  [0x20000, 0x2fa1f],
  [0x30000, 0x323af],
] as const;

/** Choose only the form of the character before them; the character itself is on paper. */
const VARIATION_SELECTOR = /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu;

function isInFont(character: string, repertoire: Repertoire): boolean {
  const codePoint = character.codePointAt(0) ?? 0;
  if (codePoint < 0x80) return codePoint >= 0x20 && codePoint < 0x7f;
  if (isTwoByteGbk(codePoint)) return true;
  return (
    repertoire === 'gb18030' && FOUR_BYTE_IDEOGRAPHS.some(([first, last]) => codePoint >= first && codePoint <= last)
  );
}

/** A character of the printer's font that means the same as one it lacks: blanks, marks, the yen sign. */
function sameOnPaper(character: string): string {
  if (BLANK.test(character)) return ' ';
  if (character === '¥') return '￥';
  const family = markFamily(character);
  return family === undefined ? character : markSigns[family];
}

function printableGrapheme(grapheme: string, repertoire: Repertoire): string {
  const composed = unifyIdeographs(grapheme.replace(VARIATION_SELECTOR, '')).normalize('NFC');
  if (Array.from(composed).length !== 1) return GETA;
  const same = isInFont(composed, repertoire) ? composed : sameOnPaper(composed);
  return isInFont(same, repertoire) ? same : GETA;
}

/**
 * Characters of every printer's font that stand for themselves: printable ASCII, the common Chinese punctuation, dashes and
 * the square of a heading, the two-byte ideographs, full-width forms. Nearly every text is made of these alone and need not be looked at one by one.
 */
const PLAIN = /^[\u0020-\u007e\n\u2013\u2014\u25a0\u3001-\u3003\u3005-\u3017\u4e00-\u9fa5\uff01-\uff5e]*$/;

/**
 * The text as the printer can show it: every character of the answer is one code point of the printer's font, what it
 * does not have is {@link GETA}. Control characters never pass (to a printer they are commands); line breaks stay, as `\n`.
 */
export function printable(text: string, repertoire: Repertoire): string {
  if (PLAIN.test(text)) return text;
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/u)
    .map((line) =>
      graphemes(line)
        .map((grapheme) => printableGrapheme(grapheme, repertoire))
        .join(''),
    )
    .join('\n');
}
