import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { absenceProblem, absenceText, missedFrom, stretchOf } from '../../../../main/domain/staff/absence.ts';

/* An absence is entered in hall days; what it means is a stretch of time. */

const whole = (from: string, to = from) => ({ from, to, half: null });

describe('the stretch of an absence', () => {
  it.each([
    ['days', whole('2026-03-16', '2026-03-18'), '2026-03-15T16:00:00.000Z', '2026-03-18T16:00:00.000Z'],
    ['a morning', { ...whole('2026-03-16'), half: 'morning' }, '2026-03-15T16:00:00.000Z', '2026-03-16T04:00:00.000Z'],
    [
      'an afternoon',
      { ...whole('2026-03-16'), half: 'afternoon' },
      '2026-03-16T04:00:00.000Z',
      '2026-03-16T16:00:00.000Z',
    ],
    [
      'the last days of a leap year February',
      whole('2028-02-28', '2028-02-29'),
      '2028-02-27T16:00:00.000Z',
      '2028-02-29T16:00:00.000Z',
    ],
  ] as const)('of %s', (_, days, begins, ends) => {
    expect(stretchOf(days)).toEqual({ begins, ends });
  });

  it('is missed from the opening of the hall on, an afternoon from noon', () => {
    expect(missedFrom(whole('2026-03-16'))).toBe('2026-03-16T01:00:00.000Z');
    expect(missedFrom({ ...whole('2026-03-16'), half: 'afternoon' })).toBe('2026-03-16T04:00:00.000Z');
  });

  it('reads as its days', () => {
    expect(absenceText(whole('2026-03-16', '2026-03-18'))).toBe('2026-03-16 至 2026-03-18');
    expect(absenceText({ ...whole('2026-03-16'), half: 'morning' })).toBe('2026-03-16 上午');
  });
});

describe('an absence', () => {
  const at = '2026-03-16T05:00:00.000Z';

  it.each([
    ['that ends before it begins', whole('2026-03-18', '2026-03-17'), 'backwards'],
    ['of half a day of several', { from: '2026-03-17', to: '2026-03-18', half: 'morning' }, 'half-of-many'],
    ['from yesterday on', whole('2026-03-15', '2026-03-17'), 'past'],
    ['of a morning that is over', { ...whole('2026-03-16'), half: 'morning' }, 'past'],
    ['of the afternoon that has begun', { ...whole('2026-03-16'), half: 'afternoon' }, null],
    ['from today on', whole('2026-03-16', '2026-03-18'), null],
  ] as const)('%s', (_, days, problem) => {
    expect(absenceProblem(days, at, [])).toBe(problem);
  });

  it('is not entered over another of the same person, however they meet', () => {
    const day = fc.integer({ min: 16, max: 28 }).map((n) => `2026-03-${n}`);
    const days = fc.tuple(day, day).map(([one, other]) => (one < other ? whole(one, other) : whole(other, one)));
    fc.assert(
      fc.property(days, days, (one, other) => {
        const meet = one.from <= other.to && other.from <= one.to;
        expect(absenceProblem(one, at, [stretchOf(other)])).toBe(meet ? 'overlaps' : null);
      }),
    );
  });
});
