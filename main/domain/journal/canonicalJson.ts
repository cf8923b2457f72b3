/**
 * JSON canonical by RFC 8785 (JCS): keys in the order of their code units, no white space, numbers and escapes as ECMAScript
 * writes them, so that equal values always give equal text. A member that is `undefined` is left out. Throws on what JSON can
 * not carry (functions, bigint, non-finite numbers, half a surrogate pair): such a value is a bug.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return canonicalText(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error('a number in canonical JSON must be finite');
    return JSON.stringify(value);
  }
  if (isList(value)) return canonicalList(value);
  if (isRecord(value)) return canonicalRecord(value);
  throw new Error(`canonical JSON cannot carry a ${typeof value}`);
}

// Both run over every journal entry, inside the transaction: no copies, and texts are put together as they come.
function canonicalList(list: readonly unknown[]): string {
  let text = '[';
  for (let index = 0; index < list.length; index += 1) {
    text += index === 0 ? canonicalJson(list[index]) : `,${canonicalJson(list[index])}`;
  }
  return `${text}]`;
}

function canonicalRecord(record: Readonly<Record<string, unknown>>): string {
  let text = '';
  for (const key of orderedKeys(record)) {
    const member = record[key];
    if (member !== undefined) text += `${text === '' ? '' : ','}${canonicalKey(key)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** What stands between quotes as it is: most of what is ever recorded. */
const PLAIN = /^[^"\\\u0000-\u001f\ud800-\udfff]*$/;

function canonicalText(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw new Error('canonical JSON cannot carry half a character');
  return JSON.stringify(text);
}

/** Names of fields are few and come again; those of a form are chosen by items, so the number kept is bounded. */
const KEYS_KEPT = 2_000;
const keys = new Map<string, string>();

function canonicalKey(key: string): string {
  const known = keys.get(key);
  if (known !== undefined) return known;
  const text = canonicalText(key);
  if (keys.size < KEYS_KEPT) keys.set(key, text);
  return text;
}

/** Keys in the order of their code units, which is the order of `sort` without a comparison. */
function orderedKeys(record: Readonly<Record<string, unknown>>): readonly string[] {
  const names = Object.keys(record);
  for (let index = 1; index < names.length; index += 1) {
    if ((names[index - 1] ?? '') > (names[index] ?? '')) return names.sort();
  }
  return names;
}
