const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/**
 * Texts in which every code unit is a character by itself: printable ASCII, Chinese punctuation, unified ideographs, full-width
 * forms. Nearly all of a slip is such text, and segmenting it is most of the work of laying a slip out.
 */
const SINGLE_UNITS = /^[\u0020-\u007e\u3001-\u3029\u4e00-\u9fff\uff01-\uff60]*$/;

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
  for (const codePoint of text) columns += codePoint < '\u0080' ? 1 : 2;
  return columns;
}
