const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/**
 * Texts in which every code unit is a character by itself: printable ASCII, Chinese punctuation with dots and dashes, unified
 * ideographs, full-width forms. Nearly all of a slip is such text, and segmenting it is most of the work of laying a slip out.
 */
const SINGLE_UNITS = /^[\u0020-\u007e\u00b7\u2014\u25a0\u3001-\u3029\u4e00-\u9fff\uff01-\uff60]*$/;

/** The characters as a reader counts them: surrogate pairs whole, combining marks with their base. */
export function graphemes(text: string): string[] {
  if (SINGLE_UNITS.test(text)) return text.split('');
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/**
 * Half-width columns of a text in single size on a Chinese printer: what GB18030 writes in one byte takes one column,
 * what it writes in two or four bytes takes two. (Unicode calls some of these narrow or ambiguous, e.g. `—`, `·`, `①`: the
 * printer's font does not.)
 */
export function textColumns(text: string): number {
  let columns = 0;
  // By code units: several times as fast as by code points, and a slip is measured over and over while it is laid out.
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    columns += unit < 0x80 ? 1 : 2;
    if (isLeading(unit) && isTrailing(text.charCodeAt(index + 1))) index += 1;
  }
  return columns;
}

const isLeading = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
const isTrailing = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;
