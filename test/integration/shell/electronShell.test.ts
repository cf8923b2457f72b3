import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { build } from 'vite';
import { ROOT } from '../../../scripts/bootstrap.mjs';
import { makeHome, makeStubApp, startShell, type ShellProcess } from '../../fixtures/stubCore/shellProcess.ts';

/** Starting Chromium takes seconds, and on a machine busy with other tests many times as many. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/**
 * The Electron shell over the stand-in for the `electron` module (test/fixtures/electronStandIn/README.md says what is
 * real in it and what is not), with the stub core behind it.
 */
let appRoot = '';
let client = '';

/** Bundles one file; returns the code. */
async function bundle(entry: string, format: 'cjs' | 'iife', external: string[]): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'counter-bundle-'));
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir,
      minify: false,
      lib: { entry: join(ROOT, entry), formats: [format], name: 'stubClient', fileName: () => 'bundle.cjs' },
      rolldownOptions: { external },
    },
  });
  return readFileSync(join(outDir, 'bundle.cjs'), 'utf8');
}

beforeAll(async () => {
  appRoot = makeStubApp();
  mkdirSync(join(appRoot, 'out', 'electron'), { recursive: true });
  const preload = await bundle('main/shell/electron/preload/preload.ts', 'cjs', ['electron']);
  writeFileSync(join(appRoot, 'out', 'electron', 'preload.cjs'), preload);
  client = await bundle('test/fixtures/stubCore/pageClient.ts', 'iife', []);
}, 60_000);

const running: ShellProcess[] = [];
afterAll(async () => {
  await Promise.all(running.map((shell) => shell.stop()));
});

function start(home: string, env: Readonly<Record<string, string>> = {}, args: readonly string[] = []): ShellProcess {
  const shell = startShell({
    entry: 'main/shell/electron/main.ts',
    imports: ['test/fixtures/electronStandIn/register.ts', 'test/fixtures/stubCore/register.ts'],
    args: ['--home', home, ...args],
    env: { STUB_APP_ROOT: appRoot, ...env },
  });
  running.push(shell);
  return shell;
}

/** The number of ports the page was given so far. */
const portsOf = (page: Page) => page.evaluate('window.ports.length');

/** Calls the stub core from the page, over the latest port it was given. */
async function ping(page: Page): Promise<{ windowId: string; pid: number }> {
  return page.evaluate(`${client}; window.stubClient.ping(window.ports.at(-1))`);
}

