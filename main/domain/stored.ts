import type { z } from 'zod';

/** Own data read back from where an earlier or a later release has put it. `where` names places in it, never values. */
export type StoredRead<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly where: string };

/** Places named when something cannot be read: enough to find the fault, short enough for a line of a report. */
const PLACES_NAMED = 3;

/**
 * Reads stored data by its schema. Fields that the schema does not know are left out, also where it is strict toward a
 * window: a later release may have written them. Everything else that does not fit is told, never thrown.
 */
export function readStored<Schema extends z.ZodType>(schema: Schema, stored: unknown): StoredRead<z.infer<Schema>> {
  const read = schema.safeParse(stored);
  if (read.success) return { ok: true, value: read.data };
  const unknownFields = unknownFieldsOf(read.error.issues);
  if (unknownFields.length === 0) return { ok: false, where: placesOf(read.error.issues) };
  const again = schema.safeParse(without(stored, unknownFields));
  return again.success ? { ok: true, value: again.data } : { ok: false, where: placesOf(again.error.issues) };
}

/** Reads stored JSON text by its schema; see {@link readStored}. */
export function readStoredText<Schema extends z.ZodType>(schema: Schema, text: string): StoredRead<z.infer<Schema>> {
  const json = jsonOf(text);
  return json.ok ? readStored(schema, json.value) : json;
}

/** The value of a JSON text, or that it is none. */
export function jsonOf(text: string): StoredRead<unknown> {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false, where: 'not JSON' };
  }
}

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

function placesOf(issues: readonly Issue[]): string {
  return issues
    .slice(0, PLACES_NAMED)
    .map(({ path, code }) => `${path.map(String).join('.') || 'all of it'} (${code})`)
    .join(', ');
}

function unknownFieldsOf(issues: readonly Issue[], above: Path = []): readonly Path[] {
  return issues.flatMap((issue): readonly Path[] => {
    const path = [...above, ...issue.path];
    switch (issue.code) {
      case 'unrecognized_keys':
        return issue.keys.map((key) => [...path, key]);
      case 'invalid_union':
        return issue.errors.flatMap((alternative) => unknownFieldsOf(alternative, path));
      default:
        return [];
    }
  });
}

function without(value: unknown, fields: readonly Path[]): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const below = (key: string): readonly Path[] =>
    fields.flatMap(([first, ...rest]) => (String(first) === key ? [rest] : []));
  const kept = Object.entries(value).flatMap(([key, member]): readonly (readonly [string, unknown])[] => {
    const inside = below(key);
    return inside.some((path) => path.length === 0)
      ? []
      : [[key, inside.length > 0 ? without(member, inside) : member]];
  });
  return Array.isArray(value) ? kept.map(([, member]) => member) : Object.fromEntries(kept);
}
