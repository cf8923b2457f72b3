import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CONFIGURATION_FILE } from '../../../main/core/configuration.ts';
import { runAccount } from '../../../main/ops/account.ts';
import { findHomeDatabase } from '../../../main/ops/homeDatabase.ts';
import { readNewPassword } from '../../../main/ops/password.ts';
import { readDatabaseKey } from '../../../main/shell/browser/databaseKey.ts';
import { takeHomeLock } from '../../../main/shell/shared/homeLock.ts';
import { filledExample } from '../../fixtures/counter/filledExample.ts';
import { DESK_KEY, openDesk } from '../../fixtures/desk/desk.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'account-'));
  writeFileSync(path.join(home, CONFIGURATION_FILE), filledExample);
  writeFileSync(path.join(home, 'database.key'), DESK_KEY, { mode: 0o600 });
  openDesk('file', home).close();
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(home, { recursive: true, force: true });
});

/** A pipe with this text in it, or a keyboard on which it is typed. */
function typed(text: string, keyboard = false): PassThrough & { isTTY?: boolean } {
  const input: PassThrough & { isTTY?: boolean } = new PassThrough();
  if (keyboard) input.isTTY = true;
  input.end(text);
  return input;
}

async function run(args: string[], input = typed('')): Promise<{ code: number; out: string; said: string }> {
  const collect = (stream: NodeJS.WriteStream): string[] => {
    const written: string[] = [];
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      written.push(String(text));
      return true;
    });
    return written;
  };
  const [out, said] = [collect(process.stdout), collect(process.stderr)];
  const code = await runAccount(args, input);
  return { code, out: out.join(''), said: said.join('') };
}

const add = (password = 'eight-chars\n', number = '2001') =>
  run(['add', '--home', home, '--number', number, '--name', '周敏', '--role', 'teller'], typed(password));

describe('account add', () => {
  it('makes an account that can sign in', async () => {
    expect(await add()).toMatchObject({ code: 0, out: '已新建账号 2001 周敏（综合柜员）。\n' });
    expect(await run(['list', '--home', home])).toMatchObject({ code: 0, out: '2001\t周敏\t综合柜员\n' });
    const desk = openDesk('file', home);
    expect(await desk.services.sessions.signIn('window-1', '2001', 'eight-chars')).toMatchObject({ ok: true });
    desk.close();
  });

  it('refuses a number that is taken, a short password and no password, and changes nothing', async () => {
    await add();
    expect(await add()).toMatchObject({ code: 1, said: expect.stringContaining('已有账号') as unknown });
    expect(await add('short\n', '2002')).toMatchObject({ code: 1, said: expect.stringContaining('至少 8') as unknown });
    expect(await add('', '2002')).toMatchObject({ code: 1 });
    expect((await run(['list', '--home', home])).out.trim().split('\n')).toHaveLength(1);
  });

  it('gives a new hall its accounts before the first start, and the start finds key and accounts', async () => {
    rmSync(home, { recursive: true });
    mkdirSync(home, { mode: 0o700 });
    writeFileSync(path.join(home, CONFIGURATION_FILE), filledExample, { mode: 0o600 });
    expect(await add()).toMatchObject({ code: 0, said: '' });
    expect(await add('eight-chars\n', '2002')).toMatchObject({ code: 0 });
    expect((await run(['list', '--home', home])).out.trim().split('\n')).toHaveLength(2);
    const key = readDatabaseKey(home);
    expect(key.ok && findHomeDatabase(home, undefined)).toMatchObject({ ok: true, key: key.ok ? key.key : '' });
  });

  it.each([
    ['a key of the operating system', 'database.key.enc'],
    ['a database', 'counter.db'],
  ])('makes no second key beside %s', async (_what, file) => {
    rmSync(home, { recursive: true });
    mkdirSync(home, { mode: 0o700 });
    writeFileSync(path.join(home, CONFIGURATION_FILE), filledExample, { mode: 0o600 });
    writeFileSync(path.join(home, file), '');
    expect(await add()).toMatchObject({ code: 1, said: expect.stringContaining('找不到密钥文件') as unknown });
    expect(existsSync(path.join(home, 'database.key'))).toBe(false);
  });

  it('refuses while the counter runs', async () => {
    const taken = takeHomeLock(home);
    if (!taken.ok) throw new Error(taken.message);
    expect(await add()).toMatchObject({
      code: 1,
      said: expect.stringMatching(/已经在这个数据文件夹上运行.*请先退出一柜通/) as unknown,
    });
    taken.lock.release();
    expect((await add()).code).toBe(0);
  });

  it.each([
    ['an unknown command', ['remove']],
    ['no home', ['list']],
    ['an unknown post', ['add', '--home', '/tmp', '--number', '1', '--name', 'x', '--role', 'king']],
    ['a number with a space', ['add', '--home', '/tmp', '--number', '1 2', '--name', 'x', '--role', 'teller']],
  ])('%s is wrong usage', async (_what, args) => {
    expect(await run(args)).toMatchObject({ code: 2, said: expect.stringContaining('用法') as unknown });
  });

  it('names what is missing: folder, configuration, database, key', async () => {
    expect((await run(['list', '--home', '/nowhere'])).said).toContain('没有文件夹');
    rmSync(path.join(home, 'database.key'));
    expect((await run(['list', '--home', home])).said).toContain('找不到密钥文件');
    rmSync(path.join(home, 'counter.db'));
    expect((await run(['list', '--home', home])).said).toContain('没有数据库');
    rmSync(path.join(home, CONFIGURATION_FILE));
    expect((await run(['list', '--home', home])).said).toContain('演示模式自带账号');
  });
});

