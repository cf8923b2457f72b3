import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { takeFileLock } from '../../core/fileLock.ts';
import type { ShellFailure } from './exitCode.ts';

/** Who runs on a home, written beside the lock for the message of a second start. */
const runningSchema = z.object({ pid: z.number().int().positive(), url: z.string().nullable() });

/** A held home. */
export interface HomeLock {
  /** Writes the address of the running counter where a second start finds it. */
  readonly announce: (url: string) => void;
  readonly release: () => void;
}

/** Takes the home for this shell, or says who has it (`HOME_BUSY`). */
export function takeHomeLock(home: string): { readonly ok: true; readonly lock: HomeLock } | ShellFailure {
  const notePath = join(home, 'counter.running.json');
  const held = takeFileLock(join(home, 'counter.lock'));
  if (held === null) return busy(home, notePath);
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
    held.release();
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
