import { hallDate, hallDateTime, isHallDate } from '../domain/calendar/hallTime.ts';

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

const STAMP = /^(\d{4})(\d{2})(\d{2})([01]\d|2[0-3])([0-5]\d)([0-5]\d)(\d{3})?$/;

/** Reads a 14- or 17-digit stamp as a UTC instant in ISO 8601; null when it is no time at all. */
export function readWireStamp(text: string): string | null {
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '', milli = '000'] =
    STAMP.exec(text) ?? [];
  const date = `${year}-${month}-${day}`;
  return isHallDate(date) ? new Date(`${date}T${hour}:${minute}:${second}.${milli}+08:00`).toISOString() : null;
}
