import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_PRINTER_PROFILE } from '../../../../main/domain/device/printerProfile.ts';
import { layoutSlip } from '../../../../main/domain/slip/layout.ts';
import type { SlipLine } from '../../../../main/domain/slip/line.ts';
import { printable, type Repertoire } from '../../../../main/domain/slip/printable.ts';
import { slipText } from '../../../../main/domain/slip/slipText.ts';
import { printerTestPage } from '../../../../main/domain/slip/testPage.ts';
import { textColumns } from '../../../../main/domain/slip/width.ts';
import { type Paper, paperText } from '../../../../native/emulator/paper.ts';
import { createPrinterMachine } from '../../../../native/emulator/printerMachine.ts';
import { encodeReset, encodeSlip } from '../../../../native/printer/escpos.ts';
import type { PrinterProfile } from '../../../../native/printer/port.ts';
import { acceptance, completion, longNotice, notice, reprint } from '../../domain/slip/slips.ts';

const profileOf = (columns: 32 | 48, repertoire: Repertoire): PrinterProfile => ({
  ...DEFAULT_PRINTER_PROFILE,
  columns,
  repertoire,
});
const narrow = profileOf(32, 'gb18030');

/** What comes out when the bytes go through a printer. */
function paperOf(bytes: Uint8Array, profile: PrinterProfile): Paper {
  const machine = createPrinterMachine({
    ...profile,
    onRow: () => undefined,
    onPaperStatusAsked: () => undefined,
  });
  for (const byte of [...encodeReset(profile, { resync: false }), ...bytes]) machine.eat(byte);
  return { columns: profile.columns, slips: machine.slips(), problems: machine.problems() };
}

const hexOf = (lines: readonly SlipLine[], profile = narrow): string =>
  Buffer.from(encodeSlip(lines, profile)).toString('hex').replace(/..\B/g, '$& ');

describe('the bytes', () => {
  test.each(['gbk', 'gb18030'] as const)(
    'I4 of a character at its former code point are those every %s font has',
    (repertoire) => {
      for (const text of ['龚\uE863', '龚䶮']) {
        const line: SlipLine = {
          kind: 'text',
          align: 'left',
          spans: [{ text: printable(text, repertoire), bold: false, double: false }],
        };
        expect(hexOf([line], profileOf(32, repertoire))).toContain('b9 a8 fe 9f');
      }
    },
  );

  test.each(['gbk', 'gb18030'] as const)('I5 of radicals are those of the characters they are (%s)', (repertoire) => {
    expect(printable('\u2F6F磊、\u2EE9山', repertoire)).toBe('石磊、黄山');
  });

  test('of a bold double line in the middle', () => {
    const line: SlipLine = { kind: 'text', align: 'centre', spans: [{ text: '受A', bold: true, double: true }] };
    expect(hexOf([line])).toBe('1b 61 01 1b 45 01 1d 21 11 ca dc 41 0a 1d 56 42 00');
  });

  test('of a four-byte character', () => {
    const line: SlipLine = { kind: 'text', align: 'left', spans: [{ text: '𠮷' }] };
    expect(hexOf([line])).toBe('1b 61 00 1b 45 00 1d 21 00 95 34 b2 35 0a 1d 56 42 00');
  });

  test('of a code: model 2, 6 dots, correction M, data, print', () => {
    expect(hexOf([{ kind: 'qr', data: 'YG' }])).toBe(
      [
        '1b 61 01',
        '1d 28 6b 04 00 31 41 32 00',
        '1d 28 6b 03 00 31 43 06',
        '1d 28 6b 03 00 31 45 31',
        '1d 28 6b 05 00 31 50 30 59 47',
        '1d 28 6b 03 00 31 51 30',
        '1d 56 42 00',
      ].join(' '),
    );
  });

  test('end in a feed to the tear bar where there is no cutter', () => {
    expect(hexOf([{ kind: 'feed', lines: 2 }], { ...narrow, cutter: false })).toBe('1b 64 02 1b 64 04');
  });

  test('never let data become a command, not even from an old stored slip', () => {
    const evil: SlipLine[] = [
      { kind: 'text', align: 'left', spans: [{ text: 'a\u001b@\u0010\u0004\u0001b\n' }] },
      { kind: 'qr', data: 'x\u0010\u0004\u0001' },
    ];
    const paper = paperOf(encodeSlip(evil, narrow), narrow);
    expect(paper.problems).toEqual([]);
    expect(paperText(paper)).toEqual([['a @   b', '[二维码 x   ]']]);
    expect(hexOf(evil)).not.toContain('10 04');
  });

  test('never send four bytes to a printer that only knows two', () => {
    const profile = profileOf(32, 'gbk');
    const paper = paperOf(encodeSlip([{ kind: 'text', align: 'left', spans: [{ text: '王𠮷' }] }], profile), profile);
    expect(paper.problems).toEqual([]);
    expect(paperText(paper)).toEqual([['王〓']]);
  });
});

describe('every slip comes out of the printer as it was laid out', () => {
  const slips = { notice, acceptance, completion, longNotice };
  const cases = ([32, 48] as const).flatMap((columns) =>
    (['gbk', 'gb18030'] as const).flatMap((repertoire) =>
      Object.keys(slips).map((name) => [name as keyof typeof slips, columns, repertoire] as const),
    ),
  );

  test.each(cases)('%s on %i columns in %s', (name, columns, repertoire) => {
    const profile = profileOf(columns, repertoire);
    const lines = layoutSlip(slips[name], profile, reprint);
    const paper = paperOf(encodeSlip(lines, profile), profile);
    expect(paper.problems).toEqual([]);
    expect(paperText(paper)).toEqual([slipText(lines, columns)]);
    expect(paper.slips[0]?.cut).toBe(true);
  });

  test('so does the test page, with its styles', () => {
    const lines = printerTestPage(narrow, notice.issuedAt);
    const paper = paperOf(encodeSlip(lines, narrow), narrow);
    expect(paperText(paper)).toEqual([slipText(lines, 32)]);
    const [title] = paper.slips[0]?.rows ?? [];
    const firstCell = title?.kind === 'text' ? title.cells[0] : undefined;
    expect(firstCell).toEqual({ character: '打', column: 4, columns: 4, bold: true, scale: 2 });
  });

  test('any line, whatever is in it', () => {
    const anyLine = fc.record({
      text: fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
      bold: fc.boolean(),
      align: fc.constantFrom('left', 'centre', 'right'),
    });
    fc.assert(
      fc.property(anyLine, fc.constantFrom<Repertoire>('gbk', 'gb18030'), ({ text, bold, align }, repertoire) => {
        const profile = profileOf(48, repertoire);
        const shown = printable(text, repertoire).replaceAll('\n', '');
        fc.pre(shown.trim() !== '' && textColumns(shown) <= 48);
        const lines: SlipLine[] = [{ kind: 'text', align, spans: [{ text: shown, bold }] }];
        const paper = paperOf(encodeSlip(lines, profile), profile);
        expect(paper.problems).toEqual([]);
        expect(paperText(paper)).toEqual([slipText(lines, 48)]);
      }),
    );
  });
});
