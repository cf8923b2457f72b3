/** The platform writes times of the People's Republic: UTC+8 all year, no summer time. */
const CHINA_OFFSET_MS = 8 * 3_600_000;

/** `yyyy-MM-ddTHH:mm:ss.SSSZ` of the Chinese wall clock, the raw form of all the others. */
function chinaIso(epochMs: number): string {
  return new Date(epochMs + CHINA_OFFSET_MS).toISOString();
}

/** `yyyy-MM-dd`, Chinese date. */
export function wireDate(epochMs: number): string {
  return chinaIso(epochMs).slice(0, 10);
}

/** `yyyy-MM-dd HH:mm:ss` (19), as `inf_time` wants it. */
export function wireDateTime(epochMs: number): string {
  return chinaIso(epochMs).slice(0, 19).replace('T', ' ');
}

/** `yyyyMMddHHmmss` (14), the middle of message ids. */
export function wireStamp(epochMs: number): string {
  return chinaIso(epochMs).slice(0, 19).replaceAll(/\D/g, '');
}

/** `yyyyMMddHHmmssSSS` (17), as `refmsg_time` and `respond_time` are written. */
export function wireStampMs(epochMs: number): string {
  return chinaIso(epochMs).slice(0, 23).replaceAll(/\D/g, '');
}

const STAMP = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{3})?$/;

/** Reads a 14- or 17-digit stamp as a UTC instant in ISO 8601; null when it is no time at all. */
export function readWireStamp(text: string): string | null {
  const parts = STAMP.exec(text);
  if (parts === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, milli = 0] = parts.slice(1).map(Number);
  const wall = new Date(Date.UTC(year, month - 1, day, hour, minute, second, Number.isNaN(milli) ? 0 : milli));
  // Date rolls 31 February and 25 o'clock over; only a stamp that reads back as itself is a time.
  if (wall.getUTCMonth() !== month - 1 || wall.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59)
    return null;
  return new Date(wall.getTime() - CHINA_OFFSET_MS).toISOString();
}
