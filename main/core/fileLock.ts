import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';

/** Result codes with which SQLite says that another connection holds the lock (sqlite.org/rescode.html). */
const BUSY_CODES: ReadonlySet<string> = new Set(['SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', 'SQLITE_LOCKED']);

/** A lock that is held. */
export interface FileLock {
  readonly release: () => void;
}

/**
 * Takes a lock for this process alone; null when another has it. It is an exclusive transaction on an empty SQLite file,
 * that is a lock of the operating system: two at once cannot both get it, and the system takes it back when the holder
 * dies in any way, so there is no stale pid file to judge. (Never open the file by other means in the process that holds
 * it: on POSIX, closing any descriptor of the file gives the lock up.)
 */
export function takeFileLock(file: string): FileLock | null {
  const taken = tryLock(file);
  if (taken !== 'no lock file') return taken;
  // Something else was written there. Nothing is lost with it, and nobody can hold what SQLite does not take for its own.
  rmSync(file);
  const again = tryLock(file);
  return again === 'no lock file' ? null : again;
}

function tryLock(file: string): FileLock | null | 'no lock file' {
  const database = new Database(file, { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (!(error instanceof Database.SqliteError)) throw error;
    if (BUSY_CODES.has(error.code)) return null;
    if (error.code === 'SQLITE_NOTADB' || error.code === 'SQLITE_CORRUPT') return 'no lock file';
    throw error;
  }
  return { release: () => void database.close() };
}
