import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { layoutSlip } from '../../../../main/domain/slip/layout.ts';
import { type Paper, paperText } from '../../../../native/emulator/paper.ts';
import { paperSvg } from '../../../../native/emulator/paperSvg.ts';
import { createPrinterEmulator } from '../../../../native/emulator/printerEmulator.ts';
import { systemTimers } from '../../../../native/systemTime.ts';
import { createVirtualCable } from '../../../../native/transport/virtualCable.ts';
import { completion } from '../../domain/slip/slips.ts';
import { inFakeTime, setUpBench } from './bench.ts';

type EmulatorOptions = Partial<Parameters<typeof createPrinterEmulator>[0]>;

/** A printer and a hand that types bytes into it and reads its answers. */
function atTheCable(options: EmulatorOptions = {}) {
  const emulator = createPrinterEmulator({ columns: 32, repertoire: 'gbk', ...options });
  const cable = createVirtualCable({ name: 'hand', timers: systemTimers });
  emulator.attach(cable.b);
  const answers: number[] = [];
  cable.a.onData((bytes) => answers.push(...bytes));
  return {
    emulator,
    answers,
    send: async (...parts: (string | readonly number[])[]) => {
      const bytes = parts.map((part) => (typeof part === 'string' ? iconv.encode(part, 'gb18030') : Buffer.from(part)));
      await cable.a.write(Buffer.concat(bytes));
      await vi.advanceTimersByTimeAsync(1);
    },
  };
}

const CHINESE = [0x1c, 0x26];
const problemsOf = (paper: Paper): readonly string[] => paper.problems;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the paper shows what a real printer would do', () => {
  test('a full line goes on in the next row', async () => {
    const { emulator, send } = atTheCable();
    await send(CHINESE, '一'.repeat(17), '\n');
    expect(paperText(emulator.paper())).toEqual([['一'.repeat(16), '一']]);
  });

  test.each([
    ['an unknown escape', [0x1b, 0x7a], 'unknown command: 1b 7a'],
    ['an unknown group', [0x1d, 0x28, 0x4c], 'unknown command: 1d 28 4c'],
    ['an unknown FS', [0x1c, 0x70], 'unknown command: 1c 70'],
    ['a control byte', [0x07], 'unknown byte: 07'],
    ['Chinese outside Chinese mode', [0x1c, 0x2e, 0xca], 'unknown byte: ca'],
    ['half a character', [...CHINESE, 0xca, 0x0a], 'no character: ca 0a'],
    ['a four-byte character in a GBK font', [...CHINESE, 0x95, 0x34, 0xb2, 0x35], 'not in the font: 95 34 b2 35'],
    ['another size', [0x1d, 0x21, 0x01], 'size this printer is not asked for: 01'],
    ['another kind of code', [0x1d, 0x28, 0x6b, 3, 0, 0x30, 0x45, 0x30], 'unknown symbol: 30'],
  ])('%s is reported', async (_, bytes, problem) => {
    const { emulator, send } = atTheCable();
    await send(bytes);
    expect(problemsOf(emulator.paper())).toEqual([problem]);
  });

  test('switched off and on in the middle of a line, the line is gone and what was printed stays', async () => {
    const { emulator, send } = atTheCable();
    await send('kept\n', 'lost', [0x1d, 0x21]);
    emulator.powerCycle();
    await send('next\n');
    expect(paperText(emulator.paper())).toEqual([['kept', 'next']]);
    emulator.tearOff();
    expect(emulator.paper().slips).toEqual([]);
  });

  test('a question is answered at once, also in pieces and with a full buffer; what only looks like one is data', async () => {
    const { emulator, answers, send } = atTheCable();
    emulator.setPaper('end');
    await send('waiting\n', [0x10]);
    await send([0x04]);
    await send([4]);
    expect(answers).toEqual([0x7e]);
    emulator.setPaper('ok');
    await send([0x10, 0x04, 9], [0x1d, 0x72, 1]);
    expect(answers).toEqual([0x7e, 0x00]);
    expect(problemsOf(emulator.paper())).toEqual(['unknown byte: 10', 'unknown byte: 04', 'unknown byte: 09']);
    expect(paperText(emulator.paper())).toEqual([['waiting']]);
  });

  test('who does not obey XOFF loses bytes, and it is reported', async () => {
    const { emulator, answers, send } = atTheCable({
      slow: { bufferBytes: 16, bytesPerSecond: 100, timers: systemTimers },
    });
    await send('0123456789abcdefXY\n');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(answers).toEqual([0x13, 0x11]);
    expect(problemsOf(emulator.paper())).toEqual(['buffer overrun: 58', 'buffer overrun: 59', 'buffer overrun: 0a']);
  });
});

describe('the picture of the paper', () => {
  test('holds every printed character and the code, one unit a dot', async () => {
    const bench = setUpBench();
    bench.printer.start();
    const lines = layoutSlip(
      { ...completion, citizen: { ...completion.citizen, name: 'A<&"b' } },
      bench.printer.profile,
    );
    await inFakeTime(bench.printer.print(lines));
    const paper = bench.emulator.paper();
    const svg = paperSvg(paper);
    const drawn = Array.from(svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g), ([, text]) => text ?? '')
      .join('')
      .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
    const cells = paper.slips[0]?.rows.flatMap((row) => (row.kind === 'text' ? row.cells : [])) ?? [];
    const printed = cells
      .map((cell) => cell.character)
      .join('')
      .replaceAll(' ', '');
    expect(drawn).toBe(printed);
    expect(drawn).toContain('办结通知书');
    expect(svg).toContain('crispEdges');
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="456" /);
    // Only what is on the paper: no script, nothing to load.
    expect(svg).not.toMatch(/script|href|url\(/);
  });

  test('of no paper is a valid empty picture', () => {
    expect(paperSvg({ columns: 48, slips: [], problems: [] })).toContain('width="648" height="1"');
  });
});
