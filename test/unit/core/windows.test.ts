import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readRequestFrame } from '../../../main/api/requestFrame.ts';
import type { CounterClient } from '../../../main/contract/contract.ts';
import { openToWindows } from '../../../main/core/windows.ts';
import { openDesk, type Desk } from '../../fixtures/desk/desk.ts';

let desk: Desk;
const bugs: unknown[] = [];
const lines: string[] = [];

beforeAll(() => {
  desk = openDesk();
});
afterAll(() => desk.close());

const unhandled: unknown[] = [];
const noteUnhandled = (error: unknown): void => void unhandled.push(error);
beforeEach(() => {
  bugs.length = 0;
  lines.length = 0;
  unhandled.length = 0;
  process.on('unhandledRejection', noteUnhandled);
  vi.spyOn(console, 'error');
});
afterEach(() => {
  process.off('unhandledRejection', noteUnhandled);
  vi.restoreAllMocks();
});

/** A line to the core: a window that speaks as the real one does, and the wire itself for what no window would send. */
function openLine() {
  let toCore: (event?: { readonly data: unknown }) => void = () => undefined;
  const toWindow = new Set<(event: { readonly data: unknown }) => void>();
  const sent: unknown[] = [];
  const answered: unknown[] = [];
  openToWindows(desk.services, {
    reportBug: (error) => bugs.push(error),
    log: (line) => lines.push(line),
    clock: desk.clock,
  }).upgradePort(
    {
      on: (event, callback) => {
        if (event === 'message') toCore = callback;
      },
      postMessage: (data: unknown) => {
        answered.push(data);
        for (const listener of toWindow) listener({ data });
      },
    },
    { windowId: 'window-1' },
  );
  const client = createORPCClient<CounterClient>(
    new RPCLink({
      port: {
        on: (event, callback) => {
          if (event === 'message') toWindow.add(callback);
        },
        postMessage: (data: unknown) => {
          sent.push(data);
          toCore({ data });
        },
      },
    }),
  );
  return { client, sent, answered, wire: (data: unknown) => toCore({ data }) };
}

const nobody = { number: 'nobody', password: '口令-四个字' };

describe('the line of a window', () => {
  it('carries what the real window sends: calls, streams, and the end of a stream', async () => {
    const { client, sent } = openLine();
    expect(await client.session.signIn(nobody)).toMatchObject({ ok: false });
    const stream = await client.live.watch({ topics: ['lights'] });
    expect((await stream.next()).done).toBe(false);
    await stream.return();
    await vi.waitFor(() => expect(sent).toHaveLength(3));
    expect(sent.map((data) => readRequestFrame(data) !== undefined)).toEqual([true, true, true]);
    expect({ lines, bugs }).toEqual({ lines: [], bugs: [] });
  });

  it('S10 passes over what is no request, says so once, and repeats nothing of it', async () => {
    const { client, wire } = openLine();
    const secret = '{"i":"1","p":{"u":"/session/signIn","b":{"json":{"password":"口令-四个字"';
    for (const data of [secret, '', 'null', '[]', '{"i":"1"}', new Uint8Array([1, 255, 2]), undefined, 7]) wire(data);
    expect(await client.session.signIn(nobody)).toMatchObject({ ok: false });
    expect(lines).toEqual(['a window sent what is no request; it is passed over']);
    expect(bugs).toEqual([]);
    expect(console.error).not.toHaveBeenCalled();
    expect(unhandled).toEqual([]);
  });

  it('S10 of any frames at all, whole, cut, doubled and changed, stays a line', async () => {
    const request = JSON.stringify({ i: 'w1', p: { u: '/session/signIn', b: { json: nobody } } });
    const anyText = fc.string({ unit: 'binary', maxLength: 300 });
    const piece = fc.oneof(
      fc.nat({ max: request.length }).map((end) => request.slice(0, end)),
      fc.constant(request + request),
      fc
        .tuple(fc.nat({ max: request.length - 1 }), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }))
        .map(([at, other]) => request.slice(0, at) + other + request.slice(at + 1)),
      fc
        .record({ i: fc.jsonValue(), t: fc.jsonValue(), p: fc.jsonValue() }, { requiredKeys: [] })
        .map((frame) => JSON.stringify(frame)),
      fc
        .record({ u: fc.constantFrom('/session/signIn', '/live/watch', '/__proto__', '/toString'), b: fc.jsonValue() })
        .map((p) => JSON.stringify({ i: 'w1', p })),
      fc
        .record({ json: fc.jsonValue(), meta: fc.array(fc.array(fc.oneof(fc.nat({ max: 9 }), fc.string()))) })
        .map((b) => JSON.stringify({ i: 'w1', p: { u: '/session/signIn', b } })),
      anyText,
      fc.uint8Array({ maxLength: 64 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
        const { client, wire } = openLine();
        for (const data of pieces) wire(data);
        expect(await client.session.active({})).toMatchObject({ ok: true });
        expect(unhandled).toEqual([]);
        expect(console.error).not.toHaveBeenCalled();
      }),
      { numRuns: 300 },
    );
  });
});
