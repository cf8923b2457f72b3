import { openDatabase, sql, type Database } from '../database.ts';
import { migrate, migrations } from './migrate.ts';

/** A table, index, trigger or view that is not as the migrations make it. */
export interface SchemaDifference {
  /** `extra`: nobody's migration makes it; a trigger among them changes what is written later. */
  readonly kind: 'missing' | 'extra' | 'different';
  /** Type and name, e.g. `trigger journal_has_no_gap`. */
  readonly object: string;
}

/**
 * Where the schema differs from the one that the migrations up to its own version make. Looked at before anything is
 * written: a trigger that somebody added would work on the next write.
 */
export function schemaDifference(database: Database, version: number): SchemaDifference | null {
  const [is, shouldBe] = [objectsOf(database), expectedObjects(version)];
  const changed = [...shouldBe].find(([object, text]) => is.get(object) !== text);
  if (changed) return { kind: is.has(changed[0]) ? 'different' : 'missing', object: changed[0] };
  const [extra] = [...is.keys()].filter((object) => !shouldBe.has(object));
  return extra === undefined ? null : { kind: 'extra', object: extra };
}

function expectedObjects(version: number): ReadonlyMap<string, string> {
  const fresh = openDatabase(':memory:', '0'.repeat(64));
  if (!fresh.ok) throw new Error(fresh.detail);
  try {
    migrate(
      fresh.database,
      migrations.filter((step) => step.version <= version),
    );
    return objectsOf(fresh.database);
  } finally {
    fresh.database.close();
  }
}

/** Every object with its text. What SQLite makes for itself (statistics, indexes of constraints) nobody else can. */
function objectsOf(database: Database): ReadonlyMap<string, string> {
  const rows = sql<[], { object: string; text: string }>(
    database,
    `SELECT type || ' ' || name AS object, ifnull(sql, '') AS text FROM sqlite_schema
     WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name`,
  ).all();
  return new Map(rows.map(({ object, text }) => [object, text]));
}
