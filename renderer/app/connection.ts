import { createORPCClient, type ClientContext, type ClientLink } from '@orpc/client';
import { replaceEqualDeep } from '@tanstack/react-query';
import type { CounterClient } from '../../main/contract/contract.ts';
import { failure } from '../../main/contract/failures.ts';
import { MAX_MESSAGE_BYTES } from '../../main/contract/limits.ts';
import { EMPTY_LIVE, liveKeys, withUpdate, type Live } from '../../main/contract/liveState.ts';
import type { Carrier, Dial } from './rpc.ts';

/** `starting` before the first answer of the core; `away` when it was there and is not now. */
export type ConnectionState = 'starting' | 'open' | 'away';

/** What the window holds of the core. */
export interface Connection {
  /**
   * Every call waits for the connection; a call cut off is made again with the same input, thus the same request id, and answers
   * `CUT_OFF` when it is cut off for the {@link MOST_TRIES}th time. Input larger than a message may be is not sent.
   */
  readonly client: CounterClient;
  readonly subscribe: (listener: () => void) => () => void;
  readonly state: () => ConnectionState;
  /** The latest value of the live stream; null before the first. Parts that did not change keep their identity. */
  readonly live: () => Live | null;
}

/** Waits so long before dialling attempt `n`: short at first, for a core that restarts in a second; never more than 5 s. */
export function redialDelayMs(attempt: number): number {
  return Math.min(250 * 2 ** attempt, 5000);
}

/** How often a call is made. A core that has restarted takes the second; what ends the connection each time is the call itself. */
const MOST_TRIES = 3;
/** What a message carries beside its input, generously, in bytes. */
const ENVELOPE_BYTES = 4_096;

function isTooLong(input: unknown): boolean {
  const text = JSON.stringify(input) as string | undefined;
  return new TextEncoder().encode(text ?? '').length > MAX_MESSAGE_BYTES - ENVELOPE_BYTES;
}

/** Keeps one connection to the core open for the life of the page. `pause` waits the given milliseconds. */
export function connect(dial: Dial, pause: (ms: number) => Promise<void>): Connection {
  const listeners = new Set<() => void>();
  let state: ConnectionState = 'starting';
  let live: Live | null = null;
  let current: Carrier | undefined;
  const waiters: ((carrier: Carrier) => void)[] = [];

  const changed = () => listeners.forEach((listener) => listener());

  const whenOpen = () =>
    current?.isOpen() ? Promise.resolve(current) : new Promise<Carrier>((resolve) => waiters.push(resolve));

  const link: ClientLink<ClientContext> = {
    async call(path, input, options) {
      if (isTooLong(input)) return failure('INPUT_TOO_LONG');
      for (let tries = 1; ; tries += 1) {
        const carrier = await whenOpen();
        try {
          return await untilClosed(carrier, carrier.link.call(path, input, options));
        } catch (error) {
          if (carrier.isOpen()) throw error;
          if (tries === MOST_TRIES) return failure('CUT_OFF');
        }
      }
    },
  };

  const watch = async (carrier: Carrier) => {
    const direct = createORPCClient<CounterClient>(carrier.link);
    const stream = await untilClosed(carrier, direct.live.watch({ topics: liveKeys }));
    // What another run of the core has said is no part of this one; it stays on the screen until this one has spoken.
    let told = EMPTY_LIVE;
    for (;;) {
      const next = await untilClosed(carrier, stream.next());
      if (next.done) return;
      told = withUpdate(told, next.value);
      live = replaceEqualDeep(live, told);
      state = 'open';
      changed();
    }
  };

  const keepOpen = async () => {
    for (let attempt = 0; ; attempt += 1) {
      try {
        current = await dial();
        waiters.splice(0).forEach((resolve) => current && resolve(current));
        await watch(current);
      } catch (error) {
        if (current?.isOpen()) console.error('the live stream broke', error);
      }
      current?.close();
      current = undefined;
      if (state === 'open') attempt = 0;
      if (live) state = 'away';
      changed();
      await pause(redialDelayMs(attempt));
    }
  };
  void keepOpen();

  return {
    client: createORPCClient<CounterClient>(link),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: () => state,
    live: () => live,
  };
}

/** The answer, or a rejection as soon as the other side is gone: an answer cut off would otherwise be waited for for ever. */
function untilClosed<Value>(carrier: Carrier, answer: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const forget = carrier.onClose(() => reject(new Error('connection closed')));
    answer.then(resolve, reject).finally(forget);
  });
}
