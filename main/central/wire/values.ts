import { z } from 'zod';
import { withoutPadding } from '../plainText.ts';

/**
 * A text of the platform. `null`, `"null"`, `""` and an absent field all mean empty (seen in the published samples), so all of them
 * read as `''`, and so does padding. Numbers are texts already (`readJson`); a node where a text belongs is none.
 */
export const wireText = z.preprocess((value) => {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'boolean' ? String(value) : value;
  if (typeof text !== 'string') return text;
  const bare = withoutPadding(text);
  return bare === 'null' ? '' : bare;
}, z.string());

/** A node that may be one object, a list of them, or empty in any of the platform's ways; read as a list. */
export function wireRows<Row extends z.ZodType>(row: Row) {
  return z.preprocess((value): unknown => {
    if (value === undefined || value === null || value === '' || value === 'null') return [];
    return Array.isArray(value) ? value : [value];
  }, z.array(row));
}

/** The date of `yyyy-MM-dd` or `yyyy-MM-dd HH:mm:ss`; undefined when there is none. */
export function dateOf(text: string): string | undefined {
  const date = text.slice(0, 10);
  return z.iso.date().safeParse(date).success ? date : undefined;
}

/** Yuan as the platform writes them (`12.5`, `12.50`, `"12"`) in fen; undefined when it is no amount. */
export function fenOf(text: string): number | undefined {
  const parts = /^(-?)(\d{1,13})(?:\.(\d{1,2})0*)?$/.exec(text);
  if (parts === null) return undefined;
  const fen = Number(parts[2]) * 100 + Number((parts[3] ?? '').padEnd(2, '0'));
  return parts[1] === '-' && fen !== 0 ? -fen : fen;
}

/** Fen as yuan with two decimals, e.g. `1250` → `12.50`. */
export function yuanOf(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Ethnic group as it is kept here: two digits (GB/T 3304), whether it came as `1` or `01`; undefined when it is none. */
export function ethnicGroupOf(text: string): string | undefined {
  return /^\d{1,2}$/.test(text) && Number(text) > 0 ? text.padStart(2, '0') : undefined;
}

/** Ethnic group as the platform's dictionary writes it: without a leading zero. */
export function wireEthnicGroup(code: string): string {
  return code.replace(/^0/, '');
}
