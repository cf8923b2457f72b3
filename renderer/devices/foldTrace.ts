/** What of a line decides whether it is the same again. */
interface Line {
  readonly at: string;
  readonly direction: string;
  readonly text: string;
}

/** Lines that came so many times in a row, as they came the last time. */
export interface FoldedLines<One extends Line> {
  readonly lines: readonly One[];
  readonly times: number;
}

/** Longest exchange that is recognised as the same again: a question with its answer, each over two lines. */
const LONGEST = 4;

/**
 * A recording with the same exchange said once: a driver that asks its device twice a second would else push what matters
 * off the screen. Of what repeats the last time stands, because a clock that stands still looks like a recording that does.
 */
export function foldRepeats<One extends Line>(lines: readonly One[]): readonly FoldedLines<One>[] {
  const folded: FoldedLines<One>[] = [];
  for (let at = 0; at < lines.length;) {
    const { length, times } = repetitionAt(lines, at);
    const end = at + length * times;
    folded.push({ lines: lines.slice(end - length, end), times });
    at = end;
  }
  return folded;
}

/** The shortest exchange that begins here and is repeated at once; a single line when none is. */
function repetitionAt(lines: readonly Line[], at: number): { readonly length: number; readonly times: number } {
  for (let length = 1; length <= LONGEST; length += 1) {
    let times = 1;
    while (sameAgain(lines, at, at + length * times, length)) times += 1;
    if (times > 1) return { length, times };
  }
  return { length: 1, times: 1 };
}

function sameAgain(lines: readonly Line[], first: number, second: number, length: number): boolean {
  for (let offset = 0; offset < length; offset += 1) {
    const [one, other] = [lines[first + offset], lines[second + offset]];
    if (!one || !other || one.direction !== other.direction || one.text !== other.text) return false;
  }
  return true;
}
