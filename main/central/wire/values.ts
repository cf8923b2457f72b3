import { z } from 'zod';
import { isLongTerm, isNoDate, readWrittenDate } from '../../domain/calendar/writtenDate.ts';
import type { Told } from '../../domain/identity/told.ts';
import { readYuan } from '../../domain/money/fen.ts';
import { isPlainText, withoutPadding } from '../../domain/text/plainText.ts';
import { shownText } from '../plainText.ts';

/** Longest text a field of the platform has room for; more is no value of a field. */
const LONGEST_TEXT = 500;
/** Characters of an unreadable value on the screen. */
const SHOWN_LENGTH = 40;

/**
 * A text of the platform. `null`, `"null"`, `""` and an absent field all mean empty (seen in the published samples), so all of them
 * read as `''`, and so does padding. Numbers are texts already (`readJson`); a node where a text belongs is none.
 */
export const wireText = z.preprocess(bareText, z.string());

function bareText(value: unknown): unknown {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'boolean' ? String(value) : value;
  if (typeof text !== 'string') return text;
  const bare = withoutPadding(text);
  return bare === 'null' ? '' : bare;
}

/** A text whose fault must not take the rest of its row along: a node in its place is its JSON, which no reader understands. */
export const wireField = z.preprocess((value) => {
  const text = bareText(value);
  return typeof text === 'string' ? text : JSON.stringify(text);
}, z.string());

/** A node that may be one object, a list of them, or empty in any of the platform's ways; read as a list. */
export function wireRows<Row extends z.ZodType>(row: Row) {
  return z.preprocess((value): unknown => {
    if (value === undefined || value === null || value === '' || value === 'null') return [];
    return Array.isArray(value) ? value : [value];
  }, z.array(row));
}

/** A field as its reader understands it: absent, read, or given and not readable. */
export function toldOf<Value extends string | number>(
  text: string,
  read: (text: string) => Value | undefined,
): Told<Value> | undefined {
  if (text === '') return undefined;
  return read(text) ?? { unreadable: shownText(text, SHOWN_LENGTH) };
}

/** A text in which every character may stand. */
export function textOf(text: string): Told<string> | undefined {
  return toldOf(text, (one) => (isPlainText(one) && one.length <= LONGEST_TEXT ? one : undefined));
}

/** A date in any written form; zeros in its place mean absent. */
export function dateOf(text: string): Told<string> | undefined {
  return isNoDate(text) ? undefined : toldOf(text, readWrittenDate);
}

/** The end of a period: as a date; no end is absent. */
export function endOf(text: string): Told<string> | undefined {
  return isLongTerm(text) ? undefined : dateOf(text);
}

/** Yuan in any written form, in fen. */
export function fenOf(text: string): Told<number> | undefined {
  return toldOf(text, readYuan);
}

/** An insurance region (医保区划). */
export function regionOf(text: string): Told<string> | undefined {
  return toldOf(text, (one) => (/^\d{6}$/.test(one) ? one : undefined));
}

/** An object's own values under one set of keys, absent ones left out. */
export function given<Key extends string, Value>(key: Key, value: Value | undefined): Partial<Record<Key, Value>> {
  const pair: Partial<Record<Key, Value>> = {};
  if (value !== undefined) pair[key] = value;
  return pair;
}
