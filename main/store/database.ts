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

/** A connection, or why there is none. `detail` is SQLite's own word. */
export type Opened =
  | { readonly ok: true; readonly database: Database }
  | { readonly ok: false; readonly code: OpenFailure; readonly detail: string };

/**
 * Pages kept decrypted, in KiB. Every page that falls out of the cache is decrypted again when it is next read, which is
 * dearer than the reading; 64 MiB holds the pages of a working day.
 */
const CACHE_KIB = 65_536;

/**
 * Longest wait for another program that holds the database, in ms. Waiting stops everything this process does, readers and
 * windows included, so it is only as long as a backup's short lock; after that the work is refused and can be tried again.
 */
const BUSY_WAIT_MS = 200;

/** 64 hexadecimal characters = 256 bits, checked before it is put into a PRAGMA. */
const KEY_PATTERN = /^[0-9a-f]{64}$/i;

/** Result codes with which SQLite says that a file is no whole database (sqlite.org/rescode.html). */
const BROKEN_CODES = /^SQLITE_(CORRUPT|NOTADB|IOERR_(SHORT_READ|CORRUPTFS|DATA))/;

/** True for an error that says something about the file, not about the program. */
export function isBroken(error: unknown): error is Error {
  return error instanceof BetterSqlite3.SqliteError && BROKEN_CODES.test(error.code);
}

/**
 * Opens an encrypted database file (SQLCipher format, raw 256-bit key) for durable writing: WAL with `synchronous=FULL`,
 * so that an acknowledged transaction survives loss of power. `:memory:` is opened without a key, for rebuilding.
 * Throws on a malformed key and on a fault of the disk (`storageFaultOf`); a file that does not open with a well-formed key
 * is a foreseen failure. A file whose first page is damaged can not be told from one with another key.
 */
export function openDatabase(file: string, key: string): Opened {
  return open(file, key, {}, (database) => {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    database.pragma(`cache_size = -${CACHE_KIB}`);
    database.pragma(`busy_timeout = ${BUSY_WAIT_MS}`);
  });
}

/** Opens an existing database file for reading only, also while a counter works on it. */
export function openDatabaseToRead(file: string, key: string): Opened {
  return open(file, key, { readonly: true, fileMustExist: true }, () => undefined);
}

function open(
  file: string,
  key: string,
  options: BetterSqlite3.Options,
  prepare: (database: Database) => void,
): Opened {
  if (!KEY_PATTERN.test(key)) throw new Error('the database key must be 64 hexadecimal characters');
  let database: Database | null = null;
  try {
    database = new BetterSqlite3(file, options);
    if (file !== ':memory:') {
      database.pragma("cipher='sqlcipher'");
      database.pragma(`key="x'${key}'"`);
    }
    // A real read: SQLite looks at the file, and so at the key, only now.
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    prepare(database);
    database.pragma('trusted_schema = OFF');
    return { ok: true, database };
  } catch (error) {
    database?.close();
    if (!isBroken(error)) throw error;
    const code = 'code' in error && error.code === 'SQLITE_NOTADB' ? 'wrong-key' : 'broken';
    return { ok: false, code, detail: error.message };
  }
}
