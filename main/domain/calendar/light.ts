import { hallDate } from './hallTime.ts';
import type { WorkingCalendar } from './workingCalendar.ts';
import { isOver, workingDaysBetween } from './workingDays.ts';

/** How near the end of a limit is, the most urgent first: past it, its last day, soon, or neither. */
export const lights = ['black', 'red', 'yellow', 'green'] as const;

/** How near the end of a limit is. */
export type Light = (typeof lights)[number];

/** So few working days left are few, however long the limit was. */
const FEW_DAYS = 2;
/** The last part of a limit that is near its end, as a divisor. */
const LAST_PART = 3;

/** A limit that runs: its last day (hall date) and its length in working days, with those that were added. */
export interface RunningLimit {
  readonly on: string;
  readonly days: number;
}

/**
 * The light of a limit at a UTC instant (ISO 8601). Red is the last day itself, black begins at its close (`HH:mm`, hall time).
 * A limit that stands still has no light: do not ask.
 */
export function lightAt(calendar: WorkingCalendar, limit: RunningLimit, at: string, closesAt: string): Light {
  if (isOver(limit.on, at, closesAt)) return 'black';
  const left = workingDaysBetween(calendar, hallDate(at), limit.on);
  if (left === 0) return 'red';
  return left <= FEW_DAYS || left * LAST_PART <= limit.days ? 'yellow' : 'green';
}
