import type { SlipLine, SlipSpan } from './line.ts';
import type { Repertoire } from './printable.ts';
import { printable } from './printable.ts';
import { textColumns } from './width.ts';
import { wrapText } from './wrap.ts';

/** What the layout needs to know of the paper and the printer's font. */
export interface SlipPaper {
  /** Half-width characters per line: 32 for 58 mm, 48 for 80 mm paper. */
  readonly columns: 32 | 48;
  readonly repertoire: Repertoire;
}

/** How a paragraph looks. */
export interface ParagraphStyle {
  readonly align?: 'left' | 'centre' | 'right';
  readonly bold?: boolean;
  readonly double?: boolean;
}

/** A line of dashes over the whole width. */
export const RULE: SlipLine = { kind: 'rule' };

/** Empty paper between parts. */
export function feed(lines: number): SlipLine {
  return { kind: 'feed', lines };
}

function textLine(spans: readonly SlipSpan[], align: 'left' | 'centre' | 'right' = 'left'): SlipLine {
  return { kind: 'text', spans, align };
}

/** Text over the whole width. */
export function paragraph(paper: SlipPaper, text: string, style: ParagraphStyle = {}): SlipLine[] {
  const { align = 'left', ...look } = style;
  const columns = style.double === true ? paper.columns / 2 : paper.columns;
  return wrapText(printable(text, paper.repertoire), columns).map((line) => textLine([{ ...look, text: line }], align));
}

/** A heading of a part of the slip. */
export function heading(paper: SlipPaper, text: string): SlipLine[] {
  return paragraph(paper, `■ ${text}`, { bold: true });
}

/** Text that hangs on what stands before it: the label stays alone in its column, on further lines the column is empty. */
function hanging(paper: SlipPaper, label: string, text: string, bold: boolean): SlipLine[] {
  const before = printable(label, paper.repertoire);
  const indent = textColumns(before);
  return wrapText(printable(text, paper.repertoire), paper.columns - indent).map((line, index) => {
    const value: SlipSpan = bold ? { text: line, bold } : { text: line };
    return textLine([{ text: index === 0 ? before : ' '.repeat(indent) }, value]);
  });
}

/** Numbers and codes are read aloud and typed: broken over two lines they are misread. */
function isUnbroken(text: string): boolean {
  return /^[!-~]+$/.test(text);
}

/**
 * `label：value` with the value in its own column. The value begins on a line of its own when the label is wider than
 * half the paper, or when a number or code would break in its column but not on the whole line.
 */
export function labelled(
  paper: SlipPaper,
  label: string,
  value: string,
  options: { readonly bold?: boolean; readonly indent?: number } = {},
): SlipLine[] {
  const indent = ' '.repeat(options.indent ?? 0);
  const bold = options.bold ?? false;
  const before = `${indent}${label}：`;
  const column = paper.columns - textColumns(printable(before, paper.repertoire));
  const wholeLine = paper.columns - indent.length - 2;
  const breaks = isUnbroken(value) && value.length > column && value.length <= wholeLine;
  if (column >= paper.columns / 2 && !breaks) return hanging(paper, before, value, bold);
  return [...hanging(paper, indent, `${label}：`, false), ...hanging(paper, `${indent}  `, value, bold)];
}

/** Columns of the number before an entry of a list that is `of` long, e.g. 3 for `1. `. */
export function numberColumns(of: number): number {
  return String(of).length + 2;
}

/** One entry of a numbered list; `of` is the length of the list, so that all entries hang at the same column. */
export function numbered(
  paper: SlipPaper,
  number: number,
  of: number,
  text: string,
  options: { readonly bold?: boolean } = {},
): SlipLine[] {
  return hanging(paper, `${number}. `.padStart(numberColumns(of)), text, options.bold ?? false);
}

/** One entry of an unnumbered list. */
export function bulleted(paper: SlipPaper, text: string): SlipLine[] {
  return hanging(paper, '· ', text, false);
}

/** A label and an amount of money; amounts of several rows end in the same column, at the right edge. */
export function amountRow(paper: SlipPaper, label: string, amount: string): SlipLine[] {
  const before = printable(`${label}：`, paper.repertoire);
  const money = printable(amount, paper.repertoire);
  const gap = paper.columns - textColumns(before) - textColumns(money);
  if (gap >= 1) return [textLine([{ text: before + ' '.repeat(gap) }, { text: money, bold: true }])];
  return [...paragraph(paper, before), ...paragraph(paper, money, { align: 'right', bold: true })];
}
