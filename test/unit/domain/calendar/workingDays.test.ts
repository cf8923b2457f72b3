import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addCalendarDays } from '../../../../main/domain/calendar/hallTime.ts';
import type { WorkingCalendar } from '../../../../main/domain/calendar/workingCalendar.ts';
import {
  addWorkingDays,
  countsFrom,
  countsFromInstant,
  dueOn,
  isWorkingDay,
} from '../../../../main/domain/calendar/workingDays.ts';
import autumn from '../../../fixtures/calendar/autumn2025.json' with { type: 'json' };

const calendar: WorkingCalendar = {
  validFrom: '2025-09-01',
  validUntil: '2025-12-31',
  holidays: autumn.holidays,
  makeUpWorkdays: autumn.makeUpWorkdays,
};

const day = fc.integer({ min: 0, max: 121 }).map((offset) => addCalendarDays(calendar.validFrom, offset));
const workingDays = fc.integer({ min: 0, max: 60 });

describe('the hall works', () => {
  it('on weekdays and make-up days, not on weekends and holidays', () => {
    expect(isWorkingDay(calendar, '2025-09-26')).toEqual({ ok: true, value: true });
    expect(isWorkingDay(calendar, '2025-09-27')).toEqual({ ok: true, value: false });
    expect(isWorkingDay(calendar, '2025-09-28')).toEqual({ ok: true, value: true });
    expect(isWorkingDay(calendar, '2025-10-01')).toEqual({ ok: true, value: false });
    expect(isWorkingDay(calendar, '2026-01-01')).toMatchObject({ ok: false, code: 'beyond-calendar' });
  });
});

describe('a limit', () => {
  it.each(autumn.cases)('of $workingDays working days, accepted on $acceptedOn, ends on $dueOn', (example) => {
    expect(dueOn(calendar, example.acceptedOn, example.workingDays, example.pauses)).toEqual({
      ok: true,
      value: example.dueOn,
    });
    if (example.countsFrom) {
      expect(countsFrom(calendar, example.acceptedOn)).toEqual({ ok: true, value: example.countsFrom });
    }
  });

  it('of an instant item ends the same day', () => {
    expect(dueOn(calendar, '2025-09-25', 0, [])).toEqual({ ok: true, value: '2025-09-25' });
  });

  it('accepted at or after closing time begins the next working day', () => {
    const closesAt = '17:00';
    expect(countsFromInstant(calendar, '2025-09-30T08:59:59Z', closesAt)).toEqual({ ok: true, value: '2025-09-30' });
    expect(countsFromInstant(calendar, '2025-09-30T09:00:00Z', closesAt)).toEqual({ ok: true, value: '2025-10-09' });
    expect(countsFromInstant(calendar, '2025-10-04T09:30:00Z', closesAt)).toEqual({ ok: true, value: '2025-10-09' });
  });

  it('stands still during pauses, counting overlapping ones once', () => {
    const pauses = [
      { from: '2025-10-14', to: '2025-10-16' },
      { from: '2025-10-16', to: '2025-10-18' },
    ];
    // Day 8 is Monday the 13th; Tuesday to Friday stand still; days 9 and 10 are the Monday and Tuesday after.
    expect(dueOn(calendar, '2025-09-25', 10, pauses)).toEqual({ ok: true, value: '2025-10-21' });
  });

  it('has no end while the clock stands still', () => {
    expect(dueOn(calendar, '2025-09-25', 10, [{ from: '2025-09-29' }])).toMatchObject({ ok: false, code: 'paused' });
  });

  it('is never promised where the calendar knows nothing', () => {
    expect(dueOn(calendar, '2025-12-30', 1, [])).toEqual({ ok: true, value: '2025-12-31' });
    const beyond = dueOn(calendar, '2025-12-30', 2, []);
    expect(beyond).toMatchObject({ ok: false, code: 'beyond-calendar' });
    expect(beyond.ok ? '' : beyond.message).toContain('放假安排');
    expect(dueOn(calendar, '2025-08-31', 1, [])).toMatchObject({ ok: false, code: 'before-calendar' });
    expect(countsFrom(calendar, '2026-01-04')).toMatchObject({ ok: false, code: 'beyond-calendar' });
  });
});

/** Working days after a day up to and including another, one by one. */
function worked(from: string, to: string): number {
  let count = 0;
  for (let at = addCalendarDays(from, 1); at <= to; at = addCalendarDays(at, 1)) {
    const working = isWorkingDay(calendar, at);
    if (working.ok && working.value) count += 1;
  }
  return count;
}

describe('counting working days', () => {
  it('is the inverse of adding them', () => {
    fc.assert(
      fc.property(day, workingDays, (from, days) => {
        const end = addWorkingDays(calendar, from, days);
        if (end.ok) expect(worked(from, end.value)).toBe(days);
        else expect(end.code).toBe('beyond-calendar');
      }),
    );
  });

  it('more days or a later start never end earlier', () => {
    fc.assert(
      fc.property(day, day, workingDays, workingDays, (one, other, few, more) => {
        const [early, late] = [one, other].sort() as [string, string];
        const sooner = addWorkingDays(calendar, early, Math.min(few, more));
        const later = addWorkingDays(calendar, late, Math.max(few, more));
        if (later.ok) {
          expect(sooner.ok && sooner.value <= later.value).toBe(true);
        }
      }),
    );
  });

  it('a pause never brings the end forward', () => {
    fc.assert(
      fc.property(day, workingDays, day, fc.integer({ min: 0, max: 20 }), (from, days, pausedFrom, length) => {
        const plain = dueOn(calendar, from, days, []);
        const paused = dueOn(calendar, from, days, [{ from: pausedFrom, to: addCalendarDays(pausedFrom, length) }]);
        if (paused.ok) expect(plain.ok && plain.value <= paused.value).toBe(true);
      }),
    );
  });

  it('ends on a working day', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 40 }), (from, days) => {
        const end = addWorkingDays(calendar, from, days);
        if (end.ok) expect(isWorkingDay(calendar, end.value)).toEqual({ ok: true, value: true });
      }),
    );
  });
});
