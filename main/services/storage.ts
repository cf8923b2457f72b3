import { failure, type Failure, type FailureCode } from '../contract/failures.ts';
import type { Light } from '../contract/live.ts';
import { createSignal, type Heard } from '../domain/signal.ts';
import type { Timers } from '../domain/time.ts';
import { storageFaultOf, type StorageFault } from '../store/storageFault.ts';
import type { Store } from '../store/store.ts';

/** What the counter knows of the disk it writes to. */
export interface Storage {
  /** The fault behind an error, remembered until something is stored again; null when the error is another one. */
  noteError(error: unknown): StorageFault | null;
  /** The fault met last, until something was stored again. */
  fault(): StorageFault | null;
  /** Something was stored. */
  noteStored(): void;
  readonly changes: Heard<void>;
}

/** What becomes known of a fault is logged once, not at every try. */
export function createStorage(parts: {
  readonly log: (line: string) => void;
  readonly reportBug: (error: unknown) => void;
}): Storage {
  const changes = createSignal(parts.reportBug);
  let present: StorageFault | null = null;
  const become = (next: StorageFault | null): void => {
    if (next === present) return;
    parts.log(next === null ? 'storage: writable again' : `storage: ${next}`);
    present = next;
    changes.emit();
  };
  return {
    noteError: (error) => {
      const fault = storageFaultOf(error);
      if (fault) become(fault);
      return fault;
    },
    fault: () => present,
    noteStored: () => become(null),
    changes,
  };
}

/** The store with every transaction seen by `storage`. */
export function observeStore(store: Store, storage: Pick<Storage, 'noteError' | 'noteStored'>): Store {
  return {
    ...store,
    transact: (...asked) => {
      try {
        const value = store.transact(...asked);
        storage.noteStored();
        return value;
      } catch (error) {
        storage.noteError(error);
        throw error;
      }
    },
  };
}

const FAILURE_CODES = {
  full: 'STORE_FULL',
  'read-only': 'STORE_READONLY',
  busy: 'STORE_BUSY',
  failed: 'STORE_FAILED',
} as const satisfies Record<StorageFault, FailureCode>;

/** How the window is told of a fault of the storage. */
export function storageFailure(fault: StorageFault): Failure {
  return failure(FAILURE_CODES[fault]);
}

/** How the counter's own light shows a fault of the storage. */
export const storageLights = {
  full: { level: 'bad', text: '磁盘已满，不能记录', advice: '请联系信息股清理磁盘；清出空间后接着办理。' },
  'read-only': { level: 'bad', text: '数据文件夹不能写入', advice: '请联系信息股检查磁盘和文件夹权限。' },
  busy: { level: 'warn', text: '办理记录被其他程序占用', advice: '请稍候再试；反复出现请联系信息股。' },
  failed: { level: 'bad', text: '磁盘读写出错', advice: '请先不要继续办理，联系信息股检查磁盘。' },
} as const satisfies Record<StorageFault, Light>;

/** First and longest wait, ms, before what could not be stored is tried again: soon for a short lock, seldom for a full disk. */
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;

/**
 * Does work that must be recorded and that no person can repeat: while the storage cannot take it, tries again. Answers
 * null when the signal aborts before it was stored; throws on what is no fault of storage.
 */
export async function untilStored<Value>(
  { storage, timers }: { readonly storage: Storage; readonly timers: Timers },
  work: () => Value,
  signal: AbortSignal,
): Promise<Value | null> {
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      return work();
    } catch (error) {
      if (!storage.noteError(error)) throw error;
    }
    if (!signal.aborted) await pause(timers, wait, signal);
    if (signal.aborted) return null;
  }
}

function pause(timers: Timers, waitMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = (): void => {
      cancel();
      signal.removeEventListener('abort', over);
      resolve();
    };
    const cancel = timers.after(waitMs, over);
    signal.addEventListener('abort', over);
  });
}
