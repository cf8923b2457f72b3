import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addCalendarDays, hallDate } from '../../../../main/domain/calendar/hallTime.ts';
import { lightAt, type Light } from '../../../../main/domain/calendar/light.ts';
import type { WorkingCalendar } from '../../../../main/domain/calendar/workingCalendar.ts';
import { dueOn, workingDaysBetween } from '../../../../main/domain/calendar/workingDays.ts';
import autumn from '../../../fixtures/calendar/autumn2025.json' with { type: 'json' };

const calendar: WorkingCalendar = {
  validFrom: '2025-09-01',
  validUntil: '2025-12-31',
  holidays: autumn.holidays,
  makeUpWorkdays: autumn.makeUpWorkdays,
};

/** What the light is at a hall time. */
function at(limit: { readonly on: string; readonly days: number }, time: string): Light {
  return lightAt(calendar, limit, new Date(`${time.replace(' ', 'T')}+08:00`).toISOString(), '17:00');
}

describe('the light of a limit', () => {
  it.each<[string, Light]>([
    ['2025-11-03 09:00', 'green'],
    ['2025-11-11 16:59', 'green'],
    ['2025-11-12 09:00', 'yellow'],
    ['2025-11-14 16:59', 'yellow'],
    // A free day before the last one: a working day is left.
    ['2025-11-16 10:00', 'yellow'],
    ['2025-11-17 00:00', 'red'],
    ['2025-11-17 16:59', 'red'],
    ['2025-11-17 17:00', 'black'],
    ['2025-11-18 08:00', 'black'],
  ])('of ten days that ends on Monday the 17th is at %s %s', (time, light) => {
    expect(at({ on: '2025-11-17', days: 10 }, time)).toBe(light);
  });

  it('is never green when the whole limit is two days or less, and red all day when it is none', () => {
    expect(at({ on: '2025-11-05', days: 2 }, '2025-11-03 09:00')).toBe('yellow');
    expect(at({ on: '2025-11-03', days: 0 }, '2025-11-03 09:00')).toBe('red');
  });

  it('counts make-up days and leaves holidays out', () => {
    // Until Thursday the 9th: the Sunday that is worked, Monday, Tuesday, and the day itself behind the holidays.
    expect(workingDaysBetween(calendar, '2025-09-27', '2025-10-09')).toBe(4);
    expect(at({ on: '2025-10-09', days: 9 }, '2025-09-29 09:00')).toBe('yellow');
    expect(at({ on: '2025-10-09', days: 9 }, '2025-09-27 09:00')).toBe('green');
  });

  it('only ever comes nearer to black, and is red on no day but the last', () => {
    const order: readonly Light[] = ['green', 'yellow', 'red', 'black'];
    const minutes = fc.integer({ min: 0, max: 60 * 24 * 60 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 }), minutes, minutes, (days, one, other) => {
        const due = dueOn(calendar, '2025-09-03', days, []);
        if (!due.ok) throw new Error(due.code);
        const limit = { on: due.value, days };
        const [early, late] = [one, other]
          .toSorted((a, b) => a - b)
          .map((minute) => new Date(Date.parse('2025-09-03T08:00:00+08:00') + minute * 60_000).toISOString())
          .map((instant) => [instant, lightAt(calendar, limit, instant, '17:00')] as const) as [
          readonly [string, Light],
          readonly [string, Light],
        ];
        expect(order.indexOf(early[1])).toBeLessThanOrEqual(order.indexOf(late[1]));
        for (const [instant, light] of [early, late]) if (light === 'red') expect(hallDate(instant)).toBe(due.value);
      }),
    );
  });
});

describe('working days between two days', () => {
  it('are those that adding them needs, and none backwards', () => {
    const day = fc.integer({ min: 0, max: 90 }).map((offset) => addCalendarDays('2025-09-01', offset));
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 20 }), (from, days) => {
        const end = dueOn(calendar, from, days, []);
        const start = dueOn(calendar, from, 0, []);
        if (!end.ok || !start.ok) return;
        expect(workingDaysBetween(calendar, start.value, end.value)).toBe(days);
        expect(workingDaysBetween(calendar, end.value, start.value)).toBe(0);
      }),
    );
  });
});
