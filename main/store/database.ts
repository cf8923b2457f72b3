import BetterSqlite3 from 'better-sqlite3';

const readable = Symbol('may be read');
const writable = Symbol('may be written');

/** What may be read and not written: by its type, and by {@link sql}, which refuses a statement that writes. */
export interface ReadDatabase {
  readonly [readable]: true;
}

/** What may be written too: there is one only inside a transaction, and for the parts of the store itself. */
export interface WriteDatabase extends ReadDatabase {
  readonly [writable]: true;
}

/** The counter's database connection. One process, one writer. */
export type Database = BetterSqlite3.Database & WriteDatabase;

/** A prepared statement that reads, with the types of its parameters and rows (tables are STRICT, so the types hold). */
export type Query<Parameters extends unknown[], Row> = Pick<
  BetterSqlite3.Statement<Parameters, Row>,
  'get' | 'all' | 'iterate'
>;

/** A prepared statement that writes. */
export type Change<Parameters extends unknown[]> = Pick<BetterSqlite3.Statement<Parameters>, 'run'>;

interface Prepared {
  readonly connection: BetterSqlite3.Database;
  readonly statements: Map<string, BetterSqlite3.Statement>;
}

const connections = new WeakMap<ReadDatabase, Prepared>();

/** Makes a connection one of the counter's. */
function ours(connection: BetterSqlite3.Database): Database {
  const database = Object.assign(connection, { [readable]: true, [writable]: true } as const);
  connections.set(database, { connection, statements: new Map() });
  return database;
}

/** The statement for this literal SQL, prepared once per connection. */
function statementFor(database: ReadDatabase, text: string): BetterSqlite3.Statement {
  const prepared = connections.get(database);
  if (!prepared) throw new Error('a connection that was not opened here');
  const known = prepared.statements.get(text);
  if (known) return known;
  const statement = prepared.connection.prepare(text);
  prepared.statements.set(text, statement);
  return statement;
}

/** A statement that reads. Throws when it would write: only {@link change} does. */
export function sql<Parameters extends unknown[] = [], Row = unknown>(
  database: ReadDatabase,
  text: string,
): Query<Parameters, Row> {
  const statement = statementFor(database, text);
  if (!statement.readonly) throw new Error(`a reading statement would write: ${text}`);
  return statement as Query<Parameters, Row>;
}

/** A statement that writes. */
export function change<Parameters extends unknown[] = []>(database: WriteDatabase, text: string): Change<Parameters> {
  return statementFor(database, text);
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

/** True when SQLite could not carry out a statement, for want of a table or a column among others. */
export function isRefusedStatement(error: unknown): boolean {
  return error instanceof BetterSqlite3.SqliteError;
}

/**
 * Opens an encrypted database file (SQLCipher format, raw 256-bit key) for durable writing: WAL with `synchronous=FULL`,
 * so that an acknowledged transaction survives loss of power. `:memory:` is opened without a key, for rebuilding.
 * Throws on a malformed key and on a fault of the disk (`storageFaultOf`); a file that does not open with a well-formed key
 * is a foreseen failure. A file whose first page is damaged cannot be told from one with another key.
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
  let connection: BetterSqlite3.Database | null = null;
  try {
    connection = new BetterSqlite3(file, options);
    const database = ours(connection);
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
    connection?.close();
    if (!isBroken(error)) throw error;
    const code = 'code' in error && error.code === 'SQLITE_NOTADB' ? 'wrong-key' : 'broken';
    return { ok: false, code, detail: error.message };
  }
}
