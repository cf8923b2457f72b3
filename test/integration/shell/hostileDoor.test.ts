import { readFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { ensureBuilt } from '../../../scripts/bootstrap.mjs';
import type { CounterClient } from '../../../main/contract/contract.ts';
import { MAX_MESSAGE_BYTES } from '../../../main/contract/limits.ts';
import { askForWindow } from '../../../main/shell/browser/anotherWindow.ts';
import { morningArguments } from '../../fixtures/hallMorning.ts';
import { connectAsPage, enteredBy, knock, type Entered } from '../../fixtures/loopback.ts';
import { asBrowserSocket } from '../../fixtures/stubCore/browserSocket.ts';
import { makeHome, startShell, type ShellProcess } from '../../fixtures/stubCore/shellProcess.ts';

/** How many strangers knock; more on a word of the environment. */
const RUNS = Number(process.env.COUNTER_FUZZ ?? 150);
/** Stands in what is sent, and nowhere in the log. */
const SECRET = '李建国990000198503121011';
/** What the core may have grown by when all of it is over, in bytes. */
const MOST_GROWTH_BYTES = 200 * 1024 * 1024;

const home = makeHome();
let shell: ShellProcess;
let attacker: Entered;
let client: CounterClient;
let before = 0;

async function enter(launch: URL): Promise<Entered> {
  const answer = await fetch(launch);
  return enteredBy(launch, answer.headers.get('set-cookie') ?? undefined, await answer.text());
}

const clientOver = (socket: WebSocket): CounterClient =>
  createORPCClient(new RPCLink({ websocket: asBrowserSocket(socket) }));

/** Process id and memory of the core, from the kernel. */
function core(): { readonly pid: string; readonly bytes: number } {
  const parent = String(shell.child.pid);
  const [pid = ''] = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').trim().split(' ');
  const [, kilobytes = ''] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return { pid, bytes: Number(kilobytes) * 1024 };
}
let first = '';

beforeAll(async () => {
  await ensureBuilt();
  shell = startShell({ entry: 'out/browser/main.js', args: ['--home', home, '--demo', ...morningArguments()] });
  attacker = await enter(new URL(await shell.ready));
  const page = await askForWindow(home);
  const [, address = ''] = /url=([^"]+)"/.exec(readFileSync(page ?? '', 'utf8')) ?? [];
  client = clientOver(await connectAsPage(await enter(new URL(address))));
  expect(await client.session.active({})).toMatchObject({ ok: true });
  ({ pid: first, bytes: before } = core());
}, 120_000);
afterAll(() => shell.stop());

/** Another window works on as if nothing were the matter, on the same core. */
afterEach(async () => {
  expect(await client.session.active({})).toEqual({ ok: true, value: {} });
  const now = core();
  expect(now.pid).toBe(first);
  expect(now.bytes - before).toBeLessThan(MOST_GROWTH_BYTES);
  expect(
    shell.stderr.filter((line) => line.includes('bug:') || line.includes('李建国') || /\d{15}/.test(line)),
  ).toEqual([]);
});

/** Sends these bytes over one connection, closes its own half and waits until the other is closed, too. */
function send(pieces: readonly Uint8Array[]): Promise<void> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port: attacker.port });
    socket.on('error', () => undefined);
    socket.once('close', () => resolve());
    socket.resume();
    for (const piece of pieces) socket.write(piece);
    socket.end();
  });
}

