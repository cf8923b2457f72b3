import { z } from 'zod';
import { addCalendarDays, isHallDate, isWeekend } from './hallTime.ts';

const hallDay = z.iso.date('应为真实日期，如 2026-10-01');

/**
 * Which days the hall works. Weekends are free unless listed as make-up workdays; what is not listed between
 * `validFrom` and `validUntil` follows the week, and outside of them nothing is known.
 */
export interface WorkingCalendar {
  readonly version: string;
  readonly source: string;
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

type Holiday = z.infer<typeof holidaySchema>;

function daysOf(holiday: Holiday): string[] {
  const days: string[] = [];
  for (let day = holiday.from; day <= holiday.to; day = addCalendarDays(day, 1)) days.push(day);
  return days;
}

/** What contradicts itself in the list of holidays: each with the path of the offending value. */
function contradictions(file: {
  validFrom: string;
  validUntil: string;
  holidays: readonly Holiday[];
}): { path: (string | number)[]; message: string }[] {
  const found: { path: (string | number)[]; message: string }[] = [];
  const free = new Set(file.holidays.flatMap(daysOf));
  const seen = new Set<string>();
  const outside = (day: string): boolean => day < file.validFrom || day > file.validUntil;
  if (file.validFrom > file.validUntil) found.push({ path: ['validUntil'], message: '截止日期早于开始日期' });
  file.holidays.forEach((holiday, index) => {
    const at = (key: string): (string | number)[] => ['holidays', index, key];
    if (holiday.from > holiday.to) found.push({ path: at('to'), message: '假期最后一天早于第一天' });
    if (outside(holiday.from)) found.push({ path: at('from'), message: '假期不在日历有效期内' });
    if (outside(holiday.to)) found.push({ path: at('to'), message: '假期不在日历有效期内' });
    for (const day of daysOf(holiday)) {
      if (seen.has(day)) found.push({ path: at('from'), message: `${day} 重复列入假期` });
      seen.add(day);
    }
    for (const day of holiday.makeUpWorkdays) {
      const path = at('makeUpWorkdays');
      if (free.has(day)) found.push({ path, message: `${day} 既是假期又是调休工作日` });
      else if (!isWeekend(day)) found.push({ path, message: `${day} 不是周末，不能列为调休工作日` });
      else if (outside(day)) found.push({ path, message: `${day} 不在日历有效期内` });
    }
  });
  return found;
}

/** The calendar file (`calendar.yaml`): holidays by name, each with its make-up workdays, checked for contradictions. */
export const workingCalendarFileSchema = z
  .strictObject({
    version: z.string().min(1),
    source: z.string().min(1),
    validFrom: hallDay,
    validUntil: hallDay,
    holidays: z.array(holidaySchema).min(1),
  })
  .superRefine((file, context) => {
    // A day that does not exist has been refused above; nothing can be counted with it.
    const days = file.holidays.flatMap((holiday) => [holiday.from, holiday.to, ...holiday.makeUpWorkdays]);
    if (![file.validFrom, file.validUntil, ...days].every(isHallDate)) return;
    for (const issue of contradictions(file)) context.addIssue({ code: 'custom', ...issue });
  });

/** The calendar that the rules count with, from a checked calendar file. */
export function workingCalendarOf(file: z.infer<typeof workingCalendarFileSchema>): WorkingCalendar {
  return {
    version: file.version,
    source: file.source,
    validFrom: file.validFrom,
    validUntil: file.validUntil,
    holidays: file.holidays.flatMap(daysOf),
    makeUpWorkdays: file.holidays.flatMap((holiday) => holiday.makeUpWorkdays),
  };
}
