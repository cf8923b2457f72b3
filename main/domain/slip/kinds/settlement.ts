import type { SheetPart } from '../../sheet/sheet.ts';
import type { SlipLine } from '../line.ts';
import { receivedLines } from '../parts.ts';
import { feed, heading, paragraph, RULE, type SlipPaper } from '../rows.ts';
import type { SettlementSlip } from '../slip.ts';
import { resultLines, resultParts } from './completion.ts';
import type { SlipKindRule } from './kind.ts';
import { plain, receivedTable } from './sheetParts.ts';

const SENTENCE = '您的申请材料齐全，已经受理并当场办结。';

function settlementBody(paper: SlipPaper, slip: SettlementSlip): SlipLine[] {
  return [
    ...paragraph(paper, SENTENCE, { bold: true }),
    feed(1),
    ...heading(paper, `收到材料 ${slip.received.length} 份`),
    ...receivedLines(paper, slip.received),
    RULE,
    ...resultLines(paper, slip),
  ];
}

function settlementParts(slip: SettlementSlip): SheetPart[] {
  return [plain('', SENTENCE), ...receivedTable('收到的材料', slip.received), ...resultParts(slip)];
}

/** 受理办结通知书. */
export const settlement: SlipKindRule<SettlementSlip> = {
  title: '受理办结通知书',
  body: settlementBody,
  parts: settlementParts,
};
