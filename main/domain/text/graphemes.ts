const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/**
 * Texts in which every code unit is a character by itself: printable ASCII, Chinese punctuation with dots and dashes, unified
 * ideographs, full-width forms. Nearly every name and most of a slip are such text, and segmenting costs a hundred times as much.
 */
const SINGLE_UNITS = /^[\u0020-\u007e\u00b7\u2014\u25a0\u3001-\u3029\u4e00-\u9fff\uff01-\uff60]*$/;

/** The characters as a reader counts them: surrogate pairs and variation selectors whole, combining marks with their base. */
export function graphemes(text: string): string[] {
  if (SINGLE_UNITS.test(text)) return text.split('');
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
