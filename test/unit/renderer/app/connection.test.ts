import type { ClientContext, ClientLink } from '@orpc/client';
import { describe, expect, it, vi } from 'vitest';
import { MAX_MESSAGE_BYTES } from '../../../../main/contract/limits.ts';
import type { LiveUpdate } from '../../../../main/contract/live.ts';
import { connect, redialDelayMs } from '../../../../renderer/app/connection.ts';
import type { Carrier } from '../../../../renderer/app/rpc.ts';

const VISIT = '0199aaaa-0000-7000-8000-000000000002';
const REQUEST = '0199aaaa-0000-7000-8000-000000000001';

/** What a core tells of itself at first. */
function firstWords(coreRun: string): LiveUpdate {
  const hall = { organ: '示范县医疗保障局', hall: '医保大厅', window: '03', demo: true, trainingPeople: true };
  return { revision: 0, parts: { counter: { revision: 0, value: { coreRun, hall }, trouble: null } } };
}

/** That so many transactions wait. */
function waitingNow(waiting: number): LiveUpdate {
  const value = { outbox: { waiting, refused: 0 } };
  return { revision: waiting, parts: { outbox: { revision: waiting, value, trouble: null } } };
}

/** One run of a core: what it was asked, and how it is cut off. */
function coreRun(name: string, answer: (path: string) => Promise<unknown>) {
  const asked: { path: string; input: unknown }[] = [];
  const listeners = new Set<() => void>();
  let open = true;
  const values: ((value: IteratorResult<LiveUpdate>) => void)[] = [];
  const stream = {
    first: true,
    next(): Promise<IteratorResult<LiveUpdate>> {
      if (!this.first) return new Promise((resolve) => values.push(resolve));
      this.first = false;
      return Promise.resolve({ done: false, value: firstWords(name) });
    },
  };
  const link: ClientLink<ClientContext> = {
    call: (path, input) => {
      const called = path.join('.');
      if (called === 'live.watch') return Promise.resolve(stream);
      asked.push({ path: called, input });
      return answer(called);
    },
  };
  const end = () => {
    open = false;
    [...listeners].forEach((listener) => listener());
  };
  const carrier: Carrier = {
    link,
    onClose: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isOpen: () => open,
    close: end,
  };
  return {
    carrier,
    asked,
    die: end,
    listeners,
    say: (update: LiveUpdate) => values.shift()?.({ done: false, value: update }),
  };
}

/** A shell that hands out these cores one after the other, the later ones only when it is told they are up. */
function shellWith(...carriers: Carrier[]) {
  const up: ((carrier: Carrier) => void)[] = [];
  const ready = carriers.slice(0, 1);
  const rest = carriers.slice(1);
  return {
    dial: () => {
      const carrier = ready.shift();
      return carrier ? Promise.resolve(carrier) : new Promise<Carrier>((resolve) => up.push(resolve));
    },
    nextCoreIsUp: () => {
      const carrier = rest.shift();
      const waiting = up.shift();
      if (carrier && waiting) waiting(carrier);
      else if (carrier) ready.push(carrier);
    },
  };
}

/** Resolves when the connection shows what is asked for. */
function until(connection: ReturnType<typeof connect>, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (!holds()) return;
      forget();
      resolve();
    };
    const forget = connection.subscribe(check);
    check();
  });
}

const done = { ok: true, value: {} };
const never = () => new Promise<never>(() => undefined);

