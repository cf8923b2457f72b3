import type { SheetPart } from '../../sheet/sheet.ts';
import type { SlipLine } from '../line.ts';
import { printedDay } from '../printedDate.ts';
import { amountRow, feed, heading, isAmount, labelled, paragraph, RULE, type SlipPaper } from '../rows.ts';
import type { CompletionSlip } from '../slip.ts';
import type { SlipKindRule } from './kind.ts';
import { dayInFull, large, plain } from './sheetParts.ts';

function completionBody(paper: SlipPaper, slip: CompletionSlip): SlipLine[] {
  return [
    ...paragraph(paper, '您申请的事项已经办结。', { bold: true }),
    feed(1),
    ...heading(paper, '办理结果'),
    ...slip.result.flatMap(({ label, value }) =>
      isAmount(value) ? amountRow(paper, label, value) : labelled(paper, label, value, { bold: true }),
    ),
    RULE,
    ...heading(paper, '生效日期'),
    ...paragraph(paper, printedDay(slip.effectiveOn), { align: 'centre', bold: true, double: true }),
    ...paragraph(paper, '对结果有疑问，请到窗口或打咨询电话询问。'),
  ];
}

function completionParts(slip: CompletionSlip): SheetPart[] {
  const amounts = slip.result.some(({ value }) => isAmount(value));
  return [
    plain('', '您申请的事项已经办结。'),
    {
      kind: 'table',
      heading: '办理结果',
      columns: [
        { title: '项目', align: 'text' },
        { title: '结果', align: amounts ? 'amount' : 'text' },
      ],
      rows: slip.result.map(({ label, value }) => [label, value]),
    },
    large('生效日期', dayInFull(slip.effectiveOn)),
    plain('', '对结果有疑问，请到窗口或打咨询电话询问。'),
  ];
}

/** 办结通知书. */
export const completion: SlipKindRule<CompletionSlip> = {
  title: '办结通知书',
  body: completionBody,
  parts: completionParts,
};
