import path from 'node:path';
import type { Timers } from '../domain/time.ts';
import { takeFileLock, type FileLock } from './fileLock.ts';
import type { StartFailure } from './port.ts';

/** Held by the one process that writes to the memory of this home. */
const LOCK_FILE = 'memory.lock';
/**
 * How long a start waits for the process of an earlier run, ms. A core whose shell was killed ends by itself, at the
 * longest after ten seconds.
 */
export const MEMORY_WAIT_MS = 12_000;
/** How to wait for it. */
export interface MemoryWait {
  readonly timers: Timers;
  readonly log: (line: string) => void;
  readonly waitMs?: number;
}

/** Between two looks, ms. */
const LOOK_EVERY_MS = 50;

/**
 * Takes the memory of a home for this process. The shell's own lock is not enough: when a shell is killed, its core lives on
 * for a moment, and a second core beside it would write into the same history. Refused (`HOME_BUSY`) when the other does
 * not end in time.
 */
export async function takeMemoryLock(
  home: string,
  { timers, log, waitMs = MEMORY_WAIT_MS }: MemoryWait,
): Promise<{ readonly ok: true; readonly lock: FileLock } | StartFailure> {
  const until = timers.running() + waitMs;
  for (let waited = false; ; waited = true) {
    const lock = takeFileLock(path.join(home, LOCK_FILE));
    if (lock) return { ok: true, lock };
    if (!waited) log('memory: waits for the process of an earlier run to end');
    if (timers.running() >= until) return STILL_RUNNING;
    await new Promise<void>((resolve) => timers.after(LOOK_EVERY_MS, resolve));
  }
}

const STILL_RUNNING: StartFailure = {
  ok: false,
  code: 'HOME_BUSY',
  message:
    '这个数据文件夹上一次运行的业务进程还没有结束，没有启动，数据没有改动。请稍候再启动；反复出现请重新启动电脑。',
};
