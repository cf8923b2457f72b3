import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createLibraryReader } from '../../../../../native/card/library/libraryReader.ts';
import type { AskHsm } from '../../../../../native/card/library/hsm.ts';
import type { CardReaderStatus } from '../../../../../native/card/port.ts';
import type { Helper, HelperAnswer, HelperEnd } from '../../../../../native/helper/port.ts';
import type { Timers } from '../../../../../main/domain/time.ts';

/*
 * The states of the reader over a helper that answers what the test says, with a clock of its own.
 */

const TEXT =
  '990000|11010519491231002X|X00000019|990000D156000005000000000000A101|Zhang San|00814E43238697159900BF7C7A|2.00|20101001|20301001|410100813475|T|';
const OTHER = TEXT.replace('A101', 'A202').replace('Zhang San', 'Wang Wu');
const STEP1 = '990000|00814E|03|990000D156000005000000000000A101|1|2|3|4|5|';

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

const timers: Timers = {
  running: () => Date.now(),
  after(delayMs, callback) {
    const handle = setTimeout(callback, delayMs);
    return () => clearTimeout(handle);
  },
};

/** What the library does at a method: code and text, or the end of the helper. */
type Reaction = readonly [code: number, text?: string] | HelperEnd['kind'];

/** A counter with one such reader. Reactions may be changed at any time. */
function counter(more: { readonly pollMs?: number; readonly hsm?: AskHsm } = {}) {
  const reactions: Record<string, Reaction> = {
    open: [0],
    read: [-2],
    'hsm-step-1': [0, STEP1],
    'hsm-step-2': [0, TEXT],
  };
  const calls: { readonly method: string; readonly at: number }[] = [];
  const history: CardReaderStatus[] = [];
  let helpers = 0;
  let alive = 0;
  let endNow: (end: HelperEnd) => void = () => undefined;

  function startHelper(): Helper {
    helpers += 1;
    alive += 1;
    const listeners = new Set<(end: HelperEnd) => void>();
    let ended: HelperEnd | undefined;
    const finish = (end: HelperEnd) => {
      if (ended !== undefined) return;
      ended = end;
      alive -= 1;
      for (const listener of listeners) listener(end);
    };
    endNow = finish;
    return {
      request(method): Promise<HelperAnswer> {
        calls.push({ method, at: Date.now() });
        if (ended !== undefined) return Promise.resolve({ ok: false, code: 'ended', end: ended });
        const reaction = reactions[method] ?? [-99];
        if (typeof reaction === 'string') {
          const end = { kind: reaction, detail: reaction };
          finish(end);
          return Promise.resolve({ ok: false, code: 'ended', end });
        }
        const [code, text = ''] = reaction;
        return Promise.resolve({ ok: true, value: { code, output: Buffer.from(text).toString('base64') } });
      },
      onEvent: () => () => undefined,
      onEnd(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
      condemn: (detail) => finish({ kind: 'crashed', detail }),
      stop() {
        finish({ kind: 'stopped', detail: 'stopped' });
        return Promise.resolve();
      },
    };
  }

  const reader = createLibraryReader({
    startHelper,
    settings: {
      driver: 'ss-card-driver',
      library: '/opt/libSSCardDriver.so',
      cardType: 3,
      pollMs: more.pollMs ?? 0,
      hsmEndpoint: more.hsm === undefined ? null : 'http://hsm.example/',
      runtime: null,
    },
    timers,
    log: () => undefined,
    ...(more.hsm === undefined ? {} : { askHsm: more.hsm }),
  });
  reader.subscribe((status) => history.push(status));
  return {
    reader,
    reactions,
    calls,
    history,
    states: () => history.map(({ state }) => state),
    helpers: () => helpers,
    alive: () => alive,
    end: (end: HelperEnd) => endNow(end),
    pass: (ms: number) => vi.advanceTimersByTimeAsync(ms),
  };
}

describe('a reader that reads when asked', () => {
  test('reads nothing by itself, and each time it is asked', async () => {
    const { reader, reactions, calls, history, pass } = counter();
    reader.start();
    await pass(3_600_000);
    expect(calls.map(({ method }) => method)).toEqual(['open']);
    reader.reread();
    await pass(0);
    reactions.read = [0, TEXT];
    reader.reread();
    await pass(0);
    reader.reread();
    await pass(0);
    expect(history).toMatchObject([
      { state: 'empty' },
      { state: 'reading', presentation: 1 },
      { state: 'empty' },
      // No card had come: the number is still free.
      { state: 'reading', presentation: 1 },
      { state: 'card', presentation: 1 },
      { state: 'reading', presentation: 2 },
      { state: 'card', presentation: 2 },
    ]);
  });

  test('asked many times at once it reads once', async () => {
    const { reader, calls, pass } = counter();
    reader.start();
    await pass(0);
    for (let count = 0; count < 5; count += 1) reader.reread();
    await pass(0);
    expect(calls.filter(({ method }) => method === 'read')).toHaveLength(1);
  });

  test('a failed card is the same presentation when it is read again', async () => {
    const { reader, reactions, history, pass } = counter();
    reader.start();
    await pass(0);
    reactions.read = [-15];
    reader.reread();
    await pass(0);
    reactions.read = [0, TEXT];
    reader.reread();
    await pass(0);
    expect(history.slice(1)).toMatchObject([
      { state: 'reading', presentation: 1 },
      { state: 'card-failed', presentation: 1 },
      { state: 'reading', presentation: 1 },
      { state: 'card', presentation: 1 },
    ]);
  });

  test('a reader that does not answer is asked again until it does', async () => {
    const { reader, reactions, states, helpers, pass } = counter();
    reader.start();
    await pass(0);
    reactions.read = [-12];
    reader.reread();
    await pass(10_000);
    expect(reader.status()).toMatchObject({ state: 'unavailable', fault: 'no-answer' });
    reader.reread();
    reactions.read = [-2];
    await pass(2_000);
    expect(states()).toEqual(['empty', 'reading', 'unavailable', 'empty']);
    expect(helpers()).toBe(1);
  });

  test('an answer that is no card fails the card, not the reader', async () => {
    const { reader, reactions, pass } = counter();
    reader.start();
    await pass(0);
    reactions.read = [0, 'garbage'];
    reader.reread();
    await pass(0);
    expect(reader.status()).toMatchObject({ state: 'card-failed', fault: 'unreadable' });
  });
});

describe('a reader that looks for cards', () => {
  test('shows each card once, its change and its removal', async () => {
    const { reader, reactions, history, calls, pass } = counter({ pollMs: 500 });
    reader.start();
    await pass(10_000);
    expect(calls).toHaveLength(22);
    reactions.read = [0, TEXT];
    await pass(10_000);
    reactions.read = [0, OTHER];
    await pass(10_000);
    reactions.read = [-2];
    await pass(10_000);
    expect(history).toMatchObject([
      { state: 'empty' },
      { state: 'card', presentation: 1, card: { name: 'Zhang San' } },
      { state: 'card', presentation: 2, card: { name: 'Wang Wu' } },
      { state: 'empty' },
    ]);
  });

  test('one failed look does not take a card away, two do', async () => {
    const { reader, reactions, states, pass } = counter({ pollMs: 500 });
    reactions.read = [0, TEXT];
    reader.start();
    await pass(0);
    reactions.read = [-15];
    await pass(500);
    reactions.read = [0, TEXT];
    await pass(500);
    expect(states()).toEqual(['card']);
    reactions.read = [-15];
    await pass(1_000);
    expect(states()).toEqual(['card', 'card-failed']);
    reactions.read = [0, TEXT];
    await pass(500);
    expect(reader.status()).toMatchObject({ state: 'card', presentation: 2 });
  });

  test('over the HSM: the service is asked once per card, also when it refuses, and again on request', async () => {
    const hsm = vi.fn<AskHsm>(() => Promise.resolve({ ok: false, detail: '加密机服务返回 HTTP 500' }));
    const { reader, reactions, history, pass } = counter({ pollMs: 500, hsm });
    reactions.read = [-2201];
    reader.start();
    await pass(10_000);
    expect(history).toMatchObject([{ state: 'card-failed', fault: 'refused-by-library', presentation: 1 }]);
    expect(hsm).toHaveBeenCalledTimes(1);
    hsm.mockResolvedValue({ ok: true, key: Buffer.from('key') });
    reader.reread();
    await pass(10_000);
    expect(reader.status()).toMatchObject({ state: 'card', presentation: 1 });
    expect(hsm).toHaveBeenCalledTimes(2);
    reactions['hsm-step-1'] = [0, STEP1.replace('A101', 'A202')];
    reactions['hsm-step-2'] = [0, OTHER];
    await pass(10_000);
    expect(reader.status()).toMatchObject({ state: 'card', presentation: 2, card: { name: 'Wang Wu' } });
    expect(hsm).toHaveBeenCalledTimes(3);
  });
});

describe('a helper that ends', () => {
  test.each([
    ['hung', 'library-hung'],
    ['crashed', 'library-crashed'],
    ['not-started', 'library-not-found'],
  ] as const)('%s is %s; the next one comes after longer and longer pauses', async (kind, fault) => {
    const { reader, reactions, calls, helpers, alive, states, pass } = counter({ pollMs: 500 });
    reactions[kind === 'not-started' ? 'open' : 'read'] = kind;
    reader.start();
    await pass(200_000);
    expect(reader.status()).toMatchObject({ state: 'unavailable', fault });
    const starts = calls.filter(({ method }) => method === 'open').map(({ at }) => at);
    const pauses = starts.slice(1).map((at, index) => at - (starts[index] ?? 0));
    expect(pauses.slice(0, 8)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
    expect([helpers() - alive() >= starts.length - 1, states()]).toEqual([true, ['unavailable']]);
    // Mended: one reading that comes back, and the pauses are short again.
    reactions.open = [0];
    reactions.read = [-2];
    await pass(30_000);
    expect(reader.status()).toEqual({ state: 'empty' });
    const before = helpers();
    reactions.read = kind;
    await pass(500);
    reactions.read = [-2];
    await pass(1_000);
    expect([helpers() - before, reader.status().state]).toEqual([1, 'empty']);
  });

  test('while nobody asks is seen at once', async () => {
    const { reader, end, states, pass } = counter();
    reader.start();
    await pass(0);
    end({ kind: 'crashed', detail: 'SIGKILL' });
    await pass(0);
    expect(reader.status()).toMatchObject({ state: 'unavailable', fault: 'library-crashed', detail: 'SIGKILL' });
    await pass(1_000);
    expect(states()).toEqual(['empty', 'unavailable', 'empty']);
  });

  test('presentations go on counting over lives', async () => {
    const { reader, reactions, end, pass } = counter({ pollMs: 500 });
    reactions.read = [0, TEXT];
    reader.start();
    await pass(0);
    end({ kind: 'crashed', detail: 'SIGSEGV' });
    await pass(2_000);
    expect(reader.status()).toMatchObject({ state: 'card', presentation: 2 });
  });

  test('Init that refuses is told with its number and tried again', async () => {
    const { reader, reactions, pass } = counter();
    reactions.open = [-7, 'no service'];
    reader.start();
    await pass(0);
    expect(reader.status()).toEqual({ state: 'unavailable', fault: 'no-answer', detail: 'Init 返回 -7:no service' });
    reactions.open = [0];
    await pass(1_000);
    expect(reader.status()).toEqual({ state: 'empty' });
  });
});

describe('stopping', () => {
  test('leaves no helper and no timer, and the reader can be started again', async () => {
    const { reader, alive, helpers, pass } = counter({ pollMs: 500 });
    reader.start();
    reader.start();
    await pass(2_000);
    expect(helpers()).toBe(1);
    await reader.stop();
    await reader.stop();
    expect([alive(), vi.getTimerCount()]).toEqual([0, 0]);
    reader.start();
    await pass(0);
    expect(reader.status()).toEqual({ state: 'empty' });
    await reader.stop();
  });

  test('in the pause after a fault ends the pause', async () => {
    const { reader, reactions, helpers, pass } = counter();
    reactions.open = 'not-started';
    reader.start();
    await pass(0);
    await reader.stop();
    await pass(100_000);
    expect([helpers(), vi.getTimerCount()]).toEqual([1, 0]);
  });
});
