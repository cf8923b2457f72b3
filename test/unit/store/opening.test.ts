import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { witnessFile, witnessFolder } from '../../../main/core/historyWitness.ts';
import { ANCHOR_FILE } from '../../../main/core/lookAtMemory.ts';
import { openStore } from '../../../main/core/openStore.ts';
import { DATABASE_FILE } from '../../../main/core/port.ts';
import { COUNTER } from '../../../main/services/context.ts';
import { openDatabase } from '../../../main/store/database.ts';
import { hashAt, readHead } from '../../../main/store/journal.ts';
import { DESK_KEY, memoryIn, openTestStore, type TestStore } from '../../fixtures/desk/desk.ts';

const SQLITE_PAGE_BYTES = 4_096;

let memory: TestStore;
let file: string;
/** The file in which this machine remembers the history. */
let witness: string;
beforeEach(() => {
  memory = openTestStore('file');
  file = path.join(memory.folder, DATABASE_FILE);
  memory.store.transact((transaction) => {
    for (let n = 0; n < 400; n += 1) {
      transaction.append({ kind: 'core.stopped', subject: 'counter', actor: COUNTER, payload: {} });
    }
  });
  witness = witnessFile(witnessFolder(process.platform, process.env), hashAt(memory.database, 1) ?? '');
});
afterEach(() => memory.remove());

const open = (databaseKey = DESK_KEY) => openStore({ ...memoryIn(memory.folder, memory.clock), databaseKey });

const stop = (): void => {
  memory.store.transact((transaction) =>
    transaction.append({ kind: 'core.stopped', subject: 'counter', actor: COUNTER, payload: {} }),
  );
};

/** Opening fails with this code and leaves the file byte by byte as it was. */
function expectRefused(code: string, databaseKey?: string): void {
  const before = readFileSync(file);
  expect(open(databaseKey)).toMatchObject({ ok: false, code });
  expect(readFileSync(file).equals(before)).toBe(true);
}

/** Changes the file as somebody with the key would. */
function alter(statement: string): void {
  const opened = openDatabase(file, DESK_KEY);
  if (!opened.ok) throw new Error(opened.detail);
  opened.database.exec(statement);
  opened.database.pragma('wal_checkpoint(TRUNCATE)');
  opened.database.close();
}

