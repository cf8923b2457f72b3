import type { SheetPart } from '../../sheet/sheet.ts';
import { noDayTexts } from '../deadlineText.ts';
import type { SlipLine } from '../line.ts';
import { atOnceLines, largeDay, receivedLines } from '../parts.ts';
import { feed, heading, labelled, numberColumns, numbered, paragraph, RULE, type SlipPaper } from '../rows.ts';
import type { GapSlip } from '../slip.ts';
import type { SlipKindRule } from './kind.ts';
import { atOncePart, dayInFull, large, plain, receivedTable } from './sheetParts.ts';

const SENTENCE = '您的申请主要材料齐全，现予容缺受理。';
const BEFORE = '补齐之前不出具办理结果、不支付待遇，等待补齐的时间不计入办理时限。';
const CONSEQUENCE = '逾期没有补齐的，本次申请终止办理，自期限届满之日起 12 个月内不再适用容缺受理。';
const UNTIL = '承诺在这一天之前补齐（含当天）';
const REST = ['请注意', '怎样补交'] as const;
const HOW = '到窗口补交，请带本通知书。';

function untilLines(paper: SlipPaper, { dueOn, workingDays }: GapSlip): SlipLine[] {
  if ('on' in dueOn) return [...heading(paper, UNTIL), ...largeDay(paper, dueOn.on, `共${workingDays}个工作日`)];
  return [
    ...heading(paper, '补齐期限'),
    ...paragraph(paper, `${workingDays}个工作日`, { align: 'centre', bold: true, double: true }),
    ...paragraph(paper, `自受理的次日起算。${noDayTexts[dueOn.unknown]}`),
  ];
}

function gapBody(paper: SlipPaper, slip: GapSlip): SlipLine[] {
  const indent = numberColumns(slip.missing.length);
  return [
    ...paragraph(paper, SENTENCE, { bold: true }),
    feed(1),
    ...heading(paper, `容缺材料 ${slip.missing.length} 份`),
    ...slip.missing.flatMap(({ name, guidance }, index) => [
      ...numbered(paper, index + 1, slip.missing.length, name, { bold: true }),
      ...(guidance === '' ? [] : labelled(paper, '请交', guidance, { indent })),
    ]),
    feed(1),
    ...heading(paper, `收到材料 ${slip.received.length} 份`),
    ...receivedLines(paper, slip.received),
    ...atOnceLines(paper, slip),
    RULE,
    ...untilLines(paper, slip),
    RULE,
    ...heading(paper, REST[0]),
    ...paragraph(paper, BEFORE),
    ...paragraph(paper, CONSEQUENCE, { bold: true }),
    ...heading(paper, REST[1]),
    ...paragraph(paper, HOW),
  ];
}

function gapParts(slip: GapSlip): SheetPart[] {
  const days = `${slip.workingDays} 个工作日`;
  return [
    plain('', SENTENCE),
    {
      kind: 'table',
      heading: `容缺材料 ${slip.missing.length} 份`,
      columns: [
        { title: '序号', align: 'text' },
        { title: '材料', align: 'text' },
        { title: '请交', align: 'text' },
      ],
      rows: slip.missing.map(({ name, guidance }, index) => [String(index + 1), name, guidance]),
    },
    ...receivedTable('收到的材料', slip.received),
    ...atOncePart(slip),
    'on' in slip.dueOn
      ? large(UNTIL, `${dayInFull(slip.dueOn.on)}，共 ${days}`)
      : large('补齐期限', `${days}，自受理的次日起算。${noDayTexts[slip.dueOn.unknown]}`),
    plain(REST[0], `${BEFORE}${CONSEQUENCE}`),
    plain(REST[1], HOW),
  ];
}

/** 容缺受理通知书. It is the commitment too: the applicant signs it. */
export const gap: SlipKindRule<GapSlip> = {
  title: '容缺受理通知书（承诺书）',
  body: gapBody,
  parts: gapParts,
  signed: '本人承诺在上述期限内补齐容缺材料，材料真实有效，知道逾期的后果。',
};
