import BetterSqlite3 from 'better-sqlite3';

/** The counter's database connection. One process, one writer. */
export type Database = BetterSqlite3.Database;

/** A prepared statement with the types of its parameters and rows (tables are STRICT, so the types hold). */
export type Statement<Parameters extends unknown[], Row> = BetterSqlite3.Statement<Parameters, Row>;

const prepared = new WeakMap<Database, Map<string, unknown>>();

/** The statement for this literal SQL, prepared once per connection. */
export function sql<Parameters extends unknown[] = [], Row = unknown>(
  database: Database,
  text: string,
): Statement<Parameters, Row> {
  let statements = prepared.get(database) as Map<string, Statement<Parameters, Row>> | undefined;
  if (!statements) {
    statements = new Map();
    prepared.set(database, statements);
  }
  let statement = statements.get(text);
  if (!statement) {
    statement = database.prepare<Parameters, Row>(text);
    statements.set(text, statement);
  }
  return statement;
}

/** Why a database file could not be opened. */
export type OpenFailure = 'wrong-key' | 'broken';

/** 64 hexadecimal characters = 256 bits, checked before it is put into a PRAGMA. */
const KEY_PATTERN = /^[0-9a-f]{64}$/i;

/**
 * Opens an encrypted database file (SQLCipher format, raw 256-bit key) for durable writing: WAL with `synchronous=FULL`,
 * so that an acknowledged transaction survives loss of power. `:memory:` is opened without a key, for rebuilding.
 * Throws on a malformed key; a file that does not open with a well-formed key is a foreseen failure.
 */
export function openDatabase(
  file: string,
  key: string,
):
  | { readonly ok: true; readonly database: Database }
  | { readonly ok: false; readonly code: OpenFailure; readonly detail: string } {
  if (!KEY_PATTERN.test(key)) throw new Error('the database key must be 64 hexadecimal characters');
  const database = new BetterSqlite3(file);
  try {
    if (file !== ':memory:') {
      database.pragma("cipher='sqlcipher'");
      database.pragma(`key="x'${key}'"`);
    }
    // A real read: SQLite looks at the file, and so at the key, only now.
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    database.pragma('trusted_schema = OFF');
    database.pragma('busy_timeout = 5000');
    return { ok: true, database };
  } catch (error) {
    database.close();
    const code = error instanceof BetterSqlite3.SqliteError && error.code === 'SQLITE_NOTADB' ? 'wrong-key' : 'broken';
    return { ok: false, code, detail: error instanceof Error ? error.message : String(error) };
  }
}
