import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { takeFileLock } from '../../core/fileLock.ts';
import type { ShellFailure } from './exitCode.ts';

/** Who runs on a home, written beside the lock for the message of a second start. */
const runningSchema = z.object({
  pid: z.number().int().positive(),
  url: z.string().nullable(),
  /** What another window is asked for with; null where there is only one (Electron). */
  windowKey: z.string().nullable().default(null),
});

/** Who runs on a home. */
export type RunningCounter = z.infer<typeof runningSchema>;

const NOTE_FILE = 'counter.running.json';

/** A held home. */
export interface HomeLock {
  /** Writes the address of the running counter, and what another window is asked for with, where a second start finds it. */
  readonly announce: (url: string, windowKey?: string) => void;
  readonly release: () => void;
}

/** Takes the home for this shell, or says who has it (`HOME_BUSY`). */
export function takeHomeLock(home: string): { readonly ok: true; readonly lock: HomeLock } | ShellFailure {
  const notePath = join(home, NOTE_FILE);
  const held = takeFileLock(join(home, 'counter.lock'));
  if (held === null) return busy(home);
  const note = (url: string | null, windowKey: string | null = null) => {
    try {
      writeFileSync(notePath, JSON.stringify({ pid: process.pid, url, windowKey }), { mode: 0o600 });
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

function busy(home: string): ShellFailure {
  const running = runningCounter(home);
  const who = running === null ? '' : `（进程号 ${running.pid}${running.url === null ? '' : `，地址 ${running.url}`}）`;
  return {
    ok: false,
    code: 'HOME_BUSY',
    message: `一柜通已经在这个数据文件夹上运行${who}：${home}。这次启动没有改动任何数据。请使用已打开的窗口，或先结束它再启动。`,
  };
}

/** Who runs on a home, as its holder has written it; null when nobody does, or has not written it yet. */
export function runningCounter(home: string): RunningCounter | null {
  let text: string;
  try {
    text = readFileSync(join(home, NOTE_FILE), 'utf8');
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
