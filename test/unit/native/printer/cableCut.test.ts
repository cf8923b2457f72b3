import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SlipLine } from '../../../../main/domain/slip/line.ts';
import { slipText } from '../../../../main/domain/slip/slipText.ts';
import { paperText } from '../../../../native/emulator/paper.ts';
import { encodeReset, encodeSlip, ORDERED_MARK } from '../../../../native/printer/escpos.ts';
import { inFakeTime, setUpBench } from './bench.ts';

/** Short, but with everything a cut can hit: styles, two- and four-byte characters, a code, a feed. */
const lines: readonly SlipLine[] = [
  { kind: 'text', align: 'centre', spans: [{ text: '受理', bold: true, double: true }] },
  { kind: 'rule' },
  { kind: 'text', align: 'left', spans: [{ text: '姓名：' }, { text: '王𠮷', bold: true }] },
  { kind: 'qr', data: 'YGT1/SL1' },
  { kind: 'feed', lines: 1 },
  { kind: 'text', align: 'right', spans: [{ text: '2026' }] },
];
const expected = slipText(lines, 32);

/** Three questions before the job; the first job on a connection begins with a long reset. */
const CHECK_BYTES = 9;
const { profile } = setUpBench().printer;
const RESET_BYTES = encodeReset(profile, { resync: true }).length;
const JOB_BYTES = encodeSlip(lines, profile).length + ORDERED_MARK.length;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Prints over a cable that is pulled when byte `at` is due, then once more over a whole cable. */
async function printWithCutAt(at: number) {
  const bench = setUpBench();
  bench.printer.start();
  await vi.advanceTimersByTimeAsync(1_000);
  let sent = 0;
  bench.setTamper((byte, _index, direction) => {
    if (direction === 'b-to-a') return [byte];
    sent += 1;
    return sent === at + 1 ? 'cut' : [byte];
  });
  const outcome = await inFakeTime(bench.printer.print(lines));
  const paperAfterCut = bench.emulator.paper().slips.length;
  bench.setTamper(undefined);
  const again = await inFakeTime(bench.printer.print(lines));
  const slips = paperText(bench.emulator.paper());
  await inFakeTime(bench.printer.stop());
  return {
    outcome,
    paperAfterCut,
    again,
    last: slips.at(-1),
    complete: slips.slice(0, -1).some((slip) => slip.join() === expected.join()),
  };
}

describe('a cable pulled at any byte of a slip', () => {
  test(`before the slip itself (bytes 0 to ${CHECK_BYTES + RESET_BYTES - 1}): nothing printed, no paper; the next slip is whole`, async () => {
    for (let at = 0; at < CHECK_BYTES + RESET_BYTES; at += 1) {
      const { outcome, paperAfterCut, again, last } = await printWithCutAt(at);
      expect([at, outcome]).toEqual([at, { outcome: 'failed', fault: 'cable-lost' }]);
      expect(paperAfterCut).toBe(0);
      expect([at, again]).toEqual([at, { outcome: 'printed' }]);
      expect(last).toEqual(expected);
    }
  });

  test('within the slip: unknown, whatever has come out; the next slip is whole and on its own paper', async () => {
    for (let at = CHECK_BYTES + RESET_BYTES; at < CHECK_BYTES + RESET_BYTES + JOB_BYTES; at += 1) {
      const { outcome, again, last } = await printWithCutAt(at);
      expect([at, outcome]).toEqual([at, { outcome: 'unknown', fault: 'cable-lost' }]);
      expect([at, again]).toEqual([at, { outcome: 'printed' }]);
      expect([at, last]).toEqual([at, expected]);
    }
  });

  test('behind the slip: printed, because the printer has said so', async () => {
    const { outcome, complete } = await printWithCutAt(CHECK_BYTES + RESET_BYTES + JOB_BYTES);
    expect(outcome).toEqual({ outcome: 'printed' });
    expect(complete).toBe(true);
  });
});
