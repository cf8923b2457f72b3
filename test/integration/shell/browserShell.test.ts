import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { RouterClient } from '@orpc/server';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { makeHome, makeStubApp, startShell, type ShellProcess } from '../../fixtures/stubCore/shellProcess.ts';
import { asBrowserSocket } from '../../fixtures/stubCore/browserSocket.ts';
import type { StubRouter } from '../../fixtures/stubCore/router.ts';

/** Each test starts two processes or more; on a machine busy with other tests that takes many times its seconds. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const running: ShellProcess[] = [];
let appRoot = '';

beforeAll(() => {
  appRoot = makeStubApp();
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((shell) => shell.stop()));
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

/** Opens the WebSocket with exactly these headers; resolves to the socket or the HTTP status it was refused with. */
function knock(port: number, headers: Record<string, string>, path = '/rpc'): Promise<WebSocket | number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
    socket.once('open', () => resolve(socket));
    socket.once('unexpected-response', (_request, response) => {
      response.resume();
      resolve(response.statusCode!);
    });
    socket.once('error', reject);
  });
}

/** Follows the printed address as a browser does. */
async function enter(shell: ShellProcess): Promise<{ port: number; cookie: string; launch: URL }> {
  const launch = new URL(await shell.ready);
  const port = Number(launch.port);
  const answer = await ask(port, launch.pathname + launch.search);
  expect(answer.status).toBe(303);
  expect(answer.headers.location).toBe('/');
  const [cookie] = answer.headers['set-cookie'] ?? [];
  expect(cookie).toMatch(new RegExp(`^yiguitong-${port}=.+; HttpOnly; SameSite=Strict; Path=/$`));
  return { port, cookie: cookie!.split(';')[0]!, launch };
}

function clientOver(socket: WebSocket): RouterClient<StubRouter> {
  return createORPCClient(new RPCLink({ websocket: asBrowserSocket(socket) }));
}

const connect = async (port: number, cookie: string) => {
  const socket = await knock(port, { Cookie: cookie, Origin: `http://127.0.0.1:${port}` });
  if (typeof socket === 'number') throw new Error(`refused with ${socket}`);
  return socket;
};

describe('a teller starts the counter in the browser', () => {
  test('the printed address opens the page once, and the page speaks to the core over the WebSocket', async () => {
    const shell = start(makeHome());
    const { port, cookie } = await enter(shell);

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

    const client = clientOver(await connect(port, cookie));
    const counted: number[] = [];
    for await (const value of await client.count()) counted.push(value);
    expect(counted).toEqual([1, 2, 3]);
    // The window is known by its session, whichever socket it comes with.
    const again = clientOver(await connect(port, cookie));
    expect((await again.ping()).windowId).toBe((await client.ping()).windowId);
    expect(shell.stdout).toHaveLength(1);
  });

  test('a first start without counter.yaml is a demonstration and says so; with one it is not', async () => {
    const home = makeHome();
    const demonstration = start(home);
    await demonstration.ready;
    expect(demonstration.stderr.join('\n')).toContain('以演示模式启动');
    expect(demonstration.stderr.join('\n')).toContain('demo=true key=64');
    await demonstration.stop();
    writeFileSync(join(home, 'counter.yaml'), 'hall: {}\n');
    const real = start(home);
    await real.ready;
    expect(real.stderr.join('\n')).toContain('demo=false');
  });
});

