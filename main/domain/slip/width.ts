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
