import { yuanInWords } from '../money/fen.ts';
import type { SlipLine } from './line.ts';
import { GETA } from './printable.ts';
import { printedMinute } from '../calendar/printedDate.ts';
import { amountRow, feed, labelled, paragraph, RULE, type SlipPaper } from './rows.ts';

/**
 * A page that shows whatever slips use, so that a technician sees at once what is set wrong: a ruler that must fill one
 * row exactly (paper width), styles, alignment, characters of two and of four bytes, the code.
 * @param printedAt UTC instant, ISO 8601
 */
export function printerTestPage(paper: SlipPaper, printedAt: string): readonly SlipLine[] {
  return [
    ...paragraph(paper, '打印机测试页', { align: 'centre', bold: true, double: true }),
    ...paragraph(paper, printedMinute(printedAt), { align: 'centre' }),
    RULE,
    ...paragraph(paper, '1234567890'.repeat(5).slice(0, paper.columns)),
    ...paragraph(paper, '一二三四五六七八九十'.repeat(3).slice(0, paper.columns / 2)),
    ...labelled(paper, '纸宽', `每行 ${paper.columns} 列，以上两行应各占满一行`),
    ...labelled(paper, '粗体', '医疗保障服务', { bold: true }),
    ...paragraph(paper, '倍宽倍高', { double: true }),
    ...labelled(paper, '姓名用字', '䶮 · 㐂 · 𬭳 · 𠮷'),
    ...labelled(paper, '说明', `缺字印作 ${GETA}；字库为 ${paper.repertoire === 'gbk' ? 'GBK' : 'GB18030'}`),
    ...amountRow(paper, '金额', yuanInWords(123_450)),
    ...paragraph(paper, '靠右', { align: 'right' }),
    { kind: 'qr', data: 'YGT1/PRINTER-TEST' },
    feed(1),
    ...paragraph(paper, '以上各行完整即为正常', { align: 'centre' }),
  ];
}
