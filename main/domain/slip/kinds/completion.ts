import { isYuanInWords } from '../../money/fen.ts';
import type { ValueChange } from '../../catalogue/changes.ts';
import type { SheetPart } from '../../sheet/sheet.ts';
import type { SlipLine } from '../line.ts';
import { printedDay } from '../../calendar/printedDate.ts';
import { amountRow, feed, heading, labelled, paragraph, RULE, type SlipPaper } from '../rows.ts';
import type { CompletionSlip } from '../slip.ts';
import { changeTable } from './changeTable.ts';
import type { SlipKindRule } from './kind.ts';
import { decisionLines, decisionParts } from './refusal.ts';
import { dayInFull, large, plain } from './sheetParts.ts';

/** The result with the day from which it holds. */
type Result = Pick<CompletionSlip, 'result' | 'changes' | 'effectiveOn'>;

/** A value before and after; an amount with the difference, all three ending in one column. */
function changeLines(paper: SlipPaper, { label, before, after, difference }: ValueChange): SlipLine[] {
  const row = (what: string, value: string): SlipLine[] =>
    isYuanInWords(value) ? amountRow(paper, what, value) : labelled(paper, what, value, { bold: true });
  return [
    RULE,
    ...heading(paper, label),
    ...row('变更前', before),
    ...row('变更后', after),
    ...(difference === undefined ? [] : row('差额', difference)),
  ];
}

/** Lines of a result. */
export function resultLines(paper: SlipPaper, { result, changes = [], effectiveOn }: Result): SlipLine[] {
  return [
    ...heading(paper, '办理结果'),
    ...result.flatMap(({ label, value }) =>
      isYuanInWords(value) ? amountRow(paper, label, value) : labelled(paper, label, value, { bold: true }),
    ),
    ...changes.flatMap((change) => changeLines(paper, change)),
    RULE,
    ...heading(paper, '生效日期'),
    ...paragraph(paper, printedDay(effectiveOn), { align: 'centre', bold: true, double: true }),
    ...paragraph(paper, '对结果有疑问，请到窗口或打咨询电话询问。'),
  ];
}

/** A result on A4 paper. */
export function resultParts({ result, changes = [], effectiveOn }: Result): SheetPart[] {
  const amounts = result.some(({ value }) => isYuanInWords(value));
  return [
    {
      kind: 'table',
      heading: '办理结果',
      columns: [
        { title: '项目', align: 'text' },
        { title: '结果', align: amounts ? 'amount' : 'text' },
      ],
      rows: result.map(({ label, value }) => [label, value]),
    },
    ...changeTable(changes),
    large('生效日期', dayInFull(effectiveOn)),
    plain('', '对结果有疑问，请到窗口或打咨询电话询问。'),
  ];
}

/** What it takes the place of comes first: the citizen holds two papers that say different things. */
function replacing({ replaces }: CompletionSlip): readonly string[] {
  return replaces === undefined ? [] : [`更正：代替 ${replaces}，原通知书作废。`];
}

const refusalOf = ({ reason, explanation, basis }: NonNullable<CompletionSlip['denied']>) => ({
  sentence: '您申请的事项经审核，不予通过。',
  about: '不予通过的理由',
  reason,
  explanation,
  ...(basis ? { basis } : {}),
});

function completionBody(paper: SlipPaper, slip: CompletionSlip): SlipLine[] {
  if (slip.denied) return decisionLines(paper, refusalOf(slip.denied));
  const sentences = ['您申请的事项已经办结。', ...replacing(slip)];
  return [
    ...sentences.flatMap((sentence) => paragraph(paper, sentence, { bold: true })),
    feed(1),
    ...resultLines(paper, slip),
  ];
}

function completionParts(slip: CompletionSlip): SheetPart[] {
  if (slip.denied) return decisionParts(refusalOf(slip.denied));
  return [
    plain('', '您申请的事项已经办结。'),
    ...replacing(slip).map((sentence) => plain('', sentence)),
    ...resultParts(slip),
  ];
}

/** 办结通知书. */
export const completion: SlipKindRule<CompletionSlip> = {
  title: '办结通知书',
  body: completionBody,
  parts: completionParts,
};