describe('the connection of the window', () => {
  it('repeats a press that was cut off with the same request id when the core is back', async () => {
    // given a teller who ends a visit just when the core dies
    const first = coreRun('first', never);
    const second = coreRun('second', () => Promise.resolve(done));
    const shell = shellWith(first.carrier, second.carrier);
    const connection = connect(shell.dial, () => Promise.resolve());
    await until(connection, () => connection.state() === 'open');
    const pressed = connection.client.visit.end({ requestId: REQUEST, visitId: VISIT });
    await vi.waitFor(() => expect(first.asked).toHaveLength(1), { timeout: 30_000 });

    // when it dies and is started again
    first.die();
    await until(connection, () => connection.state() === 'away');
    shell.nextCoreIsUp();

    // then the one press is answered, asked of both cores under the same id
    expect(await pressed).toEqual(done);
    expect(first.asked).toEqual([{ path: 'visit.end', input: { requestId: REQUEST, visitId: VISIT } }]);
    expect(second.asked).toEqual(first.asked);
  });

  it('gives up a press that ends the connection each time it is made', async () => {
    // given cores that each die of the same press
    const cores = ['first', 'second', 'third'].map((name) => {
      const core = coreRun(name, () => {
        queueMicrotask(core.die);
        return never();
      });
      return core;
    });
    const [first, ...others] = cores.map(({ carrier }) => carrier);
    const shell = shellWith(first!, ...others, coreRun('fourth', never).carrier);
    others.forEach(() => shell.nextCoreIsUp());
    const connection = connect(shell.dial, () => Promise.resolve());

    // then it has a failure of its own after the third, and the window goes on
    expect(await connection.client.visit.end({ requestId: REQUEST, visitId: VISIT })).toMatchObject({
      ok: false,
      code: 'CUT_OFF',
    });
    expect(cores.map(({ asked }) => asked.length)).toEqual([1, 1, 1]);
  });

  it.each([
    ['plain letters', 'x'.repeat(MAX_MESSAGE_BYTES)],
    ['characters of several bytes', '参'.repeat(MAX_MESSAGE_BYTES / 3)],
  ])('does not send input larger than a message may be: %s', async (_what, text) => {
    const core = coreRun('first', () => Promise.resolve(done));
    const connection = connect(shellWith(core.carrier).dial, () => Promise.resolve());
    const answer = await connection.client.case.saveDraft({ caseId: VISIT, ticks: {}, form: { address: text } });
    expect(answer).toMatchObject({ ok: false, code: 'INPUT_TOO_LONG' });
    expect(core.asked).toEqual([]);
  });

  it('shows the last state while away and the new core’s afterwards', async () => {
    const first = coreRun('first', never);
    const second = coreRun('second', never);
    const shell = shellWith(first.carrier, second.carrier);
    const connection = connect(shell.dial, () => Promise.resolve());
    expect(connection.state()).toBe('starting');
    await until(connection, () => connection.state() === 'open');

    first.die();
    await until(connection, () => connection.state() === 'away');
    expect(connection.live()?.coreRun).toBe('first');

    shell.nextCoreIsUp();
    await until(connection, () => connection.state() === 'open');
    expect(connection.live()?.coreRun).toBe('second');
  });

  it('does not repeat a call that failed while the core was there', async () => {
    const core = coreRun('only', () => Promise.reject(new Error('a bug in the core')));
    const connection = connect(shellWith(core.carrier).dial, () => Promise.resolve());
    await expect(connection.client.visit.end({ requestId: REQUEST, visitId: VISIT })).rejects.toThrow(
      'a bug in the core',
    );
    expect(core.asked).toHaveLength(1);
  });

  it('keeps the identity of what did not change, and gathers no listeners', async () => {
    const core = coreRun('only', never);
    const connection = connect(shellWith(core.carrier).dial, () => Promise.resolve());
    await until(connection, () => connection.state() === 'open');
    const before = connection.live();
    const listening = core.listeners.size;

    for (let waiting = 1; waiting <= 3; waiting += 1) {
      core.say(waitingNow(waiting));
      await until(connection, () => connection.live()?.outbox.waiting === waiting);
    }

    core.say({
      revision: 9,
      parts: { outbox: { revision: 9, value: null, trouble: { happened: '不能显示', kept: '', next: '' } } },
    });
    await until(connection, () => connection.live()?.broken.length === 1);
    expect(connection.live()?.outbox).toEqual({ waiting: 0, refused: 0 });
    expect(connection.live()?.hall).toBe(before?.hall);
    expect(connection.live()?.outbox).not.toBe(before?.outbox);
    expect(core.listeners.size).toBe(listening);
  });

  it('dials again soon at first, and never later than five seconds', () => {
    expect([0, 1, 2, 3, 4, 5, 20].map(redialDelayMs)).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000]);
  });
});
