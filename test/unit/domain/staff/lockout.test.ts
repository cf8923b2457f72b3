import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lockMs } from '../../../../main/domain/staff/lockout.ts';

const SECOND = 1_000;

it.each([
  [0, 0],
  [1, 0],
  [4, 0],
  [5, 15 * SECOND],
  [6, 30 * SECOND],
  [7, 60 * SECOND],
  [10, 480 * SECOND],
  [11, 900 * SECOND],
  [12, 900 * SECOND],
  [5_000, 900 * SECOND],
])('after %i wrong passwords the account rests %i ms', (failures, rest) => {
  expect(lockMs(failures)).toBe(rest);
});

it('never gets shorter with more failures and never keeps a teller out longer than a quarter of an hour', () => {
  fc.assert(
    fc.property(fc.nat(10_000), (failures) => {
      expect(lockMs(failures + 1)).toBeGreaterThanOrEqual(lockMs(failures));
      expect(lockMs(failures)).toBeLessThanOrEqual(900 * SECOND);
    }),
  );
});
