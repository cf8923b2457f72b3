import { noDayTexts } from './deadlineText.ts';
import { unreachable } from '../result.ts';
import type { SlipLine } from './line.ts';
import { footLines, headLines, largeDay, receivedLines, reprintLines, whereLines } from './parts.ts';
import { GETA } from './printable.ts';
import { printedDay } from './printedDate.ts';
import {
  amountRow,
  bulleted,
  feed,
  heading,
  labelled,
  numberColumns,
  numbered,
  paragraph,
  RULE,
  type SlipPaper,
} from './rows.ts';
import type { AcceptanceSlip, CompletionSlip, NoticeSlip, ReprintMark, Slip } from './slip.ts';

/** Money as result values carry it, e.g. `1,234.50元`, `￥-12.00`. */
const AMOUNT = /^[￥¥]?-?\d[\d,]*\.\d{2}(\s?元)?$/u;

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

function promiseLines(paper: SlipPaper, slip: AcceptanceSlip): SlipLine[] {
  if (slip.handling === 'instant') {
    return [
      ...heading(paper, '办理时限'),
      ...paragraph(paper, '即时办结', { align: 'centre', bold: true, double: true }),
      ...paragraph(paper, '请在窗口稍候，当场办好。', { align: 'centre' }),
    ];
  }
  if ('on' in slip.promisedOn) {
    return [...heading(paper, '承诺在这一天之前办结'), ...largeDay(paper, slip.promisedOn.on, '')];
  }
  return [...heading(paper, '办理时限'), ...paragraph(paper, `按承诺时限办理。${noDayTexts[slip.promisedOn.unknown]}`)];
}

function acceptanceBody(paper: SlipPaper, slip: AcceptanceSlip): SlipLine[] {
  return [
    ...paragraph(paper, '您的申请材料齐全，已经受理。', { bold: true }),
    feed(1),
    ...heading(paper, `收到材料 ${slip.received.length} 份`),
    ...receivedLines(paper, slip.received),
    RULE,
    ...promiseLines(paper, slip),
    RULE,
    ...heading(paper, '怎样查询进度'),
    ...paragraph(paper, '凭本通知书的办件编号，到窗口、自助机或打咨询电话查询。'),
  ];
}

function completionBody(paper: SlipPaper, slip: CompletionSlip): SlipLine[] {
  return [
    ...paragraph(paper, '您申请的事项已经办结。', { bold: true }),
    feed(1),
    ...heading(paper, '办理结果'),
    ...slip.result.flatMap(({ label, value }) =>
      AMOUNT.test(value) ? amountRow(paper, label, value) : labelled(paper, label, value, { bold: true }),
    ),
    RULE,
    ...heading(paper, '生效日期'),
    ...paragraph(paper, printedDay(slip.effectiveOn), { align: 'centre', bold: true, double: true }),
    ...paragraph(paper, '对结果有疑问，请到窗口或打咨询电话询问。'),
  ];
}

function bodyLines(paper: SlipPaper, slip: Slip): SlipLine[] {
  switch (slip.kind) {
    case 'BZ':
      return noticeBody(paper, slip);
    case 'SL':
      return acceptanceBody(paper, slip);
    case 'BJ':
      return completionBody(paper, slip);
    default:
      return unreachable(slip, 'kind of slip');
  }
}

/** The applicant signs the hall's copy of a one-time notice: the proof that it was told, and told once. */
function signatureLines(paper: SlipPaper, slip: Slip): SlipLine[] {
  if (slip.kind !== 'BZ') return [];
  return [
    RULE,
    ...paragraph(paper, '本人已收到本告知书，知道需要补正的全部材料。'),
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
    ...headLines(paper, slip),
    ...bodyLines(paper, slip),
    ...whereLines(paper, slip),
    ...footLines(paper, slip),
    ...signatureLines(paper, slip),
  ];
  const footnote = lines.some(hasGeta)
    ? [RULE, ...paragraph(paper, `${GETA}：打印机无法打印的字，以系统记录为准`)]
    : [];
  return [...lines, ...footnote, ...(mark.length === 0 ? [] : [RULE, ...mark])];
}