describe('the door of the core', () => {
  test('takes any bytes, whole requests, halves and wrong ones, and lets each connection go', async () => {
    const own = () => `127.0.0.1:${attacker.port}`;
    const host = fc.constantFrom(own(), 'evil.example', '', `${own()}, evil.example`, SECRET, '[::1]');
    const origin = fc.constantFrom(`http://${own()}`, 'null', 'http://evil.example', SECRET);
    const request = fc
      .record({
        method: fc.constantFrom('GET', 'POST', 'CONNECT', 'TRACE', 'PRI', 'get', SECRET),
        target: fc.constantFrom(
          '/',
          '/rpc',
          '/launch?token=x',
          '//',
          '*',
          'http://evil.example/',
          '/%00',
          `/${'a'.repeat(20_000)}`,
        ),
        host,
        origin,
        more: fc.constantFrom(
          '',
          'Content-Length: 99999999999\r\n',
          'Transfer-Encoding: chunked\r\nContent-Length: 4\r\n',
          'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n',
          'Connection: Upgrade\r\nUpgrade: h2c\r\nHTTP2-Settings: AAA\r\n',
          'Expect: 100-continue\r\n',
          `Cookie: ${'a=b; '.repeat(4_000)}\r\n`,
          'X: y\r\n'.repeat(3_000),
          ': \r\n',
        ),
        cookie: fc.boolean(),
        body: fc.constantFrom('', SECRET, 'ffffffff\r\n', '0\r\n\r\n'),
      })
      .map(
        ({ method, target, host: to, origin: from, more, cookie, body }) =>
          `${method} ${target} HTTP/1.1\r\nHost: ${to}\r\nOrigin: ${from}\r\n${cookie ? `Cookie: ${attacker.cookie}\r\n` : ''}${more}\r\n${body}`,
      );
    const piece = fc.oneof(
      { weight: 3, arbitrary: request.map((text) => Buffer.from(text)) },
      fc.tuple(request, fc.nat({ max: 200 })).map(([text, end]) => Buffer.from(text.slice(0, end))),
      fc.uint8Array({ maxLength: 400 }),
    );
    await fc.assert(fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 3 }), send), { numRuns: RUNS });
  });

  test('keeps no connection that it refused, also when the other side keeps its half open', async () => {
    const socket = createConnection({ host: '127.0.0.1', port: attacker.port, allowHalfOpen: true });
    const reset = new Promise((resolve) => socket.once('error', resolve));
    socket.write(`GET /rpc HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
    socket.resume();
    await new Promise((resolve) => socket.once('end', resolve));
    // Nobody is there any more to take it.
    const saying = setInterval(() => socket.write('still here'), 5);
    await reset;
    clearInterval(saying);
    socket.destroy();
  });

  test('takes any frames of a socket that has not proved its page, and lets it go', async () => {
    const opening = [
      'GET /rpc HTTP/1.1',
      `Host: 127.0.0.1:${attacker.port}`,
      `Origin: http://127.0.0.1:${attacker.port}`,
      `Cookie: ${attacker.cookie}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
      '\r\n',
    ].join('\r\n');
    const frame = fc
      .record({
        head: fc.nat({ max: 255 }),
        length: fc.oneof(
          fc.nat({ max: 125 }).map((length) => [0x80 | length]),
          fc.constantFrom(
            [0xfe, 0xff, 0xff],
            [0xff, 0x7f, 255, 255, 255, 255, 255, 255, 255],
            [0xff, 0, 0, 0, 0, 0, 0x10, 0, 0],
            [5],
          ),
        ),
        body: fc.uint8Array({ maxLength: 130 }),
      })
      .map(({ head, length, body }) => Buffer.from([head, ...length, 0, 0, 0, 0, ...body]));
    await fc.assert(
      fc.asyncProperty(fc.array(frame, { maxLength: 12 }), (frames) => send([Buffer.from(opening), ...frames])),
      { numRuns: RUNS },
    );
  });

  test('takes what the page of a window itself sends, however deep, wrong or much, and ends a line that is too much', async () => {
    const deep = (text: string, end = ''): string => text.repeat(200_000) + end;
    const request = (json: string): string => `{"i":"deep","p":{"u":"/session/signIn","b":{"json":${json}}}}`;
    const kept = [
      ...[deep('['), deep('[', deep(']')), deep('{"a":'), request(deep('[', deep(']'))), `{"number":"${SECRET}"`],
      ...[
        request(`{"number":"${SECRET}","password":${'9'.repeat(5_000)}}`),
        request('{"__proto__":{"x":1}}'),
        '\u0000',
        '',
      ],
    ];
    const socket = await connectAsPage(attacker);
    for (const text of kept) socket.send(text);
    for (const text of kept) socket.send(Buffer.from(text));
    expect(await clientOver(socket).session.active({})).toMatchObject({ ok: true });
    const ended = new Promise((resolve) => socket.once('close', resolve));
    socket.send('x'.repeat(MAX_MESSAGE_BYTES + 1));
    await ended;

    // A message of pieces without end.
    const slow = await connectAsPage(attacker);
    const given = new Promise((resolve) => slow.once('close', resolve));
    slow.on('error', () => undefined);
    for (let n = 0; n < 1_000; n += 1) slow.send('x', { fin: false });
    await given;
  });

  test('refuses a flood in words while the other window works on', async () => {
    const socket = await connectAsPage(attacker);
    let answers = 0;
    let refused = 0;
    const count = 20_000;
    const all = new Promise<void>((resolve) =>
      socket.on('message', (data: Buffer) => {
        if (data.includes('"TOO_MANY_REQUESTS"')) refused += 1;
        answers += 1;
        if (answers === count) resolve();
      }),
    );
    for (let n = 0; n < count; n += 1)
      socket.send(`{"i":"${n.toString(36)}","p":{"u":"/session/active","b":{"json":{}}}}`);
    // While it is at it.
    expect(await client.session.active({})).toMatchObject({ ok: true });
    await all;
    expect(refused).toBeGreaterThan(count / 2);
    socket.close();
  });

  test('ends the line of a window that asks and never reads', async () => {
    const socket = await connectAsPage(attacker);
    const ended = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => undefined);
    socket.pause();
    for (let n = 0; n < 120_000; n += 1)
      socket.send(`{"i":"${n.toString(36)}","p":{"u":"/session/active","b":{"json":{}}}}`);
    // It hears of its end once it reads again.
    expect(await client.session.active({})).toMatchObject({ ok: true });
    socket.resume();
    await ended;
  });

  test('has room for so many sockets of one cookie and refuses the next', async () => {
    const headers = { Cookie: attacker.cookie, Origin: `http://127.0.0.1:${attacker.port}` };
    const knocked = await Promise.all(Array.from({ length: 100 }, () => knock(attacker.port, headers)));
    expect(knocked.filter((one) => one === 429).length).toBeGreaterThan(30);
    for (const one of knocked) if (typeof one !== 'number') one.terminate();
  });
});