describe('a counter whose database', () => {
  it.each([
    'DROP TRIGGER journal_is_never_changed',
    `CREATE TRIGGER helper AFTER INSERT ON slip BEGIN DELETE FROM print_job; END`,
    'CREATE TABLE notes (text TEXT) STRICT',
    'DROP INDEX case_by_person',
  ])('has another schema is refused before anything is written: %s', (statement) => {
    memory.close();
    alter(statement);
    expectRefused('DATABASE_BROKEN');
  });

  it.each([
    ['of a demonstration', 'demonstration', 'DROP INDEX case_by_person', '请删除文件夹'],
    ['of a hall', 'hall', 'DROP INDEX case_by_person', '请保留现场'],
    ['that cannot say whose they are', 'demonstration', 'DROP TABLE journal', '请保留现场'],
  ] as const)('has the schema of another version says the way on, with data %s', (_whose, mode, statement, wayOn) => {
    memory.store.transact((transaction) =>
      transaction.append({
        kind: 'core.started',
        subject: 'counter',
        actor: COUNTER,
        payload: { version: '0', schema: 1, catalogue: '', mode, headFile: 'as-left' },
      }),
    );
    memory.close();
    alter(`PRAGMA foreign_keys = OFF; ${statement}`);
    const opened = open();
    expect(opened.ok ? '' : opened.message).toContain(wayOn);
  });

  it('holds what a later release has recorded opens, and tells which entry it cannot read', () => {
    memory.database.exec(
      `INSERT INTO journal SELECT sequence + 1, 'later', at, actor_kind, actor, actor_name, actor_role, workstation,
         'case.teleport', subject, payload, hash, hash FROM journal ORDER BY sequence DESC LIMIT 1`,
    );
    memory.close();
    const opened = open();
    if (!opened.ok) throw new Error(opened.message);
    expect(opened.unreadable).toMatchObject([{ sequence: 401, kind: 'case.teleport', reason: 'unknown-kind' }]);
    opened.store.close();
  });

  it('is whole opens and goes on where it was', () => {
    memory.close();
    const opened = open();
    if (!opened.ok) throw new Error(opened.message);
    expect(readHead(opened.store.read).sequence).toBe(400);
    opened.store.close();
  });

  it('is written durably: WAL, every commit flushed, references checked', () => {
    const pragma = (name: string): unknown => memory.database.pragma(name, { simple: true });
    expect([pragma('journal_mode'), pragma('synchronous'), pragma('foreign_keys')]).toEqual(['wal', 2, 1]);
  });

  it('is encrypted: nothing of it can be read in the file', () => {
    memory.close();
    const bytes = readFileSync(file);
    expect(bytes.includes('SQLite format 3')).toBe(false);
    expect(bytes.includes('CREATE TABLE')).toBe(false);
    expect(bytes.includes('柜台程序')).toBe(false);
  });

  it('is new is that of a workstation with an id nobody else has, and keeps it', () => {
    const first = (folder: string): string => {
      const opened = openStore(memoryIn(folder, memory.clock));
      if (!opened.ok) throw new Error(opened.message);
      const { store } = opened;
      store.transact((transaction) =>
        transaction.append({ kind: 'core.stopped', subject: 'counter', actor: COUNTER, payload: {} }),
      );
      store.close();
      return store.workstation;
    };
    const folders = ['one', 'other'].map((name) => path.join(memory.folder, name));
    for (const folder of folders) mkdirSync(folder);
    const [one = '', other = ''] = folders.map(first);
    expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(other).not.toBe(one);
    expect(folders.map(first)).toEqual([one, other]);
  });

  it('has another key is refused', () => {
    memory.close();
    expectRefused('DATABASE_KEY', 'a5'.repeat(32));
  });

  it('is no database is refused', () => {
    memory.close();
    writeFileSync(file, '这不是数据库\n'.repeat(500));
    expectRefused('DATABASE_KEY');
  });

  it('was emptied is refused instead of begun anew', () => {
    memory.close();
    truncateSync(file, 0);
    expectRefused('DATABASE_BROKEN');
  });

  it.each([1, 2, 5])('lost its last %i pages is refused', (pages) => {
    memory.close();
    truncateSync(file, statSync(file).size - pages * SQLITE_PAGE_BYTES);
    expectRefused('DATABASE_BROKEN');
  });

  it('was replaced by an older copy is refused', () => {
    memory.database.pragma('wal_checkpoint(TRUNCATE)');
    const old = path.join(memory.folder, 'old.db');
    copyFileSync(file, old);
    memory.store.transact((transaction) =>
      transaction.append({ kind: 'core.stopped', subject: 'counter', actor: COUNTER, payload: {} }),
    );
    memory.close();
    copyFileSync(old, file);
    expectRefused('DATABASE_BROKEN');
  });

  describe('was put back from a backup together with the file of its head', () => {
    const backup = (name: string) => path.join(memory.folder, `${name}.backup`);
    const saveAndGoOn = (entries: number): void => {
      memory.database.pragma('wal_checkpoint(TRUNCATE)');
      for (const name of [DATABASE_FILE, ANCHOR_FILE]) copyFileSync(path.join(memory.folder, name), backup(name));
      for (let n = 0; n < entries; n += 1) stop();
    };
    const putBack = (): void => {
      memory.close();
      for (const name of [DATABASE_FILE, ANCHOR_FILE]) copyFileSync(backup(name), path.join(memory.folder, name));
    };

    it('is refused on the machine that has seen it go further, and what is missing is named', () => {
      saveAndGoOn(3);
      putBack();
      expectRefused('DATABASE_BROKEN');
      expect(open()).toMatchObject({
        message: expect.stringMatching(/曾到第 403 条.*只到第 400 条.*少了 3 条/) as string,
      });
    });

    it('needs a person’s word on a machine that does not know it, also when nothing is missing', () => {
      saveAndGoOn(0);
      putBack();
      rmSync(witness);
      expectRefused('HISTORY_UNKNOWN');
    });

    it('is refused when it went on otherwise than here', () => {
      saveAndGoOn(0);
      stop();
      memory.close();
      const seen = readFileSync(witness);
      putBack();
      copyFileSync(backup(ANCHOR_FILE), witness);
      const again = open();
      if (!again.ok) throw new Error(again.message);
      again.store.transact((transaction) =>
        transaction.append({ kind: 'core.stopped', subject: 'counter', actor: COUNTER, payload: {} }),
      );
      again.store.close();
      writeFileSync(witness, seen);
      expectRefused('DATABASE_BROKEN');
      expect(open()).toMatchObject({ message: expect.stringContaining('第 401 条') as string });
    });
  });

  it('is worked with already, at another place of this machine, is refused', () => {
    memory.close();
    const first = open();
    if (!first.ok) throw new Error(first.message);
    expectRefused('HOME_BUSY');
    first.store.close();
  });

  it('lost what a kill left in its log is refused, and the rest of the log stays as it was found', () => {
    const log = `${file}-wal`;
    memory.database.pragma('wal_checkpoint(TRUNCATE)');
    for (let n = 0; n < 3; n += 1) stop();
    const [whole, damaged] = [readFileSync(file), readFileSync(log)];
    damaged.fill(0, damaged.length - 2 * SQLITE_PAGE_BYTES);
    const [head, seen] = [readFileSync(path.join(memory.folder, ANCHOR_FILE)), readFileSync(witness)];
    memory.close();
    writeFileSync(file, whole);
    writeFileSync(log, damaged);
    writeFileSync(path.join(memory.folder, ANCHOR_FILE), head);
    writeFileSync(witness, seen);
    expectRefused('DATABASE_BROKEN');
    expect(readFileSync(log).equals(damaged)).toBe(true);
    // Also when the file beside it is gone as well.
    rmSync(path.join(memory.folder, ANCHOR_FILE));
    expectRefused('DATABASE_BROKEN');
    expect(existsSync(path.join(memory.folder, ANCHOR_FILE))).toBe(false);
  });

  it('lost the file of its head goes on where the witness knows the same head', () => {
    memory.close();
    rmSync(path.join(memory.folder, ANCHOR_FILE));
    const opened = open();
    if (!opened.ok) throw new Error(opened.message);
    expect(opened.headFile).toBe('absent');
    opened.store.close();
  });

  it('comes from a newer program is refused', () => {
    memory.database.pragma('user_version = 9990');
    memory.close();
    expectRefused('DATABASE_FUTURE');
  });

  it('is given a key that is no key is a bug of the caller', () => {
    expect(() => openDatabase(file, `x'; ATTACH 'evil`)).toThrow('64 hexadecimal');
  });
});