describe('strangers on the same machine or behind a web page', () => {
  test('reach nothing without the right Host, Origin, token and cookie', async () => {
    const shell = start(makeHome());
    const { port, cookie, launch } = await enter(shell);
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

  test('a holder of the cookie gets the files of the window and nothing else of the disk', async () => {
    const { port, cookie } = await enter(start(makeHome()));
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
    const { port, cookie } = await enter(start(makeHome()));
    const socket = await connect(port, cookie);
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    socket.send(Buffer.alloc(2 * 1024 * 1024));
    expect(await closed).toBe(1009);
    expect((await clientOver(await connect(port, cookie)).ping()).pid).toBeGreaterThan(0);
  });
});

describe('the core dies', () => {
  test('and is back on the same port, where the cookie of the window still opens', async () => {
    const shell = start(makeHome());
    const { port, cookie, launch } = await enter(shell);
    const socket = await connect(port, cookie);
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
    const after = await clientOver(await connect(port, cookie)).ping();
    expect(after.windowId).toBe(before.windowId);
    expect(after.pid).not.toBe(before.pid);
    // The launch token was spent in the life before and stays so.
    expect((await ask(port, launch.pathname + launch.search)).status).toBe(401);
    expect(shell.stdout).toHaveLength(1);
  });

  test('at every start: the start is given up with a reason instead of trying for ever', async () => {
    const shell = start(makeHome(), [], { STUB_CORE: 'DIES' });
    expect(await shell.exited).toBe(1);
    expect(shell.stderr.join('\n')).toContain('已停止重试');
  });
});

describe('starts that must not go on', () => {
  test('a second start on the same home says who runs and exits 2; after the end the home is free', async () => {
    const home = makeHome();
    const first = start(home);
    const url = new URL(await first.ready);
    const second = start(home);
    expect(await second.exited).toBe(2);
    const said = second.stderr.join('\n');
    expect(said).toContain('已经在这个数据文件夹上运行');
    expect(said).toContain(`进程号 ${first.child.pid!}`);
    expect(said).toContain(url.origin);
    expect(said).not.toContain(url.search);
    expect(second.stdout).toEqual([]);
    expect(await first.stop()).toBe(0);
    await start(home).ready;
  });

  test('a killed counter leaves no lock behind', async () => {
    const home = makeHome();
    const first = start(home);
    await first.ready;
    first.child.kill('SIGKILL');
    await first.exited;
    await start(home).ready;
  });

  test('a wrong configuration exits 3 with the reason of the core, a wrong argument with its name', async () => {
    const wrong = start(makeHome(), [], { STUB_CORE: 'CONFIGURATION' });
    expect(await wrong.exited).toBe(3);
    expect(wrong.stderr.join('\n')).toContain('counter.yaml 第 3 行：窗口号缺失');
    const typo = start(makeHome(), ['--prot', '1']);
    expect(await typo.exited).toBe(3);
    expect(typo.stderr.join('\n')).toContain('--prot');
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

  test('the key file is made for its owner alone, kept, and refused when others can read it or it is lost', async () => {
    const home = makeHome();
    const keyPath = join(home, 'database.key');
    const first = start(home);
    await first.ready;
    expect(statSync(keyPath).mode & 0o777).toBe(0o600);
    const key = readFileSync(keyPath, 'utf8');
    expect(key.trim()).toMatch(/^[0-9a-f]{64}$/);
    await first.stop();
    const again = start(home);
    await again.ready;
    expect(readFileSync(keyPath, 'utf8')).toBe(key);
    await again.stop();

    chmodSync(keyPath, 0o640);
    const readable = start(home);
    expect(await readable.exited).toBe(4);
    expect(readable.stderr.join('\n')).toContain('chmod 600');

    const lostHome = makeHome();
    writeFileSync(join(lostHome, 'counter.db'), '');
    const lost = start(lostHome);
    expect(await lost.exited).toBe(4);
    expect(lost.stderr.join('\n')).toContain('数据库还在，但密钥文件');
    expect(existsSync(join(lostHome, 'database.key'))).toBe(false);
  });
});

describe('the end', () => {
  const isAlive = (pid: number) => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  };

  test.each(['SIGINT', 'SIGTERM'] as const)('%s stops the core in order and leaves no process', async (signal) => {
    const shell = start(makeHome());
    const { port, cookie } = await enter(shell);
    const { pid } = await clientOver(await connect(port, cookie)).ping();
    shell.child.kill(signal);
    expect(await shell.exited).toBe(0);
    expect(shell.stderr).toContain('stub core: stopped');
    expect(isAlive(pid)).toBe(false);
  });

  test('when the parent is killed, the child ends by itself', async () => {
    const shell = start(makeHome());
    const { port, cookie } = await enter(shell);
    const { pid } = await clientOver(await connect(port, cookie)).ping();
    shell.child.kill('SIGKILL');
    await shell.errorLine(/stub core: stopped/);
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
  });
});