describe('a password typed at the keyboard', () => {
  it('is asked for twice, is not shown, and must be the same', async () => {
    const prompts = new PassThrough();
    expect(await readNewPassword(typed('eight-chars\neight-chars\n', true), prompts)).toEqual({
      ok: true,
      password: 'eight-chars',
    });
    expect(await readNewPassword(typed('eight-chars\neight-charz\n', true), prompts)).toMatchObject({
      ok: false,
      message: '两次输入的密码不一致',
    });
    const shown = String(prompts.read());
    expect(shown).toContain('再输入一次');
    expect(shown).not.toContain('eight');
  });
});

describe('account grant and withdraw', () => {
  const grant = (passwords: string, ...more: readonly string[]) =>
    run(
      ['grant', '--home', home, '--number', '1001', '--role', 'reviewer', '--reason', '轮休', '--by', '9001', ...more],
      typed(passwords),
    );

  it('name the administrators, who give their own passwords, and the list says who is what', async () => {
    await run(
      ['add', '--home', home, '--number', '1001', '--name', '周敏', '--role', 'teller'],
      typed('eight-chars\n'),
    );
    for (const number of ['9001', '9002']) {
      const args = ['add', '--home', home, '--number', number, '--name', '陈工', '--role', 'administrator'];
      await run(args, typed(`admin-${number}\n`));
    }
    expect(await grant('admin-9001\n')).toMatchObject({ code: 1, said: expect.stringContaining('两名') as unknown });
    expect(await grant('admin-9001\nguess\n', '--second', '9002')).toMatchObject({ code: 1 });
    expect(await grant('admin-9001\nadmin-9002\n', '--second', '9002')).toMatchObject({ code: 0 });
    expect((await run(['list', '--home', home])).out).toContain('1001\t周敏\t综合柜员、风险防控与稽核股');
    const back = [
      'withdraw',
      '--home',
      home,
      '--number',
      '1001',
      '--role',
      'reviewer',
      '--reason',
      '到期',
      '--by',
      '9001',
    ];
    expect(await run(back, typed('admin-9001\n'))).toMatchObject({ code: 0 });
    expect((await run(['list', '--home', home])).out).toContain('1001\t周敏\t综合柜员\n');
  });
});

describe('account relatives', () => {
  const relatives = (text: string) => run(['relatives', '--home', home, '--number', '2001'], typed(text));

  it('keeps derived ids alone, and refuses a number that is none', async () => {
    await add();
    expect(await relatives('配偶 990000198503121012\n')).toMatchObject({
      code: 1,
      said: expect.stringContaining('第 1 行') as unknown,
    });
    expect(await relatives('邻居 990000198503121011\n')).toMatchObject({ code: 1 });
    expect(await relatives('本人 990000195607082025\n配偶 990000198503121011\n')).toMatchObject({ code: 0 });
    const desk = openDesk('file', home);
    const rows = desk.database.prepare('SELECT * FROM staff_close_person').all();
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toContain('9900001985');
    desk.close();
  });
});
