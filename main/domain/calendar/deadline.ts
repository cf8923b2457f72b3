import { z } from 'zod';
import type { ServiceItem } from '../catalogue/item.ts';
import { limitDays } from '../catalogue/limit.ts';
import { addCalendarDays, hallDate, instantOfHallTime } from './hallTime.ts';
import {
  addWorkingDays,
  calendarProblems,
  countsFromInstant,
  dueOn,
  pausedDays,
  type CalendarAnswer,
  type PausedStretch,
} from './workingDays.ts';
import type { WorkingCalendar } from './workingCalendar.ts';
import { keysOf } from '../keysOf.ts';

const problemCodes = keysOf(calendarProblems);

/** The day something must be done by (hall date `YYYY-MM-DD`), or why no day can be named. */
export const deadlineSchema = z.union([z.object({ on: z.string() }), z.object({ unknown: z.enum(problemCodes) })]);

/** See {@link deadlineSchema}. */
export type Deadline = Readonly<z.infer<typeof deadlineSchema>>;

/** The day of a deadline; null when none could be named. */
export function deadlineDay(deadline: Deadline): string | null {
  return 'on' in deadline ? deadline.on : null;
}

function deadlineOf(answer: CalendarAnswer): Deadline {
  return answer.ok ? { on: answer.value } : { unknown: answer.code };
}

/**
 * Until when a citizen told at a UTC instant (ISO 8601) may bring what is missing. The day of the notice does not count; one that
 * goes out after closing time (`HH:mm`, hall time) is of the next working day.
 */
export function supplementDeadline(
  calendar: WorkingCalendar,
  item: Pick<ServiceItem, 'supplementDays'>,
  toldAt: string,
  closesAt: string,
): Deadline {
  return limitEnd(calendar, item.supplementDays, toldAt, closesAt, []);
}

/**
 * Until when what was left out of an acceptance at a UTC instant (ISO 8601) may follow: so many working days, counted like every
 * limit.
 */
export function followDeadline(
  calendar: WorkingCalendar,
  workingDays: number,
  acceptedAt: string,
  closesAt: string,
): Deadline {
  return limitEnd(calendar, workingDays, acceptedAt, closesAt, []);
}

/** UTC instant (ISO 8601) from which a deadline is over: the close of its day (`HH:mm`, hall time). Null when it names none. */
export function deadlineEnd(deadline: Deadline, closesAt: string): string | null {
  const day = deadlineDay(deadline);
  return day === null ? null : instantOfHallTime(`${day}T${closesAt}:00.000`);
}

/** The next working day after the hall day of a UTC instant (ISO 8601): whatever its hour, that day itself does not count. */
export function nextWorkingDay(calendar: WorkingCalendar, at: string): Deadline {
  return deadlineOf(addWorkingDays(calendar, hallDate(at), 1));
}

/** What moves a promised day: the stretches in which the clock stood still, and working days that were added to the limit. */
export interface Delays {
  readonly pauses: readonly PausedStretch[];
  readonly extension: number;
}

const NO_DELAYS: Delays = { pauses: [], extension: 0 };

/**
 * Until when what was accepted at a UTC instant (ISO 8601) is promised. After closing time (`HH:mm`, hall time) and on a day on
 * which the hall does not work it counts as accepted on the next working day, and an instant item is due at the close of that one.
 * While the clock stands still no day is promised.
 */
export function promisedDeadline(
  calendar: WorkingCalendar,
  item: Pick<ServiceItem, 'promisedLimit'>,
  acceptedAt: string,
  closesAt: string,
  { pauses, extension }: Delays = NO_DELAYS,
): Deadline {
  return limitEnd(calendar, limitDays(item.promisedLimit) + extension, acceptedAt, closesAt, pauses);
}

function limitEnd(
  calendar: WorkingCalendar,
  workingDays: number,
  from: string,
  closesAt: string,
  pauses: readonly PausedStretch[],
): Deadline {
  const day0 = countsFromInstant(calendar, from, closesAt);
  return deadlineOf(day0.ok ? dueOn(calendar, day0.value, workingDays, pausedDays(pauses, closesAt)) : day0);
}

/** Working days a promised limit is extended by, once (行政许可法 42). */
export const EXTENSION_DAYS = 10;

/** Calendar days before its end at which a calendar is called short: the next year is published about that long before. */
const SHORT_CALENDAR_DAYS = 60;

/** How far a calendar reaches: `short` when it ends soon, `over` when today is not in it. */
export type CalendarReach = 'ample' | 'short' | 'over';

/** How far the calendar reaches from a hall date. */
export function calendarReach(calendar: WorkingCalendar, today: string): CalendarReach {
  if (today < calendar.validFrom || today > calendar.validUntil) return 'over';
  return addCalendarDays(today, SHORT_CALENDAR_DAYS) > calendar.validUntil ? 'short' : 'ample';
}
