/**
 * The keys of a table that is written out in the source, with their types, in the order in which they stand there. Not for
 * data from outside: what has more keys than its type says would give keys that the type does not know.
 */
export function keysOf<Key extends string>(table: Readonly<Record<Key, unknown>>): [Key, ...Key[]] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the compiler gives the keys of any object as plain text
  return Object.keys(table) as [Key, ...Key[]];
}
