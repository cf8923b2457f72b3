import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { ensureBuilt } from '../../../scripts/bootstrap.mjs';
import { makeHome, startShell, type ShellProcess } from '../../fixtures/stubCore/shellProcess.ts';

/** Each test may build first and starts the whole product; on a machine busy with other tests that takes many times its seconds. */
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

/** `npm start` on a machine without Electron: the real product behind scripts/start.mjs. */
const running: ShellProcess[] = [];

beforeAll(async () => {
  await ensureBuilt();
}, 120_000);

afterEach(async () => {
  await Promise.all(running.splice(0).map((shell) => shell.stop()));
});

function start(home: string, ...args: string[]): ShellProcess {
  return startWith(home, ['--no-open', ...args]);
}

function startWith(home: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): ShellProcess {
  const shell = startShell({
    entry: 'scripts/start.mjs',
    args: ['--home', home, ...args],
    env: { ELECTRON_OVERRIDE_DIST_PATH: '/nowhere', ...env },
  });
  running.push(shell);
  return shell;
}

describe('npm start', () => {
  test('says which shell and why, prints one line, answers under its address; a second one names it and exits 2', async () => {
    const home = makeHome();
    const shell = start(home);
    const url = await shell.ready;
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/launch\?token=[0-9a-f]{64}$/);
    expect((await fetch(url, { redirect: 'error' })).status).toBe(200);
    expect(shell.stdout).toEqual([`一柜通 ready: ${url}`]);
    expect(shell.stderr.join('\n')).toContain('没有找到 Electron 程序，使用浏览器外壳。');
    const second = start(home);
    expect(await second.exited).toBe(2);
    expect(second.stderr.join('\n')).toContain(new URL(url).origin);
    // It goes on undisturbed until it is told to end.
    expect((await fetch(url)).status).toBe(401);
    shell.child.kill('SIGTERM');
    expect(await shell.exited).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });

  test.runIf(process.platform === 'linux')(
    'opens the browser without the token in its arguments, and another window at a second start',
    async () => {
      // What `xdg-open` is called with, as the list of processes shows it to everybody, and the page it was to open.
      const tools = mkdtempSync(join(tmpdir(), 'counter-tools-'));
      const opener = join(tools, 'xdg-open');
      writeFileSync(opener, `#!/bin/sh\ncp "$1" "${tools}/page.$$" && echo "$$ $*" >> "${tools}/calls"\n`);
      chmodSync(opener, 0o755);
      const display = { DISPLAY: ':99', PATH: `${tools}:${process.env.PATH ?? ''}` };
      const calls = () => {
        try {
          return readFileSync(join(tools, 'calls'), 'utf8').trim().split('\n');
        } catch {
          return [];
        }
      };
      const pageOf = (call: string) => readFileSync(join(tools, `page.${call.split(' ')[0]!}`), 'utf8');

      const home = makeHome();
      const shell = startWith(home, [], display);
      const url = await shell.ready;
      await expect.poll(() => calls().length, { timeout: 15_000 }).toBe(1);
      expect(calls()[0]).toMatch(new RegExp(` ${join(home, 'window.html')}$`));
      expect(pageOf(calls()[0]!)).toContain(url);

      expect(await startWith(home, [], display).exited).toBe(2);
      await expect.poll(() => calls().length, { timeout: 15_000 }).toBe(2);
      expect(calls().join('\n')).not.toContain('token');
      const another = /url=([^"]+)"/.exec(pageOf(calls()[1]!))?.[1] ?? '';
      expect(another).not.toBe(url);
      expect((await fetch(another)).status).toBe(200);
    },
  );

  test('when it is killed itself, what it started ends too', async () => {
    const shell = start(makeHome());
    const url = await shell.ready;
    shell.child.kill('SIGKILL');
    await expect
      .poll(
        () =>
          fetch(url).then(
            () => 'answers',
            () => 'gone',
          ),
        { timeout: 15_000 },
      )
      .toBe('gone');
  });

  test('a wrong counter.yaml exits 3 with its line and the reason', async () => {
    const home = makeHome();
    writeFileSync(join(home, 'counter.yaml'), '# 窗口\nhall: 12\n');
    const shell = start(home);
    expect(await shell.exited).toBe(3);
    expect(shell.stderr.join('\n')).toMatch(/counter\.yaml.*2/s);
  });

  test('arguments nobody knows exit 3 with the usage; Electron asked for and missing is said', async () => {
    const typo = start(makeHome(), '--prot', '1');
    expect(await typo.exited).toBe(3);
    expect(typo.stderr.join('\n')).toContain('用法：npm start');
    const electron = start(makeHome(), '--shell', 'electron');
    expect(await electron.exited).toBe(1);
    expect(electron.stderr.join('\n')).toContain('没有找到 Electron 程序');
  });
});
