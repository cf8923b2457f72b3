import { hallDate, hallDateTime, instantOfHallTime } from '../domain/calendar/hallTime.ts';

/* The platform writes times of the People's Republic, which are the hall's. */

const instant = (epochMs: number): string => new Date(epochMs).toISOString();

/** `yyyy-MM-dd`, Chinese date. */
export function wireDate(epochMs: number): string {
  return hallDate(instant(epochMs));
}

/** `yyyy-MM-dd HH:mm:ss` (19), as `inf_time` wants it. */
export function wireDateTime(epochMs: number): string {
  return hallDateTime(instant(epochMs));
}

/** `yyyyMMddHHmmss` (14), the middle of message ids. */
export function wireStamp(epochMs: number): string {
  return wireDateTime(epochMs).replaceAll(/\D/g, '');
}

/** `yyyyMMddHHmmssSSS` (17), as `refmsg_time` and `respond_time` are written. */
export function wireStampMs(epochMs: number): string {
  return wireStamp(epochMs) + instant(epochMs).slice(20, 23);
}

const STAMP = /^\d{14}(?:\d{3})?$/;

/** Reads a 14- or 17-digit stamp as a UTC instant in ISO 8601; null when it is no time at all. */
export function readWireStamp(text: string): string | null {
  if (!STAMP.test(text)) return null;
  const date = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;
  const time = `${text.slice(8, 10)}:${text.slice(10, 12)}:${text.slice(12, 14)}.${text.slice(14).padEnd(3, '0')}`;
  return instantOfHallTime(`${date}T${time}`);
}
