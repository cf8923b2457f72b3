import type { Deadline } from '../../calendar/deadline.ts';
import { printedDay } from '../../calendar/printedDate.ts';
import type { SheetPart } from '../../sheet/sheet.ts';
import { noDayTexts } from '../deadlineText.ts';
import type { SlipLine } from '../line.ts';
import { largeDay } from '../parts.ts';
import { feed, heading, labelled, paragraph, RULE, type SlipPaper } from '../rows.ts';
import type { ExtensionSlip } from '../slip.ts';
import type { SlipKindRule } from './kind.ts';
import { dayInFull, large, plain } from './sheetParts.ts';

const sentence = ({ workingDays }: ExtensionSlip): string =>
  `您的申请不能在原承诺期限内办结，经负责人批准，延长 ${workingDays} 个工作日。`;

const UNTIL = '延长后在这一天之前办结';

/** The day that was promised, or that none was. */
const formerly = (promised: Deadline): string => ('on' in promised ? printedDay(promised.on) : '未写明日期');

function extensionBody(paper: SlipPaper, slip: ExtensionSlip): SlipLine[] {
  return [
    ...paragraph(paper, sentence(slip), { bold: true }),
    feed(1),
    ...heading(paper, '延期的理由'),
    ...labelled(paper, '理由', slip.reason),
    ...labelled(paper, '原承诺', formerly(slip.formerlyOn)),
    RULE,
    ...('on' in slip.promisedOn
      ? [...heading(paper, UNTIL), ...largeDay(paper, slip.promisedOn.on, '')]
      : [...heading(paper, '办理时限'), ...paragraph(paper, noDayTexts[slip.promisedOn.unknown])]),
  ];
}

function extensionParts(slip: ExtensionSlip): SheetPart[] {
  return [
    plain('', sentence(slip)),
    {
      kind: 'pairs',
      heading: '延期的理由',
      pairs: [
        { label: '理由', value: slip.reason },
        { label: '原承诺', value: formerly(slip.formerlyOn) },
      ],
    },
    'on' in slip.promisedOn
      ? large(UNTIL, dayInFull(slip.promisedOn.on))
      : plain('办理时限', noDayTexts[slip.promisedOn.unknown]),
  ];
}

/** 延期通知书. */
export const extension: SlipKindRule<ExtensionSlip> = {
  title: '延期通知书',
  body: extensionBody,
  parts: extensionParts,
  signed: '本人已收到本通知书。',
};
