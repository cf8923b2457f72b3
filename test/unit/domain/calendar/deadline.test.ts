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
  it('counts from the hall day of the act, whatever day it is elsewhere, and from the next working day after closing', () => {
    // 2026-11-20 is a Friday; 08:59 UTC is a minute before the hall closes, 16:30 UTC half past midnight on Saturday.
    for (const [at, on] of [
      ['2026-11-20T08:59:59Z', '2026-11-27'],
      ['2026-11-20T09:00:00Z', '2026-11-30'],
      ['2026-11-20T16:30:00Z', '2026-11-30'],
    ] as const) {
      expect(supplementDeadline(calendar, timed, at, '17:00')).toEqual({ on });
    }
    expect(promisedDeadline(calendar, timed, '2026-11-20T08:59:59Z', '17:00')).toEqual({ on: '2026-12-04' });
    expect(promisedDeadline(calendar, timed, '2026-11-20T09:00:00Z', '17:00')).toEqual({ on: '2026-12-07' });
  });

  it('of an instant item is the same day, or the next working day when the hall is closed', () => {
    for (const [at, on] of [
      ['2026-11-20T08:59:59Z', '2026-11-20'],
      ['2026-11-20T09:00:00Z', '2026-11-23'],
      // A Sunday, and a day of the holidays.
      ['2026-11-22T02:00:00Z', '2026-11-23'],
      ['2026-10-02T02:00:00Z', '2026-10-08'],
    ] as const) {
      expect(promisedDeadline(calendar, instant, at, '17:00')).toEqual({ on });
    }
    expect(promisedDeadline(calendar, instant, '2027-03-01T02:00:00Z', '17:00')).toEqual({
      unknown: 'beyond-calendar',
    });
  });

  it('leaves out the days at whose close the case stood still, and is none while it stands', () => {
    const at = '2026-11-20T02:00:00Z';
    const delayed = (from: string, until: string | null) =>
      promisedDeadline(calendar, timed, at, '17:00', { pauses: [{ from, until }], extension: 0 });
    // From Friday 15:00 to Monday 10:00: Friday is day 0, and no close of Monday was missed.
    expect(delayed('2026-11-20T07:00:00Z', '2026-11-23T02:00:00Z')).toEqual({ on: '2026-12-04' });
    expect(delayed('2026-11-27T07:00:00Z', '2026-11-30T02:00:00Z')).toEqual({ on: '2026-12-07' });
    expect(delayed('2026-11-24T08:59:59Z', '2026-11-25T01:00:00Z')).toEqual({ on: '2026-12-07' });
    expect(delayed('2026-11-24T09:00:01Z', '2026-11-25T08:59:59Z')).toEqual({ on: '2026-12-04' });
    expect(delayed('2026-11-24T01:00:00Z', null)).toEqual({ unknown: 'paused' });
  });

  it('that the calendar does not know says why', () => {
    const none = { unknown: 'beyond-calendar' };
    expect(supplementDeadline(calendar, timed, '2026-12-25T02:00:00Z', '17:00')).toEqual(none);
    expect(promisedDeadline(calendar, timed, '2026-12-31T10:00:00Z', '17:00')).toEqual(none);
    expect(supplementDeadline(calendar, timed, '2025-12-25T02:00:00Z', '17:00')).toEqual({
      unknown: 'before-calendar',
    });
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
