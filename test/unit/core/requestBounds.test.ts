import { isContractProcedure } from '@orpc/contract';
import { createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { demonstrationContract, type CounterClient } from '../../../main/contract/contract.ts';
import type { ProcedureMeta } from '../../../main/contract/caller.ts';
import { REQUEST_BOUNDS } from '../../../main/core/requestBounds.ts';
import { openToWindows } from '../../../main/core/windows.ts';
import { openDesk, type Desk } from '../../fixtures/desk/desk.ts';
import { namesOf } from '../api/procedures.ts';

let desk: Desk;
let doors: ReturnType<typeof openToWindows>;
const bugs: unknown[] = [];
const lines: string[] = [];

beforeAll(() => {
  desk = openDesk();
});
afterAll(() => desk.close());
beforeEach(() => {
  bugs.length = 0;
  lines.length = 0;
  doors = openToWindows(desk.services, {
    reportBug: (error) => bugs.push(error),
    log: (line) => lines.push(line),
    clock: desk.clock,
  });
});

/** A line of a window: the real one's client, and the wire itself for more than it would ever send. */
function openLine(windowId: string) {
  let toCore: (event?: { readonly data: unknown }) => void = () => undefined;
  const toWindow = new Set<(event: { readonly data: unknown }) => void>();
  const answers: string[] = [];
  doors.upgradePort(
    {
      on: (event, callback) => {
        if (event === 'message') toCore = callback;
      },
      postMessage: (data: string) => {
        answers.push(data);
        for (const listener of toWindow) listener({ data });
      },
    },
    { windowId },
  );
  const link = new RPCLink({
    port: {
      on: (event, callback) => {
        if (event === 'message') toWindow.add(callback);
      },
      postMessage: (data: unknown) => toCore({ data }),
    },
  });
  return {
    client: createORPCClient<CounterClient>(link),
    answers,
    /** Requests one after the other, none of them waited for. */
    flood: (count: number) => {
      for (let n = 0; n < count; n += 1) {
        toCore({ data: JSON.stringify({ i: `f${n.toString(36)}`, p: { u: '/session/active', b: { json: {} } } }) });
      }
    },
  };
}

const isRefusal = (answer: string) => answer.includes('"TOO_MANY_REQUESTS"');

describe('a window that asks without end', () => {
  it('has each of its requests answered, and what is beyond the bounds refused in words, while another works on', async () => {
    const flooding = openLine('flooding');
    const other = openLine('other');
    flooding.flood(20_000);
    expect(await other.client.session.active({})).toEqual({ ok: true, value: {} });
    await vi.waitFor(() => expect(flooding.answers).toHaveLength(20_000));
    expect(flooding.answers.filter((answer) => !isRefusal(answer))).toHaveLength(REQUEST_BOUNDS.underWay);
    expect(flooding.answers.find(isRefusal)).toContain('这个窗口在短时间里送来的操作太多，这一步没有做。');
    expect(lines).toEqual(['a window asks more than is taken from one; what is beyond is refused']);
    expect(bugs).toEqual([]);
    // A moment later it works as before.
    desk.clock.pass(1_000);
    expect(await flooding.client.session.active({})).toEqual({ ok: true, value: {} });
  });

  it('may not ask more on several lines than on one', async () => {
    const all = Array.from({ length: 10 }, () => openLine('flooding'));
    for (const line of all) line.flood(50);
    await vi.waitFor(() => expect(all.flatMap(({ answers }) => answers)).toHaveLength(500));
    expect(all.flatMap(({ answers }) => answers.filter((answer) => !isRefusal(answer)))).toHaveLength(
      REQUEST_BOUNDS.underWay,
    );
  });

  it('is held to a pace also when it waits for each answer', async () => {
    const { client } = openLine('steady');
    const taken = async (): Promise<number> => {
      for (let count = 0; ; count += 1) if (!(await client.session.active({})).ok) return count;
    };
    expect(await taken()).toBe(REQUEST_BOUNDS.atOneGo);
    desk.clock.pass(1_000);
    expect(await taken()).toBe(REQUEST_BOUNDS.steadyPerSecond);
    desk.clock.pass(3_600_000);
    expect(await taken()).toBe(REQUEST_BOUNDS.atOneGo);
  });

  it('has so many streams and no more, and another for each that ends, however it ends', async () => {
    const { client } = openLine('watching');
    const watch = () => client.live.watch({ topics: ['lights'] });
    const streams = await Promise.all(Array.from({ length: REQUEST_BOUNDS.streams }, watch));
    await expect(watch()).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS', status: 429 } satisfies Partial<
      ORPCError<string, unknown>
    >);
    for (const [n, stream] of streams.entries()) {
      // Half of them end before anything was read of them.
      if (n % 2 === 0) expect((await stream.next()).done).toBe(false);
      await stream.return();
      await vi.waitFor(watch);
    }
    await expect(watch()).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
  });

  it('has no stream taken up by one that could not begin', async () => {
    const { client } = openLine('wrong');
    for (let n = 0; n < REQUEST_BOUNDS.streams * 2; n += 1) {
      await expect(client.live.watch({ topics: ['no such part' as 'lights'] })).rejects.toMatchObject({ status: 400 });
    }
    expect((await (await client.live.watch({ topics: ['lights'] })).next()).done).toBe(false);
  });
});

it('knows each procedure of the contract that streams', () => {
  const streaming = namesOf(demonstrationContract).filter((name) => {
    const procedure = name
      .split('.')
      .reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], demonstrationContract);
    if (!isContractProcedure(procedure)) throw new Error(name);
    return (procedure['~orpc'].meta as ProcedureMeta).streams;
  });
  expect(streaming).toEqual(['live.watch']);
});
