import { describe, expect, it } from 'vitest';
import {
  calendarYearProblems,
  calendarYearSchema,
  workingCalendarOf,
} from '../../../../main/domain/calendar/workingCalendar.ts';
import { addWorkingDays, isWorkingDay } from '../../../../main/domain/calendar/workingDays.ts';

const holiday = { name: '国庆节', from: '2026-10-01', to: '2026-10-07', certainty: 'checked' };
const file = { year: 2026, version: '1', source: '测试', holidays: [{ ...holiday, makeUpWorkdays: ['2026-10-10'] }] };
const newYear = { name: '元旦', from: '2026-12-31', to: '2027-01-02', certainty: 'checked' };
const next = { year: 2027, version: '1', source: '测试', holidays: [{ ...newYear, makeUpWorkdays: ['2026-12-27'] }] };
const year = (content: object) => calendarYearSchema.parse(content);

describe('the file of a year', () => {
  it('becomes the calendar the rules count with', () => {
    const calendar = workingCalendarOf([year(file)]);
    expect([calendar.validFrom, calendar.validUntil]).toEqual(['2026-01-01', '2026-12-31']);
    expect(calendar.holidays).toHaveLength(7);
    expect(addWorkingDays(calendar, '2026-09-30', 3)).toEqual({ ok: true, value: '2026-10-10' });
  });

  it.each([
    ['a make-up day inside a holiday', { ...holiday, makeUpWorkdays: ['2026-10-03'] }, '既是假期又是调休工作日'],
    ['a make-up day in the week', { ...holiday, makeUpWorkdays: ['2026-10-09'] }, '不是周末'],
    ['a make-up day of another year', { ...holiday, makeUpWorkdays: ['2027-10-09'] }, '不在 2026 年'],
    ['an end before the start', { ...holiday, to: '2026-09-30' }, '早于第一天'],
    ['a holiday of another year', { ...holiday, from: '2027-10-01', to: '2027-10-07' }, '不在 2026 年'],
    ['a holiday that does not end', { ...holiday, to: '2026-12-31' }, '不会超过一个月'],
    ['no such day', { ...holiday, from: '2026-09-31' }, '真实日期'],
  ])('is refused with %s', (_what, broken, message) => {
    const result = calendarYearSchema.safeParse({ ...file, holidays: [broken] });
    expect(result.success).toBe(false);
    expect(JSON.stringify(result.error?.issues)).toContain(message);
  });

  it('is refused with the same day in two holidays', () => {
    const result = calendarYearSchema.safeParse({ ...file, holidays: [holiday, { ...holiday, name: '中秋节' }] });
    expect(JSON.stringify(result.error?.issues)).toContain('重复列入假期');
  });
});

describe('the years together', () => {
  it('are one calendar, also where New Year begins in December', () => {
    const years = [year(next), year(file)];
    expect(calendarYearProblems(years)).toEqual([]);
    const calendar = workingCalendarOf(years);
    expect([calendar.validFrom, calendar.validUntil]).toEqual(['2026-01-01', '2027-12-31']);
    expect(isWorkingDay(calendar, '2026-12-31')).toEqual({ ok: true, value: false });
    expect(isWorkingDay(calendar, '2026-12-27')).toEqual({ ok: true, value: true });
    expect(addWorkingDays(calendar, '2026-12-30', 1)).toEqual({ ok: true, value: '2027-01-04' });
  });

  it.each([
    ['a year that is left out', [year(file), { ...year(next), year: 2028 }], [{ year: 2028, message: /缺 2027 年/ }]],
    ['a year twice', [year(file), year(file)], [{ year: 2026, message: /两个文件/ }]],
    [
      'a day that is free in one and worked in the other',
      [year({ ...file, holidays: [{ ...newYear, from: '2026-12-26', to: '2026-12-27' }] }), year(next)],
      [{ year: 2027, message: /^2026-12-27 .*不一致/ }],
    ],
  ])('are refused with %s', (_what, years, problems) => {
    expect(calendarYearProblems(years)).toEqual(
      problems.map(({ message, ...rest }) => ({ ...rest, message: expect.stringMatching(message) as string })),
    );
  });
});
