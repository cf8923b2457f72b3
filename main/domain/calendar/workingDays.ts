import { ok } from '../result.ts';
import type { Result } from '../result.ts';
import { addCalendarDays, hallDate, hallDateTime, hallTimeOfDay, isHallDate, isWeekend } from './hallTime.ts';
import type { WorkingCalendar } from './workingCalendar.ts';

/** Why no date can be promised, and how the teller is told. */
export const calendarProblems = {
  'before-calendar': '该日期早于工作日历的起始日期，无法计算期限，请联系管理员',
  'beyond-calendar': '期限超出工作日历的有效期，不能承诺具体日期，请联系管理员导入新一年的放假安排',
  paused: '办件计时尚未恢复，恢复后才能确定到期日',
} as const satisfies Record<string, string>;

/** Code of a problem in {@link calendarProblems}. */
export type CalendarProblem = keyof typeof calendarProblems;

/** A hall date `YYYY-MM-DD`, or the reason why there is none. */
export type CalendarAnswer = Result<string, { code: CalendarProblem; message: string }>;

/**
 * Hall dates on which the clock of a case stands still, both included. Without `to` it still stands.
 */
export interface Pause {
  readonly from: string;
  readonly to?: string;
}

/** A stretch between two UTC instants (ISO 8601); without `until` it still lasts. */
export interface PausedStretch {
  readonly from: string;
  readonly until: string | null;
}

/**
 * The days that stretches leave out: those at whose close (`HH:mm`, hall time) the case stood still. A stretch between two
 * closes leaves out none.
 */
export function pausedDays(stretches: readonly PausedStretch[], closesAt: string): Pause[] {
  const close = `${closesAt}:00`;
  const isAfterClose = (instant: string): boolean => hallDateTime(instant).slice('YYYY-MM-DD '.length) > close;
  return stretches.flatMap(({ from, until }) => {
    const first = isAfterClose(from) ? addCalendarDays(hallDate(from), 1) : hallDate(from);
    if (until === null) return [{ from: first }];
    const last = isAfterClose(until) ? hallDate(until) : addCalendarDays(hallDate(until), -1);
    return first <= last ? [{ from: first, to: last }] : [];
  });
}

function refuse(code: CalendarProblem): CalendarAnswer {
  return { ok: false, code, message: calendarProblems[code] };
}

/** Which side of the calendar a date lies on, or null inside. Throws on a text that is no date: that is a bug. */
function outside(calendar: WorkingCalendar, date: string): CalendarProblem | null {
  if (!isHallDate(date)) throw new Error(`not a hall date: ${date}`);
  if (date < calendar.validFrom) return 'before-calendar';
  return date > calendar.validUntil ? 'beyond-calendar' : null;
}

function works(calendar: WorkingCalendar, date: string): boolean {
  if (calendar.makeUpWorkdays.includes(date)) return true;
  return !isWeekend(date) && !calendar.holidays.includes(date);
}

/** Walks on from the day after `from` until `counts` has been true `days` times; `from` itself when `days` is 0. */
function walk(calendar: WorkingCalendar, from: string, days: number, counts: (day: string) => boolean): CalendarAnswer {
  if (!Number.isInteger(days) || days < 0) throw new Error(`not a number of days: ${String(days)}`);
  const problem = outside(calendar, from);
  if (problem) return refuse(problem);
  let day = from;
  for (let left = days; left > 0;) {
    day = addCalendarDays(day, 1);
    if (day > calendar.validUntil) return refuse('beyond-calendar');
    if (counts(day)) left -= 1;
  }
  return ok(day);
}

/** Whether the hall works on a hall date, or the reason why the calendar cannot say. */
export function isWorkingDay(
  calendar: WorkingCalendar,
  date: string,
): Result<boolean, { code: CalendarProblem; message: string }> {
  const problem = outside(calendar, date);
  return problem ? { ok: false, code: problem, message: calendarProblems[problem] } : ok(works(calendar, date));
}

/**
 * The `days`-th working day after `from`, which is day 0 and need not be a working day itself. Refuses to count from
 * before the calendar or into days it knows nothing about.
 */
export function addWorkingDays(calendar: WorkingCalendar, from: string, days: number): CalendarAnswer {
  return walk(calendar, from, days, (day) => works(calendar, day));
}

/** Working days of a calendar up to and including each of its days, in their order. Made once: lists ask for every row. */
const countedDays = new WeakMap<WorkingCalendar, ReadonlyMap<string, number>>();

function countsOf(calendar: WorkingCalendar): ReadonlyMap<string, number> {
  const made = countedDays.get(calendar);
  if (made) return made;
  const counts = new Map<string, number>();
  let count = 0;
  for (let day = calendar.validFrom; day <= calendar.validUntil; day = addCalendarDays(day, 1)) {
    if (works(calendar, day)) count += 1;
    counts.set(day, count);
  }
  countedDays.set(calendar, counts);
  return counts;
}

/** Working days after a hall date up to and including another; 0 when that is not after it. Days outside of the calendar follow the week. */
export function workingDaysBetween(calendar: WorkingCalendar, from: string, to: string): number {
  const counts = countsOf(calendar);
  const [before, upTo] = [counts.get(from), counts.get(to)];
  if (before !== undefined && upTo !== undefined) return Math.max(0, upTo - before);
  let count = 0;
  for (let day = addCalendarDays(from, 1); day <= to; day = addCalendarDays(day, 1))
    if (works(calendar, day)) count += 1;
  return count;
}

/** Day 0 of what is accepted on a hall date: that day, or the next working day when the hall does not work on it. */
export function countsFrom(calendar: WorkingCalendar, acceptedOn: string): CalendarAnswer {
  const working = isWorkingDay(calendar, acceptedOn);
  if (!working.ok) return working;
  return working.value ? ok(acceptedOn) : addWorkingDays(calendar, acceptedOn, 1);
}

/**
 * Day 0 of what is accepted at a UTC instant (ISO 8601): at or after closing time (`HH:mm`, hall time) it counts as
 * accepted on the next working day.
 */
export function countsFromInstant(calendar: WorkingCalendar, acceptedAt: string, closesAt: string): CalendarAnswer {
  const date = hallDate(acceptedAt);
  return hallTimeOfDay(acceptedAt) >= closesAt ? addWorkingDays(calendar, date, 1) : countsFrom(calendar, date);
}

/** Whether a hall date is over at a UTC instant (ISO 8601): it ends for the hall with its closing time (`HH:mm`, hall time). */
export function isOver(day: string, at: string, closesAt: string): boolean {
  const today = hallDate(at);
  return today > day || (today === day && hallTimeOfDay(at) >= closesAt);
}

/**
 * The last day of a limit of `workingDays` for what was accepted on `acceptedOn`: day 1 is the working day after day 0,
 * days inside a pause do not count, however many pauses cover them. 0 working days = due on day 0 (instant items), or on the first
 * day that counts after a pause over it.
 */
export function dueOn(
  calendar: WorkingCalendar,
  acceptedOn: string,
  workingDays: number,
  pauses: readonly Pause[],
): CalendarAnswer {
  const start = countsFrom(calendar, acceptedOn);
  if (!start.ok) return start;
  if (pauses.some((pause) => pause.to === undefined)) return refuse('paused');
  const paused = (day: string): boolean => pauses.some(({ from, to }) => from <= day && to !== undefined && day <= to);
  const days = workingDays === 0 && paused(start.value) ? 1 : workingDays;
  return walk(calendar, start.value, days, (day) => works(calendar, day) && !paused(day));
}
