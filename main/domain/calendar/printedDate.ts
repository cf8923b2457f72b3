import { hallDate, hallTimeOfDay, isHallDate } from './hallTime.ts';

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'] as const;

/** A hall date `YYYY-MM-DD` in the one form in which paper shows a day: `2026年11月30日`. What is no hall date stays as it is. */
export function printedDay(date: string): string {
  if (!isHallDate(date)) return date;
  const [year = '', month = '', day = ''] = date.split('-');
  return `${year}年${Number(month)}月${Number(day)}日`;
}

/** A UTC instant (ISO 8601) as the hall's clock shows it, to the minute, with the day as {@link printedDay} has it: `2026年11月21日 18:30`. */
export function printedMinute(instant: string): string {
  return `${printedDay(hallDate(instant))} ${hallTimeOfDay(instant)}`;
}

/** The weekday of a hall date `YYYY-MM-DD`: `星期一`. */
export function printedWeekday(date: string): string {
  return `星期${WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? ''}`;
}
