import { createORPCClient, type ClientContext, type ClientLink } from '@orpc/client';
import { replaceEqualDeep } from '@tanstack/react-query';
import type { CounterClient } from '../../main/contract/contract.ts';
import type { Live } from '../../main/contract/live.ts';
import type { Carrier, Dial } from './rpc.ts';

/** `starting` before the first answer of the core; `away` when it was there and is not now. */
export type ConnectionState = 'starting' | 'open' | 'away';

/** What the window holds of the core. */
export interface Connection {
  /** Every call waits for the connection; a call cut off is made again with the same input, thus the same request id. */
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
      for (;;) {
        const carrier = await whenOpen();
        try {
          return await untilClosed(carrier, carrier.link.call(path, input, options));
        } catch (error) {
          if (carrier.isOpen()) throw error;
        }
      }
    },
  };

  const watch = async (carrier: Carrier) => {
    const direct = createORPCClient<CounterClient>(carrier.link);
    const stream = await untilClosed(carrier, direct.live.watch());
    for (;;) {
      const next = await untilClosed(carrier, stream.next());
      if (next.done) return;
      live = replaceEqualDeep(live, next.value);
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
