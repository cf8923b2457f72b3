import { closeSync, existsSync, openSync } from 'node:fs';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { UnreadableEntry } from '../domain/journal/entry.ts';
import type { Clock, Timers } from '../domain/time.ts';
import { openAnchor } from '../store/anchor.ts';
import { isBroken, openDatabase, type Database } from '../store/database.ts';
import type { HeadFile } from '../store/headJudgement.ts';
import { hashAt, strangeEntries, workstationOf } from '../store/journal.ts';
import { migrate } from '../store/migrations/migrate.ts';
import { PROJECTION_VERSION, projectionVersion, rebuildProjections } from '../store/projections/rebuild.ts';
import { createStore, type Store } from '../store/store.ts';
import { witnessedAnchor } from '../store/witness.ts';
import { takeFileLock, type FileLock } from './fileLock.ts';
import { witnessFile } from './historyWitness.ts';
import {
  ANCHOR_FILE,
  brokenDatabase,
  lookAtMemory,
  notOpened,
  notTheOneLeft,
  type MemoryPlace,
} from './lookAtMemory.ts';
import { DATABASE_FILE, type StartFailure } from './port.ts';
import { sm3Text } from './sm3.ts';

/** What the memory of a counter is worked with. */
export interface MemoryOptions extends MemoryPlace {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly reportBug: (error: unknown) => void;
}

/** A memory that is open for work. */
export interface BegunStore {
  readonly store: Store;
  /** Entries that tell this program nothing: for the log, since nothing that can be read suffers from them. */
  readonly unreadable: readonly UnreadableEntry[];
}

/**
 * Opens the counter's memory, or says why it must not be opened. Nothing is ever repaired or emptied by itself; projections
 * that another version of the program made are made anew from the journal. The id of the workstation is the one its journal
 * has; a new one gets an id that nobody else has.
 */
export function openStore(
  options: MemoryOptions,
): StartFailure | ({ readonly ok: true; readonly headFile: HeadFile } & BegunStore) {
  const looked = lookAtMemory(options);
  if (!looked.ok) return looked;
  const { judgement } = looked.found;
  if (!judgement.ok) return notTheOneLeft(judgement, options.home);
  const begun = beginStore(options);
  return begun.ok ? { ...begun, headFile: judgement.headFile } : begun;
}

/** Goes to work with a memory that was looked at, whatever was thought of its history. */
export function beginStore(options: MemoryOptions): StartFailure | ({ readonly ok: true } & BegunStore) {
  const file = path.join(options.home, DATABASE_FILE);
  makeOwnFile(file);
  const opened = openDatabase(file, options.databaseKey);
  if (!opened.ok) return notOpened(opened);
  const { database } = opened;
  try {
    const begun = begin(database, options);
    if (!begun.ok) database.close();
    return begun;
  } catch (error) {
    database.close();
    if (isBroken(error)) return brokenDatabase(error.message);
    throw error;
  }
}

function begin(database: Database, options: MemoryOptions): StartFailure | ({ readonly ok: true } & BegunStore) {
  const { home, witnessFolder, clock, timers, reportBug } = options;
  const migrated = migrate(database);
  if (!migrated.ok) throw new Error(`a database of a newer program was not noticed: ${migrated.found}`);
  const projected = bringUpToDate(database);
  if (!projected.ok) return projected;
  const witness = (): string => witnessFile(witnessFolder, hashAt(database, 1) ?? '');
  const lock = takeHistory(database, witness);
  if (lock === null) return COPY_RUNS;
  const anchor = witnessedAnchor({
    anchor: openAnchor(path.join(home, ANCHOR_FILE)),
    openWitness: () => openAnchor(witness()),
    timers,
    reportError: reportBug,
  });
  const workstation = workstationOf(database) ?? uuidv7();
  const store = createStore({ database, anchor, workstation, clock, hashText: sm3Text, reportBug });
  return { ok: true, unreadable: projected.unreadable, store: { ...store, close: () => closeBoth(store, lock) } };
}

function bringUpToDate(
  database: Database,
): StartFailure | { readonly ok: true; readonly unreadable: readonly UnreadableEntry[] } {
  if (projectionVersion(database) !== PROJECTION_VERSION) {
    const rebuilt = rebuildProjections(database);
    if (!rebuilt.ok) return brokenDatabase(`不能按办理记录重建业务数据：${rebuilt.where}，${rebuilt.detail}`);
    if (rebuilt.unreadable.length > 0) return { ok: true, unreadable: rebuilt.unreadable };
  }
  return { ok: true, unreadable: strangeEntries(database) };
}

/** Keeps copies of this history from being worked with meanwhile; null when one is. Without an entry it has no copies. */
function takeHistory(database: Database, witness: () => string): FileLock | null {
  return hashAt(database, 1) === undefined ? { release: () => undefined } : takeFileLock(`${witness()}.lock`);
}

function closeBoth(store: Store, lock: FileLock): void {
  try {
    store.close();
  } finally {
    lock.release();
  }
}

const COPY_RUNS: StartFailure = {
  ok: false,
  code: 'HOME_BUSY',
  message:
    '同一份办理记录的另一个副本正在这台电脑上运行，没有启动，数据没有改动。一份记录同时只能有一个柜台使用，请先关闭那一个。',
};

/** Makes a file that others cannot read, when it is not there yet; what SQLite makes beside it gets the same rights. */
function makeOwnFile(file: string): void {
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
}
