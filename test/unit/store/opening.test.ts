import { copyFileSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../../main/core/openStore.ts';
import { DATABASE_FILE } from '../../../main/core/port.ts';
import { COUNTER } from '../../../main/services/context.ts';
import { openDatabase } from '../../../main/store/database.ts';
import { DESK_KEY, openTestStore, type TestStore } from '../../fixtures/desk/desk.ts';

const SQLITE_PAGE_BYTES = 4_096;

let memory: TestStore;
let file: string;
beforeEach(() => {
  memory = openTestStore('file');
  file = path.join(memory.folder, DATABASE_FILE);
  memory.store.transact((transaction) => {
    for (let n = 0; n < 400; n += 1) {
      transaction.append({ kind: 'core.stopped', subject: 'counter', actor: COUNTER, payload: {} });
    }
  });
});
afterEach(() => memory.remove());

const open = (databaseKey = DESK_KEY) =>
  openStore({
    home: memory.folder,
    databaseKey,
    clock: memory.clock,
    mode: 'hall',
    reportBug: (error) => {
      throw error;
    },
  });

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

  it('holds what a later release has recorded opens, and tells which entry it can not read', () => {
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
    expect(opened.store.database.prepare('SELECT count(*) FROM journal').pluck().get()).toBe(400);
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
      const opened = openStore({
        home: folder,
        databaseKey: DESK_KEY,
        clock: memory.clock,
        mode: 'hall',
        reportBug: (error) => {
          throw error;
        },
      });
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

  it('comes from a newer program is refused', () => {
    memory.database.pragma('user_version = 9990');
    memory.close();
    expectRefused('DATABASE_FUTURE');
  });

  it('is given a key that is no key is a bug of the caller', () => {
    expect(() => openDatabase(file, `x'; ATTACH 'evil`)).toThrow('64 hexadecimal');
  });
});
