import { describe, expect, it } from 'vitest';
import {
  calendarReach,
  deadlineDay,
  deadlineSchema,
  promisedDeadline,
  supplementDeadline,
} from '../../../../main/domain/calendar/deadline.ts';
import { calendarYearSchema, workingCalendarOf } from '../../../../main/domain/calendar/workingCalendar.ts';

const calendar = workingCalendarOf([
  calendarYearSchema.parse({
    year: 2026,
    version: '1',
    source: '测试',
    holidays: [{ name: '国庆节', from: '2026-10-01', to: '2026-10-07', certainty: 'checked' }],
  }),
]);
const timed = { promisedLimit: { kind: 'working-days', days: 10 }, supplementDays: 5 } as const;
const instant = { promisedLimit: { kind: 'instant' }, supplementDays: 5 } as const;

describe('a deadline', () => {
  it('counts from the hall day of the act, whatever day it is elsewhere', () => {
    // 2026-11-20 is a Friday; 16:30 UTC is half past midnight on Saturday at the hall.
    expect(supplementDeadline(calendar, timed, '2026-11-20T15:30:00Z')).toEqual({ on: '2026-11-27' });
    expect(supplementDeadline(calendar, timed, '2026-11-20T16:30:00Z')).toEqual({ on: '2026-11-30' });
    expect(promisedDeadline(calendar, timed, '2026-11-20T08:59:59Z', '17:00')).toEqual({ on: '2026-12-04' });
    expect(promisedDeadline(calendar, timed, '2026-11-20T09:00:00Z', '17:00')).toEqual({ on: '2026-12-07' });
  });

  it('of an instant item is the same day, also beyond the calendar', () => {
    expect(promisedDeadline(calendar, instant, '2027-03-01T02:00:00Z', '17:00')).toEqual({ on: '2027-03-01' });
  });

  it('that the calendar does not know says why', () => {
    expect(supplementDeadline(calendar, timed, '2026-12-25T02:00:00Z')).toEqual({ unknown: 'beyond-calendar' });
    expect(promisedDeadline(calendar, timed, '2026-12-31T10:00:00Z', '17:00')).toEqual({ unknown: 'beyond-calendar' });
    expect(supplementDeadline(calendar, timed, '2025-12-25T02:00:00Z')).toEqual({ unknown: 'before-calendar' });
    expect(deadlineDay({ unknown: 'beyond-calendar' })).toBe(null);
    expect(deadlineDay({ on: '2026-11-27' })).toBe('2026-11-27');
  });

  it('is read back as it was stored, and nothing else is one', () => {
    for (const stored of [{ on: '2026-11-27' }, { unknown: 'paused' }])
      expect(deadlineSchema.parse(stored)).toEqual(stored);
    for (const wrong of ['2026-11-27', null, {}, { unknown: 'other' }]) {
      expect(deadlineSchema.safeParse(wrong).success).toBe(false);
    }
  });
});

it('a calendar is short from sixty days before its end, and over the day after it', () => {
  expect(
    ['2026-01-01', '2026-11-01', '2026-11-02', '2026-12-31', '2027-01-01', '2025-12-31'].map((today) =>
      calendarReach(calendar, today),
    ),
  ).toEqual(['ample', 'ample', 'short', 'short', 'over', 'over']);
});
