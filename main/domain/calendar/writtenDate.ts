import { hallDate, isHallDate } from './hallTime.ts';

/** Time of day behind a date, with its zone; compact dates have it without separators. */
const TIME = String.raw`(?:[ T]?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)? ?(Z|[+-]\d{2}:?\d{2})?)?`;
/** Parts apart: hyphens, slashes, dots or 年月日 between them, blanks around those, zeros left out. */
const APART = new RegExp(String.raw`^(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2}) ?日?${TIME}$`);
const COMPACT = new RegExp(String.raw`^(\d{4})(\d{2})(\d{2})${TIME}$`);
/** yyyyMMddHHmm, with seconds, with milliseconds. */
const COMPACT_TIME = /^(\d{4})(\d{2})(\d{2})(?:[01]\d|2[0-4])[0-5]\d(?:[0-5]\d(?:\d{3})?)?$/;
/** Milliseconds since 1970, as systems write dates they did not format. */
const EPOCH_MS = /^-?\d{10,13}$/;

/**
 * Years of anybody's life and documents, and the one that stands for no end. An earlier one stands for "none" somewhere, and what
 * looks like a later one is something else.
 */
const YEARS = /^(18[5-9]\d|19\d\d|20\d\d|21\d\d|9999)$/;

const padded = (text: string): string => text.padStart(2, '0');

function dateOf(year = '', month = '', day = ''): string | undefined {
  const date = `${year}-${padded(month)}-${padded(day)}`;
  return YEARS.test(year) && isHallDate(date) ? date : undefined;
}

/** A date with time and zone names an instant, and the hall's day of it may be another. Without a zone it is the hall's. */
function inHall(date: string, [hour = '', minute = '', second = '00', zone]: readonly (string | undefined)[]) {
  if (zone === undefined) return date;
  const instant = `${date}T${padded(hour)}:${minute}:${second}${zone.replace(/^(.{3})(\d{2})$/, '$1:$2')}`;
  return Number.isNaN(Date.parse(instant)) ? undefined : hallDate(instant);
}

function fromEpoch(text: string): string | undefined {
  if (!EPOCH_MS.test(text)) return undefined;
  const date = hallDate(new Date(Number(text)).toISOString());
  return YEARS.test(date.slice(0, 4)) ? date : undefined;
}

/**
 * The date (`yyyy-MM-dd`, hall time) in any of the forms other systems write one: apart or compact, with or without a time, with
 * a zone, in full-width digits, as milliseconds. Undefined when it is none, or none there ever was.
 */
export function readWrittenDate(text: string): string | undefined {
  const one = text.normalize('NFKC').replace(/\s+/g, ' ').trim();
  const [, year, month, day, ...time] = APART.exec(one) ?? COMPACT.exec(one) ?? COMPACT_TIME.exec(one) ?? [];
  const date = dateOf(year, month, day);
  return date === undefined ? fromEpoch(one) : inHall(date, time);
}

/** Whether a text says that something has no end: 长期 in all its spellings, or a day of the year 9999. */
export function isLongTerm(text: string): boolean {
  const one = text.normalize('NFKC').replace(/[\s\p{Z}\p{Cc}\p{Cf}]/gu, '');
  return /^(长期|永久|长久)(有效)?$/.test(one) || readWrittenDate(one)?.startsWith('9999') === true;
}

/** Whether a text stands for no date at all: nothing, or only zeros in the places of a date. */
export function isNoDate(text: string): boolean {
  return /^[0\s/.:年月日T-]*$/.test(text.normalize('NFKC'));
}
