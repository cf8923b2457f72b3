import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { systemClock, systemTimers } from '../../native/systemTime.ts';
import { witnessFolder } from '../../main/core/historyWitness.ts';
import { ANCHOR_FILE } from '../../main/core/lookAtMemory.ts';
import { openStore } from '../../main/core/openStore.ts';
import { DATABASE_FILE } from '../../main/core/port.ts';
import { sm3Text } from '../../main/core/sm3.ts';
import { isBroken, openDatabase, type Database } from '../../main/store/database.ts';
import type { Store } from '../../main/store/store.ts';
import { verifyStore } from '../../main/store/verify.ts';
import { FAULT_KEY } from './support/hall.ts';
import { copyMemory, MEMORY_FILES } from './support/inspect.ts';
import { createRandom, type Random } from './support/random.ts';

const ENTRIES = 120;
const DAMAGES = 150;
const COUNTER = { kind: 'system', part: 'counter' } as const;
const seed = Number(process.env.FAULT_SEED ?? Date.now() % 1_000_000_007);

const open = (home: string) =>
  openStore({
    home,
    databaseKey: FAULT_KEY,
    clock: systemClock,
    timers: systemTimers,
    mode: 'hall',
    witnessFolder: witnessFolder(process.platform, process.env),
    reportBug: (error) => {
      throw error;
    },
  });

/** Works with the database of this memory beside the counter that has it open. */
function withDatabase<Value>(home: string, work: (database: Database) => Value): Value {
  const opened = openDatabase(path.join(home, DATABASE_FILE), FAULT_KEY);
  if (!opened.ok) throw new Error(opened.detail);
  try {
    return work(opened.database);
  } finally {
    opened.database.close();
  }
}

/** A memory with a long write-ahead log, as a kill leaves it; half of its history is in the main file already. */
function killedMemory(): { readonly folder: string; readonly remove: () => void } {
  const home = mkdtempSync(path.join(tmpdir(), 'yiguitong-torn-'));
  const opened = open(home);
  if (!opened.ok) throw new Error(opened.message);
  const { store } = opened;
  for (let entry = 0; entry < ENTRIES; entry += 1) {
    store.transact((transaction) =>
      transaction.append({
        kind: 'session.refused',
        subject: `account:${entry}`,
        actor: COUNTER,
        payload: { number: String(entry), reason: 'unknown' },
      }),
    );
    if (entry === ENTRIES / 2) withDatabase(home, (database) => database.pragma('wal_checkpoint(PASSIVE)'));
  }
  const copy = copyMemory(home);
  store.close();
  rmSync(home, { recursive: true });
  return copy;
}

/** Cuts one of the two files off or overwrites some of its bytes; says what it did. */
function damage(folder: string, random: Random): string {
  const name = random.pick([DATABASE_FILE, `${DATABASE_FILE}-wal`]);
  const file = path.join(folder, name);
  const bytes = readFileSync(file);
  const at = random.between(0, bytes.length - 1);
  if (random.next() < 0.5) {
    writeFileSync(file, bytes.subarray(0, at));
    return `${name} cut off at ${at}`;
  }
  for (let index = at; index < Math.min(bytes.length, at + 16); index += 1) bytes[index] = (bytes[index] ?? 0) ^ 0xff;
  writeFileSync(file, bytes);
  return `${name} overwritten at ${at}`;
}

/** Ends the work with a memory that may be broken: the next copy of the same history must find it free. */
function closeTorn(store: Store): void {
  try {
    store.close();
  } catch (error) {
    if (!isBroken(error)) throw error;
  }
}

test('a torn or overwritten memory is opened whole, named as broken, or found by verify: nothing is lost in silence', () => {
  console.info(`FAULT_SEED=${seed}`);
  const random = createRandom(seed);
  const whole = killedMemory();
  const outcomes = new Map<string, number>();
  for (let turn = 0; turn < DAMAGES; turn += 1) {
    const folder = mkdtempSync(path.join(tmpdir(), 'yiguitong-torn-'));
    for (const name of MEMORY_FILES) {
      if (existsSync(path.join(whole.folder, name)))
        copyFileSync(path.join(whole.folder, name), path.join(folder, name));
    }
    const what = damage(folder, random);
    const opened = open(folder);
    let outcome: string = opened.ok ? 'opened' : opened.code;
    if (opened.ok) {
      const anchorFile = path.join(folder, ANCHOR_FILE);
      const verified = withDatabase(folder, (database) => verifyStore(database, { anchorFile, hashText: sm3Text }));
      // A history that ends earlier without a word is a silent loss.
      if (verified.ok) expect(verified.value.entries, what).toBe(ENTRIES);
      outcome = verified.ok ? 'whole' : 'found by verify';
      closeTorn(opened.store);
    } else {
      expect(['DATABASE_BROKEN', 'DATABASE_KEY'], what).toContain(opened.code);
    }
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    rmSync(folder, { recursive: true });
  }
  whole.remove();
  console.info(Object.fromEntries(outcomes));
  expect(outcomes.get('DATABASE_BROKEN')).toBeGreaterThan(0);
});
