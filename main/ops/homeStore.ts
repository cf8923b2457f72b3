import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock, systemTimers } from '../../native/systemTime.ts';
import { readConfiguration } from '../core/configuration.ts';
import { logError } from '../core/errorLog.ts';
import { witnessFolder } from '../core/historyWitness.ts';
import { takeMemoryLock } from '../core/memoryLock.ts';
import { openStore, type MemoryOptions } from '../core/openStore.ts';
import { DATABASE_FILE } from '../core/port.ts';
import { takeHomeLock } from '../shell/shared/homeLock.ts';
import { createKeyFile, KEY_FILE, WRAPPED_KEY_FILE } from '../shell/shared/keyFile.ts';
import type { Store } from '../store/store.ts';
import { findHomeDatabase } from './homeDatabase.ts';

/** Where a home lies and what opens it, as the commands take it. */
export interface HomeOptions {
  readonly home: string;
  readonly 'key-file'?: string | undefined;
  /** Begin the memory of a home whose counter has never been started. */
  readonly begin?: boolean;
}

/**
 * Holds the home of a real hall while its counter does not run, opens its memory for the work, and puts both away. Answers the
 * exit code of the work, or 1 with the reason on the error output. `begin`: a home whose counter has never been started gets
 * its memory here, so that a new hall has its accounts before the first start.
 */
export function withHomeStore(options: HomeOptions, work: (store: Store) => number | Promise<number>): Promise<number> {
  return withHomeMemory(options, async (memory) => {
    const opened = openStore(memory);
    if (!opened.ok) return refuse(opened.message);
    try {
      return await work(opened.store);
    } finally {
      opened.store.close();
    }
  });
}

/** The same before the memory is opened: with what it is to be opened with. */
export async function withHomeMemory(
  options: HomeOptions,
  work: (memory: MemoryOptions) => number | Promise<number>,
): Promise<number> {
  const { home } = options;
  if (!existsSync(home)) return refuse(`没有文件夹 ${home}。`);
  const configuration = readConfiguration(home);
  if (!configuration.ok) return refuse(configuration.message);
  if (configuration.value === 'absent')
    return refuse(`${home} 中没有 counter.yaml。演示模式自带账号和设备，不需要新建。`);
  const taken = takeHomeLock(home);
  if (!taken.ok) {
    return refuse(
      `一柜通已经在这个数据文件夹上运行：${home}。这条命令没有改动任何数据。请先退出一柜通（关闭窗口，或在启动它的终端按 Ctrl-C），再执行一次。`,
    );
  }
  const memory = await takeMemoryLock(home, { timers: systemTimers, log: () => undefined });
  if (!memory.ok) {
    taken.lock.release();
    return refuse(memory.message);
  }
  try {
    if (options.begin === true && options['key-file'] === undefined) beginMemory(home);
    const found = findHomeDatabase(home, options['key-file'], { begin: options.begin === true });
    if (!found.ok) return refuse(found.message);
    return await work({
      home,
      databaseKey: found.key,
      clock: systemClock,
      timers: systemTimers,
      mode: 'hall',
      witnessFolder: witnessFolder(process.platform, process.env),
      reportBug: (error) => logError((line) => process.stderr.write(`${line}\n`), error),
    });
  } finally {
    memory.lock.release();
    taken.lock.release();
  }
}

/** Makes the key of a memory that is still to be: never beside a memory or a key that is there. */
function beginMemory(home: string): void {
  const there = [DATABASE_FILE, KEY_FILE, WRAPPED_KEY_FILE].some((name) => existsSync(join(home, name)));
  if (!there) createKeyFile(home);
}

/** Says on the error output why nothing was done; answers the exit code for it. */
export function refuse(message: string): number {
  process.stderr.write(`${message}\n`);
  return 1;
}
