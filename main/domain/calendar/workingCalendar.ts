import { z } from 'zod';
import { addCalendarDays, isHallDate, isWeekend } from './hallTime.ts';

const hallDay = z.iso.date('应为真实日期，如 2026-10-01');

/**
 * Which days the hall works. Weekends are free unless listed as make-up workdays; what is not listed between
 * `validFrom` and `validUntil` follows the week, and outside of them nothing is known.
 */
export interface WorkingCalendar {
  /** First and last hall date (`YYYY-MM-DD`) the calendar speaks for. */
  readonly validFrom: string;
  readonly validUntil: string;
  readonly holidays: readonly string[];
  readonly makeUpWorkdays: readonly string[];
}

/** One holiday of a yearly arrangement, with how sure the dates are. */
const holidaySchema = z.strictObject({
  name: z.string().min(1),
  /** First and last free day, both included. */
  from: hallDay,
  to: hallDay,
  makeUpWorkdays: z.array(hallDay).default([]),
  /** `checked` by the administrator against the published notice, or `unchecked`. */
  certainty: z.enum(['checked', 'unchecked']),
});

/** No arrangement has free days for a month on end. */
const LONGEST_HOLIDAY_DAYS = 31;

type Holiday = z.infer<typeof holidaySchema>;

/** Something that contradicts itself in a file, with the path of the offending value. */
interface Contradiction {
  readonly path: (string | number)[];
  readonly message: string;
}

/** The free days of a holiday; none of one whose ends are too far apart to be meant. */
function daysOf(holiday: Holiday): string[] {
  const days: string[] = [];
  if (addCalendarDays(holiday.from, LONGEST_HOLIDAY_DAYS) <= holiday.to) return days;
  for (let day = holiday.from; day <= holiday.to; day = addCalendarDays(day, 1)) days.push(day);
  return days;
}

/** A year's arrangement speaks of that year, and of the last December: New Year's days off may begin there. */
function isOfYear(year: number, day: string): boolean {
  return day >= `${year - 1}-12-01` && day <= `${year}-12-31`;
}

function contradictions(year: number, holidays: readonly Holiday[]): Contradiction[] {
  const found: Contradiction[] = [];
  const free = new Set(holidays.flatMap(daysOf));
  const seen = new Set<string>();
  holidays.forEach((holiday, index) => {
    const at = (key: string): (string | number)[] => ['holidays', index, key];
    if (holiday.from > holiday.to) found.push({ path: at('to'), message: '假期最后一天早于第一天' });
    else if (daysOf(holiday).length === 0) found.push({ path: at('to'), message: '假期不会超过一个月' });
    for (const key of ['from', 'to'] as const) {
      if (!isOfYear(year, holiday[key])) found.push({ path: at(key), message: `假期不在 ${year} 年` });
    }
    for (const day of daysOf(holiday)) {
      if (seen.has(day)) found.push({ path: at('from'), message: `${day} 重复列入假期` });
      seen.add(day);
    }
    for (const day of holiday.makeUpWorkdays) {
      const path = at('makeUpWorkdays');
      if (free.has(day)) found.push({ path, message: `${day} 既是假期又是调休工作日` });
      else if (!isWeekend(day)) found.push({ path, message: `${day} 不是周末，不能列为调休工作日` });
      else if (!isOfYear(year, day)) found.push({ path, message: `${day} 不在 ${year} 年` });
    }
  });
  return found;
}

/** The working days of one year (`calendar/2026.yaml`): holidays by name, each with its make-up workdays. */
export const calendarYearSchema = z
  .strictObject({
    /** The year the arrangement was published for. */
    year: z.int('应为年份，如 2026').min(2020, '应为年份，如 2026').max(2199, '应为年份，如 2026'),
    version: z.string().min(1),
    source: z.string().min(1),
    holidays: z.array(holidaySchema).min(1),
  })
  .superRefine((file, context) => {
    // A day that does not exist has been refused above; nothing can be counted with it.
    const days = file.holidays.flatMap((holiday) => [holiday.from, holiday.to, ...holiday.makeUpWorkdays]);
    if (!days.every(isHallDate)) return;
    for (const issue of contradictions(file.year, file.holidays)) context.addIssue({ code: 'custom', ...issue });
  });

/** A checked year. */
export type CalendarYear = z.infer<typeof calendarYearSchema>;

/** What is wrong between the years, with the year whose file has to change. */
export interface CalendarYearProblem {
  readonly year: number;
  /** Chinese. */
  readonly message: string;
}

/** What contradicts itself between checked years: no year twice, none left out, no day both free and worked. */
export function calendarYearProblems(years: readonly CalendarYear[]): readonly CalendarYearProblem[] {
  const sorted = years.toSorted((one, other) => one.year - other.year);
  return sorted.flatMap(({ year, holidays }, index) => {
    const before = sorted[index - 1];
    if (!before) return [];
    if (before.year === year) return [{ year, message: `${year} 年有两个文件` }];
    if (before.year + 1 !== year) return [{ year, message: `缺 ${before.year + 1} 年的文件，年份要连着` }];
    const free = new Set(before.holidays.flatMap(daysOf));
    const worked = new Set(before.holidays.flatMap(({ makeUpWorkdays }) => makeUpWorkdays));
    return [
      ...holidays.flatMap(daysOf).filter((day) => worked.has(day)),
      ...holidays.flatMap(({ makeUpWorkdays }) => makeUpWorkdays).filter((day) => free.has(day)),
    ].map((day) => ({ year, message: `${day} 在 ${before.year} 年和 ${year} 年的文件里不一致` }));
  });
}

/** The calendar that the rules count with, from checked years that {@link calendarYearProblems} finds nothing wrong with. */
export function workingCalendarOf(years: readonly CalendarYear[]): WorkingCalendar {
  const numbers = years.map(({ year }) => year);
  const holidays = years.flatMap((year) => year.holidays);
  return {
    validFrom: `${Math.min(...numbers)}-01-01`,
    validUntil: `${Math.max(...numbers)}-12-31`,
    holidays: holidays.flatMap(daysOf),
    makeUpWorkdays: holidays.flatMap(({ makeUpWorkdays }) => makeUpWorkdays),
  };
}
