import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addCalendarDays } from '../../../../main/domain/calendar/hallTime.ts';
import { isValidOn, validUntil } from '../../../../main/domain/calendar/validity.ts';

describe('what is issued for years', () => {
  it.each([
    ['2012-05-10', 5, '2017-05-09'],
    ['2026-01-01', 1, '2026-12-31'],
    ['2025-03-01', 3, '2028-02-29'],
    ['2024-02-29', 1, '2025-02-28'],
    // Also where the day exists again.
    ['2024-02-29', 4, '2028-02-28'],
    ['2024-02-28', 1, '2025-02-27'],
  ])('on %s for %i years ends on %s', (issuedOn, years, end) => {
    expect(validUntil(issuedOn, years)).toBe(end);
  });

  it('is valid from its day to its last one, and what begins the day after leaves no day between', () => {
    const day = fc.integer({ min: 0, max: 20_000 }).map((offset) => addCalendarDays('1999-12-31', offset));
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 50 }), (from, years) => {
        const until = validUntil(from, years);
        const days = [addCalendarDays(from, -1), from, until, addCalendarDays(until, 1)];
        expect(days.map((one) => isValidOn({ from, until }, one))).toEqual([false, true, true, false]);
        expect(validUntil(addCalendarDays(until, 1), years) > until).toBe(true);
      }),
    );
  });
});
