import { unreachable } from '../result.ts';
import type { SlipLine, SlipSpan } from './line.ts';
import { textColumns } from './width.ts';

/** Half-width columns a span takes on paper, where double size counts twice. */
export function spanColumns(span: SlipSpan): number {
  return textColumns(span.text) * (span.double === true ? 2 : 1);
}

function aligned(line: Extract<SlipLine, { kind: 'text' }>, columns: number): string {
  const text = line.spans.map((span) => span.text).join('');
  const free = columns - line.spans.reduce((sum, span) => sum + spanColumns(span), 0);
  switch (line.align) {
    case 'left':
      return text;
    case 'centre':
      return ' '.repeat(Math.max(0, Math.floor(free / 2))) + text;
    case 'right':
      return ' '.repeat(Math.max(0, free)) + text;
    default:
      return unreachable(line.align, 'alignment');
  }
}

/**
 * A laid-out slip as plain text, one string a row: for screen readers, search and tests. Double size shows only in where
 * a centred row begins; trailing spaces are dropped.
 * A code is one row with what it says, however long.
 */
export function slipText(lines: readonly SlipLine[], columns: number): string[] {
  return lines.flatMap((line) => {
    switch (line.kind) {
      case 'text':
        return [aligned(line, columns).trimEnd()];
      case 'rule':
        return ['-'.repeat(columns)];
      case 'qr':
        return [`[二维码 ${line.data}]`];
      case 'feed':
        return Array.from({ length: line.lines }, () => '');
      default:
        return unreachable(line, 'line of a slip');
    }
  });
}
