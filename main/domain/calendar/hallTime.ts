/** The hall lives in China Standard Time, UTC+8 all year; the machine's own zone is never asked. */
const HALL_OFFSET_MS = 8 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

function hallClock(instant: string): string {
  const ms = Date.parse(instant);
  if (Number.isNaN(ms)) throw new Error(`not an instant: ${instant}`);
  return new Date(ms + HALL_OFFSET_MS).toISOString();
}

function dayNumber(date: string): number {
  if (!isHallDate(date)) throw new Error(`not a hall date: ${date}`);
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

/** True for a real day written `YYYY-MM-DD` (30 February is none). */
export function isHallDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  // Engines roll 2025-02-30 over to March: what comes back must be what went in.
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

/** Hall date `YYYY-MM-DD` of a UTC instant (ISO 8601). Throws when the text is no instant. */
export function hallDate(instant: string): string {
  return hallClock(instant).slice(0, 10);
}

/** Hall time of day `HH:mm` of a UTC instant (ISO 8601). Throws when the text is no instant. */
export function hallTimeOfDay(instant: string): string {
  return hallClock(instant).slice(11, 16);
}

/** Hall date and time `YYYY-MM-DD HH:mm:ss` of a UTC instant (ISO 8601). Throws when the text is no instant. */
export function hallDateTime(instant: string): string {
  return hallClock(instant).slice(0, 19).replace('T', ' ');
}

/** UTC instant (ISO 8601) of a hall time `YYYY-MM-DDTHH:mm:ss.SSS`; null when there is no such day or time. */
export function instantOfHallTime(text: string): string | null {
  const asUtc = `${text}Z`;
  const ms = Date.parse(asUtc);
  // Engines roll 30 February and 24 o'clock over to the next day: what comes back must be what went in.
  if (Number.isNaN(ms) || new Date(ms).toISOString() !== asUtc) return null;
  return new Date(ms - HALL_OFFSET_MS).toISOString();
}

/** UTC instant (ISO 8601) at which a hall date begins. Throws when `date` is no hall date. */
export function beginOfDay(date: string): string {
  return new Date(dayNumber(date) * DAY_MS - HALL_OFFSET_MS).toISOString();
}

/** The hall date `days` calendar days later (earlier when negative). Throws when `date` is no hall date. */
export function addCalendarDays(date: string, days: number): string {
  return new Date((dayNumber(date) + days) * DAY_MS).toISOString().slice(0, 10);
}

/** True on Saturday and Sunday. Throws when `date` is no hall date. */
export function isWeekend(date: string): boolean {
  const weekday = new Date(dayNumber(date) * DAY_MS).getUTCDay();
  return weekday === 0 || weekday === 6;
}
