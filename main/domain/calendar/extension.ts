import { isOver, addWorkingDays, type CalendarProblem } from './workingDays.ts';
import type { Result } from '../result.ts';
import type { WorkingCalendar } from './workingCalendar.ts';

/** Working days a promised limit is extended by, once (行政许可法 42). */
export const EXTENSION_DAYS = 10;

const OVERDUE = '承诺期限已经过了，不能再延期；请尽快办结，并按超期登记说明';

/**
 * The new last day of a limit that is extended at a UTC instant (ISO 8601): so many working days on from the old one (hall date),
 * which must not be over.
 */
export function extendedDay(
  calendar: WorkingCalendar,
  on: string,
  at: string,
  closesAt: string,
  days = EXTENSION_DAYS,
): Result<string, { code: CalendarProblem | 'OVERDUE'; message: string }> {
  if (isOver(on, at, closesAt)) return { ok: false, code: 'OVERDUE', message: OVERDUE };
  return addWorkingDays(calendar, on, days);
}
