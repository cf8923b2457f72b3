import { addCalendarDays } from '../../main/domain/calendar/hallTime.ts';
import { readWrittenDate } from '../../main/domain/calendar/writtenDate.ts';

/** Eight digits are a whole date and become one at once; anything else may still be on its way. */
export function eightDigits(typed: string): string {
  return /^\d{8}$/.test(typed.normalize('NFKC')) ? (readWrittenDate(typed) ?? typed) : typed;
}

const days: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const months: Readonly<Record<string, number>> = { PageUp: -1, PageDown: 1 };

/**
 * Where a key of an open calendar goes from the date that is typed; from today's when none is. Undefined for other keys, and
 * beyond the years that are dates at all. A month later the 31st is the last day.
 */
export function movedBy(key: string, typed: string, today: string): string | undefined {
  const from = readWrittenDate(typed) ?? today;
  const byDays = days[key];
  if (byDays !== undefined) return readWrittenDate(addCalendarDays(from, byDays));
  const byMonths = months[key];
  if (byMonths === undefined) return undefined;
  const [year = 0, month = 0, day = 0] = from.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + byMonths, 0)).getUTCDate();
  const first = new Date(Date.UTC(year, month - 1 + byMonths, 1)).toISOString().slice(0, 8);
  return readWrittenDate(`${first}${String(Math.min(day, last)).padStart(2, '0')}`);
}
