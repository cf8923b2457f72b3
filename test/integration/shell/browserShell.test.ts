import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { RouterClient } from '@orpc/server';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { connectAsPage, enteredBy, knock, type Entered } from '../../fixtures/loopback.ts';
import { makeHome, makeStubApp, startShell, type ShellProcess } from '../../fixtures/stubCore/shellProcess.ts';
import { mountSmallDisk } from '../../fixtures/smallDisk.ts';
import { asBrowserSocket } from '../../fixtures/stubCore/browserSocket.ts';
import type { StubRouter } from '../../fixtures/stubCore/router.ts';

/** A start is two processes or more; on a machine busy with other tests that takes many times its seconds. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const running: ShellProcess[] = [];
let appRoot = '';

beforeAll(() => {
  appRoot = makeStubApp();
});

afterAll(async () => {
  await Promise.all(running.map((shell) => shell.stop()));
});

function start(home: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): ShellProcess {
  const shell = startShell({
    entry: 'main/shell/browser/main.ts',
    imports: ['test/fixtures/stubCore/register.ts'],
    args: ['--home', home, ...args],
    env: { STUB_APP_ROOT: appRoot, ...env },
  });
  running.push(shell);
  return shell;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** One request with exactly these headers; `fetch` would not let a test lie about Host and Origin. */
function ask(port: number, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks).toString() }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** Follows the printed address as a browser does. */
async function enter(launch: URL): Promise<Entered> {
  const answer = await ask(Number(launch.port), launch.pathname + launch.search);
  expect(answer.status).toBe(200);
  const [cookie] = answer.headers['set-cookie'] ?? [];
  expect(cookie).toMatch(new RegExp(`^yiguitong-${launch.port}=.+; HttpOnly; SameSite=Strict; Path=/$`));
  return enteredBy(launch, cookie, answer.body);
}

