import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import type { ShellFailure } from './exitCode.ts';

/** Who runs on a home, written beside the lock for the message of a second start. */
const runningSchema = z.object({ pid: z.number().int().positive(), url: z.string().nullable() });

/** A held home. */
export interface HomeLock {
  /** Writes the address of the running counter where a second start finds it. */
  readonly announce: (url: string) => void;
  readonly release: () => void;
}

/** Result codes with which SQLite says that another connection holds the lock (sqlite.org/rescode.html). */
const BUSY_CODES: ReadonlySet<string> = new Set(['SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', 'SQLITE_LOCKED']);

/**
 * Takes the home for this process alone, or says who has it (`HOME_BUSY`). The lock is an exclusive transaction on an
 * empty SQLite file, that is a lock of the operating system: two starts at once can not both get it, and the system
 * takes it back when the holder dies in any way, so there is no stale pid file to judge. (Never open `counter.lock`
 * by other means in the process that holds it: on POSIX, closing any descriptor of the file gives the lock up.)
 */
export function takeHomeLock(home: string): { readonly ok: true; readonly lock: HomeLock } | ShellFailure {
  const notePath = join(home, 'counter.running.json');
  const database = new Database(join(home, 'counter.lock'), { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (error instanceof Database.SqliteError && BUSY_CODES.has(error.code)) return busy(home, notePath);
    throw error;
  }
  const note = (url: string | null) => {
    try {
      writeFileSync(notePath, JSON.stringify({ pid: process.pid, url }), { mode: 0o600 });
    } catch {
      // A full disk, say: the lock holds without it, and a second start is refused without knowing the address.
    }
  };
  note(null);
  const release = () => {
    rmSync(notePath, { force: true });
    database.close();
  };
  return { ok: true, lock: { announce: note, release } };
}

function busy(home: string, notePath: string): ShellFailure {
  const running = readNote(notePath);
  const who = running === null ? '' : `（进程号 ${running.pid}${running.url === null ? '' : `，地址 ${running.url}`}）`;
  return {
    ok: false,
    code: 'HOME_BUSY',
    message: `一柜通已经在这个数据文件夹上运行${who}：${home}。这次启动没有改动任何数据。请使用已打开的窗口，或先结束它再启动。`,
  };
}

function readNote(path: string): z.infer<typeof runningSchema> | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    // The holder may be between taking the lock and writing its note: the message then goes without it.
    return null;
  }
  const parsed = runningSchema.safeParse(safeJson(text));
  return parsed.success ? parsed.data : null;
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Half a note, because the holder is just writing it.
    return null;
  }
}
