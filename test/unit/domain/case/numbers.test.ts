import fc from 'fast-check';
import { expect, it } from 'vitest';
import { caseNumber, slipNumber, takenCaseNumber, takenSlipNumber } from '../../../../main/domain/case/numbers.ts';
import { slipKinds } from '../../../../main/domain/slip/slip.ts';

const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const window = fc.integer({ min: 0, max: 99 }).map((number) => String(number).padStart(2, '0'));
const serial = fc.integer({ min: 1, max: 20_000 });

it('writes numbers as the hall does', () => {
  expect(slipNumber('SL', '2026-11-21', '03', 7)).toBe('SL2026112103-0007');
  expect(caseNumber('990000', '2026-11-21', '03', 7)).toBe('990000001202611210030007');
});

it('reads from a number what it was taken from', () => {
  fc.assert(
    fc.property(fc.constantFrom(...slipKinds), day, window, serial, (kind, on, at, taken) => {
      expect(takenSlipNumber(slipNumber(kind, on, at, taken))).toEqual({ kind, day: on, window: at, serial: taken });
      expect(takenCaseNumber(caseNumber('990000', on, at, taken))).toEqual({
        kind: 'case',
        day: on,
        window: at,
        serial: taken,
      });
    }),
  );
});

it.each(['', 'SL2026112103', 'XX2026112103-0007', '（打印时编号）'])('takes %j for no number', (text) => {
  expect(takenSlipNumber(text)).toBeNull();
  expect(takenCaseNumber(text)).toBeNull();
});
