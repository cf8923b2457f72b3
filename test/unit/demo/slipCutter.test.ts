import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSlipCutter } from '../../../main/demo/devices/slipCutter.ts';

const RESET = [0x1b, 0x40];
const QUESTION = [0x10, 0x04, 0x01];

/** Sends bytes to the printer until the cable is cut; tells after how many. */
function crossing(cutter: ReturnType<typeof createSlipCutter>, bytes: readonly number[]): number | 'whole' {
  for (const [index, byte] of bytes.entries()) {
    if (cutter.tamper(byte, index, 'a-to-b') === 'cut') return index;
  }
  return 'whole';
}

test('a cable that nobody wants to cut carries everything', () => {
  const cuts: string[] = [];
  const cutter = createSlipCutter(() => cuts.push('cut'));
  expect(crossing(cutter, [...RESET, ...Array<number>(1_000).fill(0x41)])).toBe('whole');
  cutter.arm(10);
  cutter.arm(null);
  expect(crossing(cutter, [...RESET, ...Array<number>(1_000).fill(0x41)])).toBe('whole');
  expect(cuts).toEqual([]);
});

test('the cable is cut once, so many bytes behind the reset, whatever is asked in between and was sent before', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.nat({ max: 300 }),
      fc.array(fc.nat({ max: 80 }), { maxLength: 6 }),
      (after, filler, questions) => {
        let cuts = 0;
        const cutter = createSlipCutter(() => (cuts += 1));
        cutter.arm(after);
        const slip = Array<number>(80).fill(0x41);
        // From the last place on, so that the earlier ones stay where they are.
        for (const place of questions.toSorted((one, other) => other - one)) slip.splice(place, 0, ...QUESTION);
        const before = [...QUESTION, ...Array<number>(filler).fill(0), ...RESET];
        const at = crossing(cutter, [...before, ...slip]);
        expect(cuts).toBe(1);
        const crossed = slip.slice(0, Number(at) + 1 - before.length).filter((byte) => byte === 0x41);
        expect(crossed).toHaveLength(after);
        expect(crossing(cutter, [...RESET, ...slip])).toBe('whole');
      },
    ),
  );
});

test('what the printer answers does not count', () => {
  const cutter = createSlipCutter(() => undefined);
  cutter.arm(3);
  expect(crossing(cutter, RESET)).toBe('whole');
  for (let index = 2; index < 500; index += 1) expect(cutter.tamper(0x12, index, 'b-to-a')).toEqual([0x12]);
  expect([0x41, 0x41, 0x41].map((byte, index) => cutter.tamper(byte, 500 + index, 'a-to-b'))).toEqual([
    [0x41],
    [0x41],
    'cut',
  ]);
});