/** One counter at work, from its start to its end; each test finds it as the one before has left it. */
describe('the Electron shell over the stand-in', () => {
  const home = makeHome();
  let shell: ShellProcess;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    shell = start(home);
    expect(await shell.ready).toBe('app://counter/');
    const [, endpoint] = await shell.errorLine(/\[stand-in\] cdp (\S+)/);
    browser = await chromium.connectOverCDP(endpoint!);
    page = browser.contexts()[0]!.pages()[0]!;
  });
  afterAll(() => browser.close());

  test('opens its window under its own policy and hands it a port to the core', async () => {
    await expect.poll(() => portsOf(page)).toBe(1);
    expect(await page.evaluate(`${client}; window.stubClient.count(window.ports[0])`)).toEqual([1, 2, 3]);
    expect((await ping(page)).pid).not.toBe(shell.child.pid);
    expect(await page.locator('meta[name="counter-transport"]').getAttribute('content')).toBe('message-port');
    expect(await page.locator('meta[name="csp-nonce"]').getAttribute('content')).toMatch(/^[\w+/]{24}$/);
    // Nothing of Electron or Node is in the page's world.
    expect(await page.evaluate('[typeof require, typeof process, typeof ipcRenderer]')).toEqual(
      Array(3).fill('undefined'),
    );
    // The policy is in force: a script written into the page does not run.
    await page.evaluate(
      `{ const s = document.createElement('script'); s.textContent = 'window.injected = true'; document.head.append(s); }`,
    );
    expect(await page.evaluate('window.injected')).toBeUndefined();
  });

  test('the page cannot leave, open a window, embed a page or get a permission', async () => {
    await page.evaluate(`location.href = 'https://evil.example/'`);
    await shell.errorLine(/已拒绝.*跳转：https:\/\/evil\.example\//);
    await page.evaluate(`void window.open('https://evil.example/window')`);
    await shell.errorLine(/已拒绝打开新窗口/);
    await expect.poll(() => page.context().pages().length).toBe(1);
    expect(await page.evaluate('Notification.requestPermission()')).toBe('denied');
    await shell.errorLine(/已拒绝窗口的权限请求：notifications/);
    expect(
      await page.evaluate(`navigator.permissions.query({ name: 'geolocation' }).then((status) => status.state)`),
    ).toBe('denied');
    expect(
      await page.evaluate(`navigator.mediaDevices.getUserMedia({ video: true }).catch((error) => error.name)`),
    ).toBe('NotAllowedError');
    expect(await page.evaluate('document.querySelector("meta[name=counter-transport]") !== null')).toBe(true);
  });

  test('only files of the window are served, whatever is asked', async () => {
    const origin = await page.evaluate<string>('location.origin');
    const statusOf = (path: string) =>
      page.evaluate<number>(`fetch(${JSON.stringify(origin + path)}).then((response) => response.status)`);
    expect(await statusOf('/assets/page-abc.js')).toBe(200);
    for (const path of [
      '/package.json',
      '/..%2f..%2fpackage.json',
      '/assets/..%5c..%5cpackage.json',
      '/notes.txt',
      '/etc/passwd',
    ]) {
      expect({ path, status: await statusOf(path) }).toEqual({ path, status: 404 });
    }
  });

  test('a second start on the same home exits 2', async () => {
    const again = start(home);
    expect(await again.exited).toBe(2);
    expect(again.stderr.join('\n')).toContain('地址 app://counter/');
  });

  test('a reload gets a new port to the same core', async () => {
    const before = await ping(page);
    await Promise.all([page.waitForEvent('load'), page.evaluate('location.reload()')]);
    await expect.poll(() => portsOf(page)).toBe(1);
    expect(await ping(page)).toEqual(before);
  });

  test('a dead core is started again and the page gets a port to the new one', async () => {
    const before = await ping(page);
    process.kill(before.pid, 'SIGKILL');
    await shell.errorLine(/业务进程意外结束/);
    await expect.poll(() => portsOf(page), { timeout: 15_000 }).toBe(2);
    const after = await ping(page);
    expect(after.pid).not.toBe(before.pid);
    expect(after.windowId).toBe(before.windowId);
  });

  test('Ctrl-C stops the core in order and leaves no process', async () => {
    const { pid } = await ping(page);
    expect(await shell.stop()).toBe(0);
    expect(shell.stderr).toContain('stub core: stopped');
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  test('the key is kept encrypted and is the same at the next start', async () => {
    const kept = readFileSync(join(home, 'database.key.enc'));
    expect(kept.toString('latin1')).not.toMatch(/^[0-9a-f]{64}$/);
    await start(home).ready;
    expect(readFileSync(join(home, 'database.key.enc')).equals(kept)).toBe(true);
  });
});

describe('starts of the Electron shell that need a word', () => {
  test('without a key ring there is no key, unless somebody has allowed it', async () => {
    const bare = start(makeHome(), { STAND_IN_KEY_STORE: 'basic_text' });
    expect(await bare.exited).toBe(4);
    expect(bare.stderr.join('\n')).toContain('--allow-basic-text-key');
    await start(makeHome(), { STAND_IN_KEY_STORE: 'basic_text' }, ['--allow-basic-text-key']).ready;
  });

  test('a key of another user and a key lost beside its database are refused', async () => {
    const foreignHome = makeHome();
    writeFileSync(join(foreignHome, 'database.key.enc'), 'encrypted for another user');
    const foreign = start(foreignHome);
    expect(await foreign.exited).toBe(4);
    expect(foreign.stderr.join('\n')).toContain('打不开密钥文件');
    const lostHome = makeHome();
    writeFileSync(join(lostHome, 'counter.db'), '');
    const lost = start(lostHome);
    expect(await lost.exited).toBe(4);
    expect(lost.stderr.join('\n')).toContain('不见了');
  });

  test.each(['--remote-debugging-port=0', '--remote-debugging-pipe', '--auto-open-devtools-for-tabs'])(
    'an installed counter started with %s opens nothing and exits 3',
    async (door) => {
      const debugged = start(makeHome(), { STAND_IN_PACKAGED: 'yes' }, [door]);
      expect(await debugged.exited).toBe(3);
      expect(debugged.stderr.join('\n')).toContain(`安装版不接受调试参数：${door.split('=')[0]!}`);
      expect(debugged.stderr.join('\n')).not.toContain('[stand-in] cdp');
    },
  );

  test('a key made before the first start is taken over and lies open no longer, also after a cut', async () => {
    const home = makeHome();
    const plain = join(home, 'database.key');
    writeFileSync(plain, `${'ab'.repeat(32)}\n`, { mode: 0o600 });
    const first = start(home);
    await first.ready;
    expect(existsSync(plain)).toBe(false);
    expect(existsSync(join(home, 'database.key.enc'))).toBe(true);
    await first.stop();
    // A start that was killed between keeping the key and removing the open one leaves both.
    writeFileSync(plain, `${'ab'.repeat(32)}\n`, { mode: 0o600 });
    await start(home).ready;
    expect(existsSync(plain)).toBe(false);
  });

  test('a wrong configuration is shown and exits 3', async () => {
    const wrong = start(makeHome(), { STUB_CORE: 'CONFIGURATION' });
    expect(await wrong.exited).toBe(3);
    expect(wrong.stderr.join('\n')).toContain('error box: 一柜通无法启动: counter.yaml 第 3 行');
  });
});
