import { graphemes } from '../text/graphemes.ts';
import { textColumns } from './width.ts';

/** Never at the start of a line (行首禁则): closing marks, and the second half of a dash or an ellipsis. */
const NOT_FIRST = new Set('，。、；：？！）》〉】』」〕〗”’…—–～·％℃,.;:?!)]}%');
/** Never at the end of a line (行尾禁则): opening marks and signs that belong to the number after them. */
const NOT_LAST = new Set('（《〈【『「〔〖“‘￥№–([{#');
/** Units that stay with the number before them: `30日` is never `30` and, on the next line, `日`. */
const AFTER_NUMBER = new Set('年月日时分秒元份个件张号天页');

const isSpace = (character: string): boolean => character === ' ';
const isLatin = (character: string): boolean => textColumns(character) === 1 && !isSpace(character);

function mayBreakBetween(before: string, after: string): boolean {
  if (isSpace(after)) return false;
  if (isSpace(before)) return true;
  if (NOT_FIRST.has(after) || NOT_LAST.has(before)) return false;
  if (isLatin(before) && isLatin(after)) return false;
  return !(AFTER_NUMBER.has(after) && /\d/.test(before));
}

/** Index after the last character of the line that starts at `start`. */
function endOfLine(characters: readonly string[], start: number, columns: number): number {
  let used = 0;
  let lastBreak = start;
  for (let index = start; index < characters.length; index += 1) {
    const character = characters[index] ?? '';
    const before = characters[index - 1] ?? '';
    if (index > start && mayBreakBetween(before, character)) lastBreak = index;
    used += textColumns(character);
    if (used > columns && !isSpace(character)) {
      // A run that is longer than the whole line (or begins the line) is cut at the edge of the paper.
      return lastBreak > start ? lastBreak : Math.max(index, start + 1);
    }
  }
  return characters.length;
}

function wrapParagraph(text: string, columns: number): string[] {
  // Most paragraphs are one line: nothing to look for.
  if (textColumns(text) <= columns) return [text.replace(/ +$/, '')];
  const characters = graphemes(text);
  const lines: string[] = [];
  let start = 0;
  while (start < characters.length) {
    const end = endOfLine(characters, start, columns);
    lines.push(characters.slice(start, end).join('').replace(/ +$/, ''));
    start = end;
  }
  return lines.length === 0 ? [''] : lines;
}

/**
 * Breaks a text into lines of at most `columns` half-width columns by the rules of Chinese typesetting. Latin and number
 * runs stay whole when they fit on a line; spaces at a break are dropped; `\n` always breaks. At least one line comes back.
 * @param columns at least 2, the width of one Chinese character; less is a bug and throws
 */
export function wrapText(text: string, columns: number): string[] {
  if (columns < 2) throw new RangeError(`cannot wrap to ${columns} columns`);
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, columns));
}