function clientOver(socket: WebSocket): RouterClient<StubRouter> {
  return createORPCClient(new RPCLink({ websocket: asBrowserSocket(socket) }));
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** One counter from its first start to its third end; each test finds it as the one before has left it. */
describe('a counter in the browser', () => {
  const home = makeHome();
  const keyPath = join(home, 'database.key');
  let shell: ShellProcess;
  let port = 0;
  let cookie = '';
  let entered: Entered;
  let launch: URL;
  /** Comes in by the address the counter prints. */
  const comeIn = async (): Promise<void> => {
    launch = new URL(await shell.ready);
    entered = await enter(launch);
    ({ port, cookie } = entered);
  };
  beforeAll(async () => {
    shell = start(home);
    await comeIn();
  });

  test('the printed address opens the page once, and the page speaks to the core over the WebSocket', async () => {
    const page = await ask(port, '/', { Cookie: cookie });
    expect(page.status).toBe(200);
    expect(page.body).toContain('<meta name="counter-transport" content="web-socket">');
    const nonce = /name="csp-nonce" content="([^"]+)"/.exec(page.body)![1]!;
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(policy).not.toContain('unsafe-inline');
    expect(page.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    const script = await ask(port, '/assets/page-abc.js', { Cookie: cookie });
    expect(script.headers['cache-control']).toContain('immutable');

    const client = clientOver(await connectAsPage(entered));
    const counted: number[] = [];
    for await (const value of await client.count()) counted.push(value);
    expect(counted).toEqual([1, 2, 3]);
    // The window is known by its session, whichever socket it comes with.
    const again = clientOver(await connectAsPage(entered));
    expect((await again.ping()).windowId).toBe((await client.ping()).windowId);
    expect(shell.stdout).toHaveLength(1);
  });

  test('the first start without counter.yaml is a demonstration and says so, and makes the key for its owner alone', () => {
    expect(shell.stderr.join('\n')).toContain('以演示模式启动');
    expect(shell.stderr.join('\n')).toContain('demo=true key=64');
    expect(statSync(keyPath).mode & 0o777).toBe(0o600);
    expect(readFileSync(keyPath, 'utf8').trim()).toMatch(/^[0-9a-f]{64}$/);
  });

  test('strangers on the same machine or behind a web page reach nothing without the right Host, Origin, token and cookie', async () => {
    const own = `http://127.0.0.1:${port}`;
    const used = launch.pathname + launch.search;

    const refused: [what: string, answer: Promise<Answer>, status: number][] = [
      ['page without cookie', ask(port, '/'), 401],
      ['file without cookie', ask(port, '/assets/page-abc.js'), 401],
      ['used token', ask(port, used), 401],
      ['used token with cookie', ask(port, used, { Cookie: cookie }), 401],
      ['wrong token', ask(port, `/launch?token=${'0'.repeat(64)}`), 401],
      ['missing token', ask(port, '/launch'), 401],
      ['forged cookie', ask(port, '/', { Cookie: cookie.slice(0, -1) + (cookie.endsWith('0') ? '1' : '0') }), 401],
      ['cookie of another port', ask(port, '/', { Cookie: cookie.replace(String(port), '1') }), 401],
      ['re-bound name (DNS rebinding)', ask(port, '/', { Cookie: cookie, Host: `evil.example:${port}` }), 403],
      ['Host without port', ask(port, '/', { Cookie: cookie, Host: '127.0.0.1' }), 403],
      ['Host of another port', ask(port, '/', { Cookie: cookie, Host: '127.0.0.1:1' }), 403],
      ['another origin', ask(port, '/', { Cookie: cookie, Origin: 'http://evil.example' }), 403],
      ['null origin', ask(port, '/', { Cookie: cookie, Origin: 'null' }), 403],
      ['POST from elsewhere', ask(port, '/', { Cookie: cookie, Origin: 'http://evil.example' }, 'POST'), 403],
      ['POST without origin', ask(port, '/', { Cookie: cookie }, 'POST'), 403],
      ['POST of our own page', ask(port, '/', { Cookie: cookie, Origin: own }, 'POST'), 405],
    ];
    for (const [what, answer, status] of refused)
      expect({ what, status: (await answer).status }).toEqual({ what, status });
    expect((await ask(port, '/')).body).toContain('请从“一柜通”应用程序启动');

    const sockets: [what: string, headers: Record<string, string>, status: number, path?: string][] = [
      ['no cookie', { Origin: own }, 401],
      ['no origin', { Cookie: cookie }, 403],
      ['another origin (cross-site WebSocket)', { Cookie: cookie, Origin: 'http://evil.example' }, 403],
      ['localhost page at 127.0.0.1', { Cookie: cookie, Origin: `http://localhost:${port}` }, 403],
      ['https origin', { Cookie: cookie, Origin: own.replace('http', 'https') }, 403],
      ['re-bound name', { Cookie: cookie, Origin: `http://evil.example:${port}`, Host: `evil.example:${port}` }, 403],
      ['another path', { Cookie: cookie, Origin: own }, 401, '/other'],
    ];
    for (const [what, headers, status, path] of sockets) {
      expect({ what, outcome: await knock(port, headers, path) }).toEqual({ what, outcome: status });
    }
  });

  test('the cookie alone, which every port of this machine is sent, opens the files and nothing else', async () => {
    const own = { Cookie: cookie, Origin: `http://127.0.0.1:${port}` };
    for (const said of [
      [JSON.stringify({ i: '1', p: { u: '/ping' } })],
      ['0'.repeat(64), '0'.repeat(64)],
      [entered.cookie, entered.cookie],
    ]) {
      const socket = await knock(port, own);
      if (typeof socket === 'number') throw new Error(`refused with ${socket}`);
      const heard: string[] = [];
      socket.on('message', (data: Buffer) => heard.push(data.toString('latin1')));
      const closed = new Promise<number>((resolve) => socket.once('close', resolve));
      for (const text of said) socket.send(text);
      expect(await closed).toBe(4401);
      // At most its half of the proof, which says nothing of the key.
      expect(heard.join()).toMatch(/^([0-9a-f]{64}\.[0-9a-f]{64})?$/);
    }
    for (const path of ['/', '/assets/page-abc.js', '/launch', '/window']) {
      expect((await ask(port, path, { Cookie: cookie })).body).not.toContain(entered.key);
    }
    expect((await ask(port, '/window', { Cookie: cookie }, 'POST')).status).toBe(401);
  });

  test('a holder of the cookie gets the files of the window and nothing else of the disk', async () => {
    const paths = [
      '/../package.json',
      '/..%2fpackage.json',
      '/%2e%2e/%2e%2e/package.json',
      '/assets/../../package.json',
      '/assets/..%5c..%5cpackage.json',
      '/index.html%00.js',
      '/notes.txt',
      '/assets',
      '/assets/',
      '/etc/passwd',
    ];
    for (const path of paths)
      expect({ path, status: (await ask(port, path, { Cookie: cookie })).status }).toEqual({ path, status: 404 });
    for (const target of ['http://evil.example/', '//evil.example/']) {
      expect((await ask(port, target, { Cookie: cookie })).status).toBe(401);
    }
  });

  test('a message larger than any form ends the connection, not the core', async () => {
    const socket = await connectAsPage(entered);
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    socket.send(Buffer.alloc(2 * 1024 * 1024));
    // 1009, unless the line is reset while the rest of the message still comes: then the word is lost on the way.
    expect([1006, 1009]).toContain(await closed);
    expect((await clientOver(await connectAsPage(entered)).ping()).pid).toBeGreaterThan(0);
  });

  test('a second start on the same home says who runs and exits 2', async () => {
    const second = start(home);
    expect(await second.exited).toBe(2);
    const said = second.stderr.join('\n');
    expect(said).toContain('已经在这个数据文件夹上运行');
    expect(said).toContain(`进程号 ${shell.child.pid!}`);
    expect(said).toContain(launch.origin);
    expect(said).not.toContain(launch.search);
    expect(second.stdout).toEqual([]);
    // And it has a new window for the same user, in a page that nobody else can read.
    const page = join(home, 'window.html');
    expect(said).toContain(page);
    expect(statSync(page).mode & 0o777).toBe(0o600);
    const address = new URL(/url=([^"]+)"/.exec(readFileSync(page, 'utf8'))![1]!);
    expect(said).not.toContain(address.search);
    const other = clientOver(await connectAsPage(await enter(address)));
    const mine = clientOver(await connectAsPage(entered));
    expect((await other.ping()).windowId).not.toBe((await mine.ping()).windowId);
    await expect.poll(() => existsSync(page)).toBe(false);
    expect((await ask(port, address.pathname + address.search)).status).toBe(401);
  });

  test('a core that dies is back on the same port, where the cookie of the window still opens', async () => {
    const socket = await connectAsPage(entered);
    const before = await clientOver(socket).ping();
    const noticed = new Promise((resolve) => socket.once('close', resolve));
    process.kill(before.pid, 'SIGKILL');
    await noticed;
    await shell.errorLine(/业务进程意外结束（SIGKILL）/);
    await expect
      .poll(
        () =>
          ask(port, '/', { Cookie: cookie }).then(
            (answer) => answer.status,
            () => 0,
          ),
        { timeout: 15_000 },
      )
      .toBe(200);
    const after = await clientOver(await connectAsPage(entered)).ping();
    expect(after.windowId).toBe(before.windowId);
    expect(after.pid).not.toBe(before.pid);
    // The launch token was spent in the life before and stays so.
    expect((await ask(port, launch.pathname + launch.search)).status).toBe(401);
    expect(shell.stdout).toHaveLength(1);
  });

  test('SIGTERM stops the core in order and leaves no process', async () => {
    await endsInOrder('SIGTERM');
  });

  test('after the end the home is free: the next start keeps the key, and with counter.yaml it is no demonstration', async () => {
    const key = readFileSync(keyPath, 'utf8');
    writeFileSync(join(home, 'counter.yaml'), 'hall: {}\n');
    shell = start(home);
    await comeIn();
    expect(shell.stderr.join('\n')).toContain('demo=false');
    expect(readFileSync(keyPath, 'utf8')).toBe(key);
  });

  test('when the parent is killed, the child ends by itself', async () => {
    const { pid } = await clientOver(await connectAsPage(entered)).ping();
    shell.child.kill('SIGKILL');
    await shell.errorLine(/stub core: stopped/);
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
  });

  test('a killed counter leaves no lock behind, and SIGINT ends as SIGTERM does', async () => {
    shell = start(home);
    await comeIn();
    await endsInOrder('SIGINT');
  });

  test('a key that others can read is refused', async () => {
    chmodSync(keyPath, 0o640);
    const readable = start(home);
    expect(await readable.exited).toBe(4);
    expect(readable.stderr.join('\n')).toContain('chmod 600');
  });

  /** The counter at work gets the signal. */
  async function endsInOrder(signal: 'SIGINT' | 'SIGTERM'): Promise<void> {
    const { pid } = await clientOver(await connectAsPage(entered)).ping();
    shell.child.kill(signal);
    expect(await shell.exited).toBe(0);
    expect(shell.stderr).toContain('stub core: stopped');
    expect(isAlive(pid)).toBe(false);
  }
});

describe('starts that must not go on', () => {
  test('a core that dies at every start: the start is given up with a reason instead of trying for ever', async () => {
    const shell = start(makeHome(), [], { STUB_CORE: 'DIES' });
    expect(await shell.exited).toBe(1);
    expect(shell.stderr.join('\n')).toContain('已停止重试');
  });

  test('a core that meets a bug ends in order and is started again; what was at hand is not in the log', async () => {
    const shell = start(makeHome(), [], { STUB_CORE: 'BREAKS' });
    await shell.errorLine(/^bug: TypeError at .*stubCore/);
    await shell.errorLine(/stub core: stopped/);
    await shell.errorLine(/业务进程意外结束（代码 1）/);
    expect(shell.stderr.join()).not.toContain('李建国');
    await shell.stop();
  });

  test('a wrong configuration exits 3 with the reason of the core, a wrong argument with its name', async () => {
    const wrong = start(makeHome(), [], { STUB_CORE: 'CONFIGURATION' });
    expect(await wrong.exited).toBe(3);
    expect(wrong.stderr.join('\n')).toContain('counter.yaml 第 3 行：窗口号缺失');
    const typo = start(makeHome(), ['--prot', '1']);
    expect(await typo.exited).toBe(3);
    expect(typo.stderr.join('\n')).toContain('--prot');
  });

  test('a disk fault that the core meets exits 4 with its sentence alone', async () => {
    const full = start(makeHome(), [], { STUB_CORE: 'STORAGE_FULL' });
    expect(await full.exited).toBe(4);
    expect(full.stderr.at(-1)).toBe('磁盘已满，没有启动');
  });

  test('a full disk that the shell meets itself exits 4 with one sentence and no stack', async ({ skip }) => {
    const disk = mountSmallDisk(1);
    if (disk === null) return skip('mounting a small disk needs root');
    onTestFinished(() => disk.remove());
    disk.fill();
    const full = start(join(disk.folder, 'home'));
    expect(await full.exited).toBe(4);
    expect(full.stderr).toEqual([expect.stringMatching(/^磁盘已满，没有启动/)]);
  });

  test('a port in use exits 1 and names the port', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const shell = start(makeHome(), ['--port', String(address.port)]);
    expect(await shell.exited).toBe(1);
    expect(shell.stderr.join('\n')).toContain(`端口 ${address.port} 已被别的程序占用`);
    other.close();
  });

  test('a key lost beside its database is refused, and no other is made', async () => {
    const lostHome = makeHome();
    writeFileSync(join(lostHome, 'counter.db'), '');
    const lost = start(lostHome);
    expect(await lost.exited).toBe(4);
    expect(lost.stderr.join('\n')).toContain('数据库还在，但密钥文件');
    expect(existsSync(join(lostHome, 'database.key'))).toBe(false);
  });
});
