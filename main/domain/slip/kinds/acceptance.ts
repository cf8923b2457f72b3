import type { SheetPart } from '../../sheet/sheet.ts';
import { noDayTexts } from '../deadlineText.ts';
import type { SlipLine } from '../line.ts';
import { atOnceLines, largeDay, receivedLines } from '../parts.ts';
import { feed, heading, numbered, paragraph, RULE, type SlipPaper } from '../rows.ts';
import type { AcceptanceSlip } from '../slip.ts';
import type { SlipKindRule } from './kind.ts';
import { atOncePart, dayInFull, large, plain, receivedTable } from './sheetParts.ts';

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

/** Whoever waits for a decision may know at which post it lies. */
function nodeLines(paper: SlipPaper, { nodes = [] }: AcceptanceSlip): SlipLine[] {
  if (nodes.length === 0) return [];
  return [
    RULE,
    ...heading(paper, '办理环节'),
    ...nodes.flatMap(({ name, post, limit }, index) =>
      numbered(paper, index + 1, nodes.length, `${name.includes(post) ? name : `${name}：${post}`}（${limit}）`),
    ),
  ];
}

function nodeTable({ nodes = [] }: AcceptanceSlip): SheetPart[] {
  if (nodes.length === 0) return [];
  return [
    {
      kind: 'table',
      heading: '办理环节',
      columns: [
        { title: '环节', align: 'text' },
        { title: '岗位', align: 'text' },
        { title: '时限', align: 'text' },
      ],
      rows: nodes.map(({ name, post, limit }) => [name, post, limit]),
    },
  ];
}

function acceptanceBody(paper: SlipPaper, slip: AcceptanceSlip): SlipLine[] {
  return [
    ...paragraph(paper, '您的申请材料齐全，已经受理。', { bold: true }),
    feed(1),
    ...heading(paper, `收到材料 ${slip.received.length} 份`),
    ...receivedLines(paper, slip.received),
    ...atOnceLines(paper, slip),
    RULE,
    ...promiseLines(paper, slip),
    ...nodeLines(paper, slip),
    RULE,
    ...heading(paper, '怎样查询进度'),
    ...paragraph(paper, '凭本通知书的办件编号，到窗口、自助机或打咨询电话查询。'),
  ];
}

function promisePart(slip: AcceptanceSlip): SheetPart {
  if (slip.handling === 'instant') return large('办理时限', '即时办结，请在窗口稍候。');
  return 'on' in slip.promisedOn
    ? large('承诺在这一天之前办结', dayInFull(slip.promisedOn.on))
    : plain('办理时限', `按承诺时限办理。${noDayTexts[slip.promisedOn.unknown]}`);
}

function acceptanceParts(slip: AcceptanceSlip): SheetPart[] {
  return [
    plain('', '您的申请材料齐全，已经受理。'),
    ...receivedTable('收到的材料', slip.received),
    ...atOncePart(slip),
    promisePart(slip),
    ...nodeTable(slip),
    plain('怎样查询进度', '凭本通知书的办件编号，到窗口、自助机或打咨询电话查询。'),
  ];
}

/** 受理通知书. */
export const acceptance: SlipKindRule<AcceptanceSlip> = {
  title: '受理通知书',
  body: acceptanceBody,
  parts: acceptanceParts,
};
