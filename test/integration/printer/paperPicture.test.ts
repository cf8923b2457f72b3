import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { DEFAULT_PRINTER_PROFILE } from '../../../main/domain/device/printerProfile.ts';
import { printerTestPage } from '../../../main/domain/slip/testPage.ts';
import { createPrinterMachine } from '../../../native/emulator/printerMachine.ts';
import { encodeReset, encodeSlip } from '../../../native/printer/escpos.ts';
import { paperPng } from './paperPng.ts';

/** Pictures to look at are left here. */
const OUTPUT = path.resolve(import.meta.dirname, '../../output/printer');
/** 24-dot columns and the white border of the emulated paper. */
const WIDTHS = { 32: 456, 48: 648 } as const;
const BORDER = 36;

function isInk(png: PNG, x: number, y: number): boolean {
  return (png.data[(y * png.width + x) * 4] ?? 255) < 100;
}

/** A big Chinese font is opened anew for every glyph; on a busy machine that takes its time. */
const DRAWING_LIMIT_MS = 90_000;

test.each([32, 48] as const)(
  'the test page on %i columns becomes a picture with ink from edge to edge and none in the border',
  (columns) => {
    mkdirSync(OUTPUT, { recursive: true });
    const profile = { ...DEFAULT_PRINTER_PROFILE, columns, repertoire: 'gb18030' } as const;
    const machine = createPrinterMachine({ ...profile, onRow: () => undefined, onPaperStatusAsked: () => undefined });
    const page = printerTestPage(profile, '2026-11-21T02:30:00.000Z');
    for (const byte of [...encodeReset(profile, { resync: false }), ...encodeSlip(page, profile)]) machine.eat(byte);
    const picture = paperPng({ columns, slips: machine.slips(), problems: machine.problems() });
    writeFileSync(path.join(OUTPUT, `test-page-${columns}.png`), picture);

    const png = PNG.sync.read(picture);
    expect(png.width).toBe(WIDTHS[columns]);
    const inkColumns = Array.from({ length: png.width }, (_, x) => x).filter((x) =>
      Array.from({ length: png.height }, (_unused, y) => y).some((y) => isInk(png, x, y)),
    );
    // Something in the first and in the last character.
    expect(inkColumns[0]).toBeGreaterThanOrEqual(BORDER);
    expect(inkColumns[0]).toBeLessThan(BORDER + 24);
    expect(inkColumns.at(-1)).toBeLessThanOrEqual(png.width - BORDER);
    expect(inkColumns.at(-1)).toBeGreaterThan(png.width - BORDER - 24);
  },
  DRAWING_LIMIT_MS,
);
