import type { Helper, HelperAnswer, HelperEnd } from '../../../../../native/helper/port.ts';
import { WorkerRefusal } from '../../../../../native/helper/worker.ts';
import type { CreateWorker } from '../../../../../native/helper/worker.ts';
import type { Timers } from '../../../../../main/domain/time.ts';

/** A helper whose worker runs in this process. */
export interface MemoryHelper extends Helper {
  /** Ends as a process does that crashed. */
  crash(): void;
}

/** Runs a worker as a helper process would: requests one after the other, everything as JSON, death when it is too slow. */
export function createMemoryHelper(createWorker: CreateWorker, timers: Timers): MemoryHelper {
  const listeners = new Set<(event: unknown) => void>();
  const gone = Promise.withResolvers<HelperEnd>();
  let over = false;
  let queue: Promise<unknown> = Promise.resolve();
  const worker = createWorker((event) => {
    const sent: unknown = JSON.parse(JSON.stringify(event));
    if (!over) for (const listener of listeners) listener(sent);
  });

  function finish(end: HelperEnd): void {
    over = true;
    gone.resolve(end);
  }

  async function answer(method: string, parameters: unknown): Promise<HelperAnswer> {
    try {
      const value = await worker.handle(method, JSON.parse(JSON.stringify(parameters)));
      const sent: unknown = value === undefined ? null : JSON.parse(JSON.stringify(value));
      return { ok: true, value: sent };
    } catch (error) {
      if (!(error instanceof WorkerRefusal)) throw error;
      return { ok: false, code: 'refused', reason: error.reason, detail: error.detail };
    }
  }

  async function asked(method: string, parameters: unknown, timeoutMs: number): Promise<HelperAnswer> {
    const ended = gone.promise.then((end): HelperAnswer => ({ ok: false, code: 'ended', end }));
    if (over) return ended;
    const cancel = timers.after(timeoutMs, () => finish({ kind: 'hung', detail: `${method}: no answer` }));
    const result = await Promise.race([answer(method, parameters), ended]);
    cancel();
    return result;
  }

  return {
    request(method, parameters, timeoutMs) {
      const result = queue.then(() => asked(method, parameters, timeoutMs));
      queue = result;
      return result;
    },
    onEvent(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onEnd(listener) {
      void gone.promise.then(listener);
      return () => undefined;
    },
    condemn: (detail) => finish({ kind: 'crashed', detail }),
    crash: () => finish({ kind: 'crashed', detail: 'SIGSEGV' }),
    stop() {
      finish({ kind: 'stopped', detail: 'stopped' });
      return Promise.resolve();
    },
  };
}
