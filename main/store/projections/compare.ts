import { sql, type Database, type ReadDatabase } from '../database.ts';
import { projectedTables } from './project.ts';

type Row = Readonly<Record<string, unknown>>;

/** The first row in which stored projections and their rebuild differ. */
export interface Difference {
  /** `missing` only the rebuild has the row, `extra` only the store has it. */
  readonly kind: 'missing' | 'extra' | 'different';
  /** Table and key of the row. */
  readonly where: string;
}

/** Compares every projected table row by row, in the order of the tables and their keys. */
export function firstDifference(stored: Database, rebuilt: Database): Difference | null {
  for (const table of projectedTables) {
    const key = keyOf(stored, table);
    const difference = differenceIn(`SELECT * FROM ${table} ORDER BY ${key.join(', ')}`, key, stored, rebuilt);
    if (difference)
      return { kind: difference.kind, where: `${table} ${key.map((name) => String(difference.row[name])).join(' ')}` };
  }
  return null;
}

function keyOf(database: ReadDatabase, table: string): string[] {
  return sql<[string], { name: string }>(database, 'SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk')
    .all(table)
    .map(({ name }) => name);
}

function differenceIn(
  text: string,
  key: readonly string[],
  stored: Database,
  rebuilt: Database,
): { readonly kind: Difference['kind']; readonly row: Row } | null {
  const left = sql<[], Row>(stored, text).iterate();
  const right = sql<[], Row>(rebuilt, text).iterate();
  try {
    for (;;) {
      const is = nextRow(left);
      const shouldBe = nextRow(right);
      if (!is) return shouldBe && { kind: 'missing', row: shouldBe };
      if (!shouldBe) return { kind: 'extra', row: is };
      const order = compareKeys(key, is, shouldBe);
      if (order < 0) return { kind: 'extra', row: is };
      if (order > 0) return { kind: 'missing', row: shouldBe };
      if (JSON.stringify(is) !== JSON.stringify(shouldBe)) return { kind: 'different', row: is };
    }
  } finally {
    left.return?.();
    right.return?.();
  }
}

function nextRow(rows: IterableIterator<Row>): Row | null {
  const next: IteratorResult<Row, unknown> = rows.next();
  return next.done === true ? null : next.value;
}

/** The order SQLite gave the rows: numbers by value, texts by their UTF-8 bytes. */
function compareKeys(key: readonly string[], one: Row, other: Row): number {
  for (const name of key) {
    const [left, right] = [one[name], other[name]];
    const order =
      typeof left === 'number' && typeof right === 'number'
        ? left - right
        : Buffer.compare(Buffer.from(String(left)), Buffer.from(String(right)));
    if (order !== 0) return order;
  }
  return 0;
}
