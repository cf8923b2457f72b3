import BetterSqlite3 from 'better-sqlite3';

/**
 * What keeps the storage from taking or giving something, although the program and the data are right: `full` no room,
 * `read-only` no permission or a disk that takes nothing, `busy` another program holds the database, `failed` the disk or
 * its file system gives an error.
 */
export type StorageFault = 'full' | 'read-only' | 'busy' | 'failed';

/** Primary result codes of SQLite (sqlite.org/rescode.html); extended codes begin with them. */
const SQLITE_FAULTS = {
  SQLITE_FULL: 'full',
  SQLITE_READONLY: 'read-only',
  SQLITE_PERM: 'read-only',
  SQLITE_BUSY: 'busy',
  SQLITE_LOCKED: 'busy',
  SQLITE_IOERR: 'failed',
  SQLITE_CANTOPEN: 'failed',
} as const satisfies Record<string, StorageFault>;

/** Codes that begin like a fault of the disk but speak of a file that is no whole database. */
const DAMAGE = /^SQLITE_IOERR_(SHORT_READ|CORRUPTFS|DATA)/;

/** Codes of the system for files (errno(3)). What a device or a line reports by the same code never comes this way. */
const SYSTEM_FAULTS = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'full',
  EROFS: 'read-only',
  EACCES: 'read-only',
  EPERM: 'read-only',
  EBUSY: 'busy',
  EIO: 'failed',
  EMFILE: 'failed',
  ENFILE: 'failed',
} as const satisfies Record<string, StorageFault>;

/** The fault of storage behind an error; null for a bug, for damaged data and for everything else. */
export function storageFaultOf(error: unknown): StorageFault | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  const { code } = error;
  if (error instanceof BetterSqlite3.SqliteError) {
    if (DAMAGE.test(code)) return null;
    const [primary = ''] = /^SQLITE_[A-Z]+/.exec(code) ?? [];
    return isKey(SQLITE_FAULTS, primary) ? SQLITE_FAULTS[primary] : null;
  }
  return 'syscall' in error && isKey(SYSTEM_FAULTS, code) ? SYSTEM_FAULTS[code] : null;
}

function isKey<Table extends object>(table: Table, key: string): key is Extract<keyof Table, string> {
  return Object.hasOwn(table, key);
}
