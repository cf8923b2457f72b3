import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectAsPage, knock } from '../fixtures/loopback.ts';
import { useHall } from './support/hall.ts';

/**
 * Another program on the same machine, of another user, say, that gets the browser of the counter to visit its port: cookies
 * know no ports, so it is sent the counter's.
 */
describe('a hostile server on another port of this machine', () => {
  const hall = useHall();
  const cookies: string[] = [];
  let server: Server;
  let hostile = '';
  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.headers.cookie !== undefined) cookies.push(request.headers.cookie);
      response.setHeader('Content-Type', 'text/html').end('<title>hostile</title>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    hostile = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(() => void server.close());

  test('gets the cookie, and with it neither a call nor the key of the page', async () => {
    await hall.page.getByRole('heading', { name: '柜员登录' }).waitFor();
    const origin = new URL(hall.page.url());
    const port = Number(origin.port);
    const key = await hall.page.evaluate<string | null>(`localStorage.getItem('yiguitong-key')`);
    if (key === null) throw new Error('the page has no key');

    const tab = await hall.newTab();
    await tab.goto(hostile);
    const cookie = cookies.at(-1);
    if (cookie === undefined) throw new Error('the browser sent no cookie: nothing is shown');
    expect(await tab.evaluate(`localStorage.getItem('yiguitong-key')`)).toBeNull();

    // As the page of the counter, but for the key.
    const headers = { Cookie: cookie, Origin: origin.origin };
    const socket = await knock(port, headers);
    if (typeof socket === 'number') throw new Error(`the cookie is no longer good: ${socket}`);
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    socket.send('0'.repeat(64));
    socket.send(JSON.stringify({ i: '1', p: { u: '/session/current' } }));
    expect(await closed).toBe(4401);
    for (const path of ['/', '/launch', '/window']) {
      const answer = await fetch(new URL(path, origin), { headers: { Cookie: cookie } });
      expect(await answer.text()).not.toContain(key);
    }
    // From within the browser its page does not even get that far.
    hall.expectTrouble(/WebSocket connection to .* failed/);
    const refused = await tab.evaluate<boolean>(
      `new Promise((resolve) => { const s = new WebSocket('ws://127.0.0.1:${port}/rpc'); s.onopen = () => resolve(false); s.onerror = () => resolve(true); })`,
    );
    expect(refused).toBe(true);

    // It was the key that was missing: with it the same knock is let in.
    (await connectAsPage({ port, cookie, key })).close();
    await tab.close();
  });
});
