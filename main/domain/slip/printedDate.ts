import { hallDate, hallTimeOfDay } from '../calendar/hallTime.ts';

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'] as const;

/** A UTC instant (ISO 8601) as the hall's clock shows it, to the minute: `2026-11-21 18:30`. */
export function printedMinute(instant: string): string {
  return `${hallDate(instant)} ${hallTimeOfDay(instant)}`;
}

/** A hall date `YYYY-MM-DD` as printed: `2026年11月30日`. */
export function printedDay(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${year}年${Number(month)}月${Number(day)}日`;
}

/** The weekday of a hall date `YYYY-MM-DD`: `星期一`. */
export function printedWeekday(date: string): string {
  return `星期${WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? ''}`;
}
