import { signedSentence, slipBody, slipKindRules } from './kinds/table.ts';
import type { SlipLine } from './line.ts';
import { footLines, headLines, reprintLines, whereLines } from './parts.ts';
import { GETA } from './printable.ts';
import { feed, paragraph, RULE, type SlipPaper } from './rows.ts';
import type { ReprintMark, Slip } from './slip.ts';

function signatureLines(paper: SlipPaper, signed: string | undefined): SlipLine[] {
  if (signed === undefined) return [];
  return [
    RULE,
    ...paragraph(paper, signed),
    feed(1),
    ...paragraph(paper, `申请人签名：${'_'.repeat(paper.columns - 12)}`),
    feed(1),
    ...paragraph(paper, `${' '.repeat(paper.columns - 20)}____年____月____日`),
  ];
}

function hasGeta(line: SlipLine): boolean {
  return line.kind === 'text' && line.spans.some((span) => span.text.includes(GETA));
}

/**
 * Lays a slip out for one paper: wrapped, every character one the printer has, in the order a citizen needs it. The
 * answer is what is previewed, stored and printed. With `reprint` it carries the mark of a copy at its top and its end.
 */
export function layoutSlip(slip: Slip, paper: SlipPaper, reprint?: ReprintMark): readonly SlipLine[] {
  const mark = reprint === undefined ? [] : reprintLines(paper, reprint);
  const lines = [
    ...(mark.length === 0 ? [] : [...mark, RULE]),
    ...headLines(paper, slip, slipKindRules[slip.kind].title),
    ...slipBody(paper, slip),
    ...whereLines(paper, slip),
    ...footLines(paper, slip),
    ...signatureLines(paper, signedSentence(slip)),
  ];
  const footnote = lines.some(hasGeta)
    ? [RULE, ...paragraph(paper, `${GETA}：打印机无法打印的字，以系统记录为准`)]
    : [];
  return [...lines, ...footnote, ...(mark.length === 0 ? [] : [RULE, ...mark])];
}
