import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CONFIGURATION_FILE } from '../../../main/core/configuration.ts';
import { runAccount } from '../../../main/ops/account.ts';
import { runKey } from '../../../main/ops/key.ts';
import { takeHomeLock } from '../../../main/shell/shared/homeLock.ts';
import { sql } from '../../../main/store/database.ts';
import { filledExample } from '../../fixtures/counter/filledExample.ts';
import { DESK_KEY, openDesk } from '../../fixtures/desk/desk.ts';

let folder: string;
let home: string;
let copy: string;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'key-'));
  home = mkdtempSync(path.join(folder, 'home-'));
  copy = path.join(folder, 'sealed.key');
  writeFileSync(path.join(home, CONFIGURATION_FILE), filledExample, { mode: 0o600 });
  writeFileSync(path.join(home, 'database.key'), DESK_KEY, { mode: 0o600 });
  openDesk('file', home).close();
  await addAccount('3001', '赵工', 'technician');
  await addAccount('3002', '钱主任', 'reviewer');
  await addAccount('3003', '孙柜员', 'teller');
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

function pipe(text: string): PassThrough {
  const input = new PassThrough();
  input.end(text);
  return input;
}

async function run(command: () => Promise<number>) {
  const said: string[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      said.push(String(text));
      return true;
    });
  }
  const code = await command();
  vi.restoreAllMocks();
  return { code, said: said.join('') };
}

async function addAccount(number: string, name: string, role: string): Promise<void> {
  const args = ['add', '--home', home, '--number', number, '--name', name, '--role', role];
  expect((await run(() => runAccount(args, pipe(`password-${number}\n`)))).code).toBe(0);
}

const people = (by = '3001', approvedBy = '3002', reason = '封存') => [
  ...['--by', by, '--approved-by', approvedBy, '--reason', reason],
];
const exported = (who = people(), passwords = 'password-3001\npassword-3002\n', to = copy) =>
  run(() => runKey(['export', '--home', home, '--to', to, ...who], pipe(passwords)));

function entries(kind: string): unknown[] {
  const desk = openDesk('file', home);
  const rows = sql<[string], { readonly actor: string; readonly payload: string }>(
    desk.context.store.read,
    'SELECT actor, payload FROM journal WHERE kind = ? ORDER BY sequence',
  ).all(kind);
  desk.close();
  return rows.map(({ actor, payload }) => ({
    actor,
    payload: JSON.parse(payload) as unknown,
  }));
}

describe('key export', () => {
  it('gives two people a copy that is the owner’s alone, and the journal names both', async () => {
    const done = await exported();
    expect(done).toMatchObject({ code: 0 });
    expect(done.said).not.toContain(DESK_KEY);
    expect(readFileSync(copy, 'utf8')).toBe(`${DESK_KEY}\n`);
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    expect(entries('core.key-exported')).toMatchObject([
      {
        actor: '3001',
        payload: { approvedBy: { number: '3002', name: '钱主任', role: 'reviewer' }, reason: '封存' },
      },
    ]);
  });

  it.each([
    ['the same person twice', people('3002', '3002'), 'password-3002\npassword-3002\n', '不能是同一个工号'],
    ['a wrong first password', people(), 'x\npassword-3002\n', '3001：工号或密码不正确'],
    ['a wrong second password', people(), 'password-3001\nx\n', '3002：工号或密码不正确'],
    ['one password alone', people(), 'password-3001\n', '3002：工号或密码不正确'],
    ['nobody at all', people(), '', '3001：工号或密码不正确'],
    ['a person nobody knows', people('3001', '9999'), 'password-3001\nx\n', '9999：工号或密码不正确'],
    [
      'two of whom nobody answers for it',
      people('3001', '3003'),
      'password-3001\npassword-3003\n',
      '风险防控与稽核股或领导',
    ],
  ])('does not give it to %s', async (_what, who, passwords, why) => {
    expect(await exported(who, passwords)).toMatchObject({ code: 1, said: expect.stringContaining(why) as string });
    expect(existsSync(copy)).toBe(false);
    expect(entries('core.key-exported')).toEqual([]);
  });

  it('records wrong passwords, and lets the account rest after five as at sign-in', async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) await exported(people(), 'x\n');
    expect(await exported()).toMatchObject({ code: 1, said: expect.stringContaining('暂时锁定') as string });
    expect(entries('session.refused')).toHaveLength(6);
    expect(existsSync(copy)).toBe(false);
  });

  it('writes over nothing, not into the home, and nowhere that is not there', async () => {
    writeFileSync(copy, 'mine');
    expect(await exported()).toMatchObject({ code: 1, said: expect.stringContaining('已经存在') as string });
    expect(readFileSync(copy, 'utf8')).toBe('mine');
    const inside = path.join(home, 'copy.key');
    expect(await exported(people(), undefined, inside)).toMatchObject({ code: 1 });
    expect(existsSync(inside)).toBe(false);
    expect(await exported(people(), undefined, path.join(folder, 'none', 'copy.key'))).toMatchObject({ code: 1 });
    expect(entries('core.key-exported')).toEqual([]);
  });

  it('waits until the counter does not run, and wants every argument', async () => {
    const taken = takeHomeLock(home);
    if (!taken.ok) throw new Error(taken.message);
    expect(await exported()).toMatchObject({ code: 1, said: expect.stringContaining('请先退出一柜通') as string });
    taken.lock.release();
    expect((await run(() => runKey(['export', '--home', home, '--to', copy], pipe('')))).code).toBe(2);
    expect((await run(() => runKey(['import'], pipe('')))).code).toBe(2);
  });
});
