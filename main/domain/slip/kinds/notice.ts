import type { SheetPart } from '../../sheet/sheet.ts';
import { noDayTexts } from '../deadlineText.ts';
import type { SlipLine } from '../line.ts';
import { largeDay, receivedLines } from '../parts.ts';
import {
  bulleted,
  feed,
  heading,
  labelled,
  numberColumns,
  numbered,
  paragraph,
  RULE,
  type SlipPaper,
} from '../rows.ts';
import type { NoticeSlip } from '../slip.ts';
import type { SlipKindRule } from './kind.ts';
import { dayInFull, large, plain, receivedTable } from './sheetParts.ts';

function missingLines(paper: SlipPaper, slip: NoticeSlip): SlipLine[] {
  return slip.missing.flatMap((material, index) => {
    const row = (label: string, value: string | undefined) =>
      value === undefined || value === ''
        ? []
        : labelled(paper, label, value, { indent: numberColumns(slip.missing.length) });
    return [
      ...numbered(paper, index + 1, slip.missing.length, material.name, { bold: true }),
      ...row('原因', material.reason),
      ...row('请带', material.guidance),
      ...row('份数', material.copies),
    ];
  });
}

function deadlineLines(paper: SlipPaper, slip: NoticeSlip): SlipLine[] {
  const days = `${slip.workingDays}个工作日`;
  if ('on' in slip.dueOn) {
    return [...heading(paper, '请在这一天之前补齐（含当天）'), ...largeDay(paper, slip.dueOn.on, `共${days}`)];
  }
  return [
    ...heading(paper, '补齐期限'),
    ...paragraph(paper, days, { align: 'centre', bold: true, double: true }),
    ...paragraph(paper, `自本告知书出具的次日起算。${noDayTexts[slip.dueOn.unknown]}`),
  ];
}

function noticeBody(paper: SlipPaper, slip: NoticeSlip): SlipLine[] {
  const notNeeded =
    slip.systemSupplied.length === 0
      ? []
      : [
          feed(1),
          ...heading(paper, '不用带，由系统获取'),
          ...slip.systemSupplied.flatMap((name) => bulleted(paper, name)),
        ];
  const checked =
    slip.received.length === 0
      ? []
      : [feed(1), ...heading(paper, '已核对，不用再带'), ...receivedLines(paper, slip.received)];
  return [
    ...heading(paper, `还缺以下 ${slip.missing.length} 份材料`),
    ...missingLines(paper, slip),
    feed(1),
    ...paragraph(paper, '以上是全部要补的材料，一次告知；补齐后即予受理。'),
    ...notNeeded,
    ...checked,
    RULE,
    ...deadlineLines(paper, slip),
  ];
}

function noticeParts(slip: NoticeSlip): SheetPart[] {
  const days = `${slip.workingDays} 个工作日`;
  return [
    {
      kind: 'table',
      heading: `还缺以下 ${slip.missing.length} 份材料`,
      columns: [
        { title: '序号', align: 'text' },
        { title: '材料', align: 'text' },
        { title: '原因', align: 'text' },
        { title: '请带', align: 'text' },
      ],
      rows: slip.missing.map(({ name, reason, guidance, copies }, index) => [
        String(index + 1),
        name,
        reason,
        [guidance, copies].filter((text) => text !== undefined && text !== '').join('；'),
      ]),
    },
    plain('', '以上是全部要补的材料，一次告知；补齐后即予受理。'),
    'on' in slip.dueOn
      ? large('请在这一天之前补齐（含当天）', `${dayInFull(slip.dueOn.on)}，共 ${days}`)
      : large('补齐期限', `${days}，自本告知书出具的次日起算。${noDayTexts[slip.dueOn.unknown]}`),
    ...(slip.systemSupplied.length === 0 ? [] : [plain('不用带，由系统获取', slip.systemSupplied.join('、'))]),
    ...receivedTable('已核对，不用再带', slip.received),
  ];
}

/** 一次性告知书. The applicant signs the hall's copy: the proof that it was told, and told once. */
export const notice: SlipKindRule<NoticeSlip> = {
  title: '一次性告知书',
  body: noticeBody,
  parts: noticeParts,
  signed: '本人已收到本告知书，知道需要补正的全部材料。',
};
