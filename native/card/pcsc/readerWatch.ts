import type { Timers } from '../../../main/domain/time.ts';
import type { PcscHandle, PcscLibrary } from './library.ts';
import type { PcscEvent } from './message.ts';
import { isUnknown, relevantPart, withoutChanged } from './readerState.ts';
import { refusalOf, succeed } from './refusal.ts';
import { PCSC_CODES } from './returnCode.ts';

/** Watches readers and cards of the system. */
export interface ReaderWatch {
  /** Begins anew; the first `readers` event follows. Answers the number of its events. Refused when there is no service. */
  begin(): Promise<number>;
  /** Ends the watching; resolves when no thread waits any more. */
  end(): Promise<void>;
}

/** The reader that stands for "readers come and go". macOS has none. */
const PNP_READER = '\\\\?PnP?\\Notification';
/**
 * Longest wait. Every change ends it; the limit is for a reader that came between listing and waiting, which pcsc-lite
 * before 2.0 does not tell.
 */
const WAIT_MS = 60_000;
/** Where readers do not announce themselves, they are looked for so often. */
const LOOK_MS = 1_000;
/** Pause between two tries to end a wait. */
const CANCEL_AGAIN_MS = 50;

const { SCARD_E_TIMEOUT, SCARD_E_CANCELLED, SCARD_E_UNKNOWN_READER, SCARD_E_NO_READERS_AVAILABLE } = PCSC_CODES;

/** Makes a watch; `emit` gets `readers` on every change that counts, and `lost` when the service ends. */
export function createReaderWatch(library: PcscLibrary, timers: Timers, emit: (event: PcscEvent) => void): ReaderWatch {
  let number = 0;
  let running: { readonly stop: () => void; readonly ended: Promise<void> } | undefined;

  async function end(): Promise<void> {
    running?.stop();
    await running?.ended;
    running = undefined;
  }

  return {
    async begin() {
      await end();
      const { code, context } = library.establish();
      succeed('SCardEstablishContext', code);
      number += 1;
      const watching = watch({ library, timers, emit, context, number });
      running = { stop: () => watching.stop(), ended: watching.ended.then(() => void library.release(context)) };
      return number;
    },
    end,
  };
}

interface Watching {
  readonly library: PcscLibrary;
  readonly timers: Timers;
  readonly emit: (event: PcscEvent) => void;
  readonly context: PcscHandle;
  readonly number: number;
}

function watch({ library, timers, emit, context, number }: Watching) {
  const stopped = Promise.withResolvers<'stopped'>();
  let stopping = false;
  const isStopping = (): boolean => stopping;
  /** State of each reader as fed into the next wait, in the order listed. */
  let known: ReadonlyMap<string, number> = new Map();
  /** State of the reader for arrivals; undefined where the system has none. */
  let arrivals: number | undefined;
  let told: string | undefined;

  function report(): void {
    const readers = [...known].map(([name, state]) => ({ name, state: relevantPart(state) }));
    const text = JSON.stringify(readers);
    if (text === told) return;
    told = text;
    emit({ event: 'readers', watch: number, readers });
  }

  async function probeArrivals(): Promise<void> {
    const { code, events } = await library.waitForChange(context, 0, [{ reader: PNP_READER, current: 0 }]);
    const state = events[0] ?? 0;
    const supported = code === SCARD_E_TIMEOUT.code || (code === 0 && !isUnknown(state));
    arrivals = supported ? withoutChanged(state) : undefined;
  }

  /** Waits for a change of what is known; a new reader is in the state 0, which is a change at once. */
  async function wait(timeoutMs: number): Promise<number> {
    const names = [...known.keys()];
    const awaited = [...known].map(([reader, current]) => ({ reader, current }));
    if (arrivals !== undefined) awaited.push({ reader: PNP_READER, current: arrivals });
    if (awaited.length === 0) return SCARD_E_NO_READERS_AVAILABLE.code;
    const { code, events } = await library.waitForChange(context, timeoutMs, awaited);
    if (code !== 0) return code;
    known = new Map(names.map((name, index) => [name, withoutChanged(events[index] ?? 0)]));
    if (arrivals !== undefined) arrivals = withoutChanged(events[names.length] ?? 0);
    return 0;
  }

  async function run(): Promise<void> {
    await probeArrivals();
    while (!isStopping()) {
      const { code: listed, names } = library.listReaders(context);
      if (listed !== 0 && listed !== SCARD_E_NO_READERS_AVAILABLE.code) {
        lost('SCardListReaders', listed);
        return;
      }
      const before = known;
      known = new Map(names.map((name) => [name, before.get(name) ?? 0]));
      const allKnown = names.every((name) => before.has(name));
      if (allKnown) report();
      const longest = arrivals === undefined ? LOOK_MS : WAIT_MS;
      const code = await wait(allKnown ? longest : 0);
      if (isStopping()) return;
      if (code === 0 || code === SCARD_E_TIMEOUT.code || code === SCARD_E_CANCELLED.code) report();
      else if (code === SCARD_E_UNKNOWN_READER.code || code === SCARD_E_NO_READERS_AVAILABLE.code) {
        // Gone between listing and waiting, or nothing to wait for.
        await pause(LOOK_MS);
      } else {
        lost('SCardGetStatusChange', code);
        return;
      }
    }
  }

  function lost(what: string, code: number): void {
    const { reason, detail } = refusalOf(what, code);
    emit({ event: 'lost', watch: number, reason, detail });
  }

  async function pause(delayMs: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<'over'>();
    const cancel = timers.after(delayMs, () => resolve('over'));
    await Promise.race([promise, stopped.promise]);
    cancel();
  }

  let stopCancelling: () => void = () => undefined;

  /** A cancellation that comes before the thread waits is lost, so it is repeated until the thread is back. */
  function cancelWait(): void {
    library.cancel(context);
    stopCancelling = timers.after(CANCEL_AGAIN_MS, cancelWait);
  }

  return {
    ended: run().finally(() => stopCancelling()),
    stop() {
      if (isStopping()) return;
      stopping = true;
      stopped.resolve('stopped');
      cancelWait();
    },
  };
}
