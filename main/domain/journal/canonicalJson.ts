/**
 * JSON with keys in code-unit order and without white space (the ordering of RFC 8785), so that equal values always give
 * equal text. Throws on what JSON can not carry (functions, bigint, non-finite numbers): such a value is a bug.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error('a number in canonical JSON must be finite');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object') {
    // This runs over every journal entry, inside the transaction.
    const record: Readonly<Record<string, unknown>> = { ...value };
    let text = '';
    // Sorted by code units, which is the order of `sort` without a comparison.
    for (const key of Object.keys(record).sort()) {
      const member = record[key];
      if (member !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`;
    }
    return `{${text}}`;
  }
  throw new Error(`canonical JSON can not carry a ${typeof value}`);
}
