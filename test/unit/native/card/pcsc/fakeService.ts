import type { EmulatedCard } from '../../../../../native/emulator/cardEmulator.ts';
import type { AwaitedReader, PcscHandle, PcscLibrary } from '../../../../../native/card/pcsc/library.ts';
import { PCSC_CODES } from '../../../../../native/card/pcsc/returnCode.ts';
import type { PcscCodeName } from '../../../../../native/card/pcsc/returnCode.ts';
import type { Timers } from '../../../../../main/domain/time.ts';

const PNP = '\\\\?PnP?\\Notification';
const UNKNOWN = 0x000c;

interface FakeReader {
  card: EmulatedCard | undefined;
  atr: Uint8Array | undefined;
  movements: number;
  exclusive: boolean;
  /** Resets by others that our connection has not been told of. */
  resets: number;
}

interface Wait {
  readonly context: PcscHandle;
  readonly awaited: readonly AwaitedReader[];
  readonly finish: (code: PcscCodeName, events?: readonly number[]) => void;
}

/** A smart-card service in memory, and the hands that work at it. */
export interface FakeService {
  readonly library: PcscLibrary;
  /** Calls of the library so far, by function. */
  readonly calls: Readonly<Record<string, number>>;
  /** Contexts that are open now. */
  contexts(): number;
  /** Commands as they came to a card. */
  readonly commands: Uint8Array[];
  /** Before each command: its number from 1. */
  onCommand: (command: number) => void;
  plug(reader: string): void;
  unplug(reader: string): void;
  insert(reader: string, card: EmulatedCard): void;
  remove(reader: string): void;
  /** Another program takes the card for itself, or gives it back. */
  setExclusive(reader: string, exclusive: boolean): void;
  /** Another program begins a transaction, or ends it. */
  setTransaction(held: boolean): void;
  resetByOther(reader: string): void;
  setRunning(running: boolean): void;
  /** Commands get no answer, ever. */
  hang(hanging: boolean): void;
  /** The next connections end with this code. */
  refuseConnect(code: PcscCodeName | undefined): void;
}

/** Makes a service without readers. `arrivals`: it tells of readers that come, as all but macOS do. */
export function createFakeService(timers: Timers, { arrivals = true, protocol = 1 } = {}): FakeService {
  const readers = new Map<string, FakeReader>();
  const waits = new Set<Wait>();
  const contexts = new Set<PcscHandle>();
  const cards = new Map<PcscHandle, { readonly reader: string; readonly movements: number; resets: number }>();
  const calls: Record<string, number> = {};
  let last = 100;
  let running = true;
  let hanging = false;
  let refusal: PcscCodeName | undefined;
  let transaction = Promise.withResolvers<undefined>();
  transaction.resolve(undefined);
  const code = (name: PcscCodeName): number => PCSC_CODES[name].code;

  function stateOf(name: string): number {
    if (name === PNP) return arrivals ? readers.size << 16 : UNKNOWN;
    const reader = readers.get(name);
    if (reader === undefined) return UNKNOWN;
    return (reader.movements << 16) | (reader.card === undefined ? 0x10 : 0x20) | (reader.exclusive ? 0x80 : 0);
  }

  function eventsOf(awaited: readonly AwaitedReader[]): readonly number[] | undefined {
    const events = awaited.map(({ reader, current }) => stateOf(reader) | (stateOf(reader) === current ? 0 : 2));
    return events.some((event) => (event & 2) !== 0) ? events : undefined;
  }

  function changed(): void {
    for (const wait of [...waits]) {
      const events = eventsOf(wait.awaited);
      if (events !== undefined) wait.finish('SCARD_S_SUCCESS', events);
    }
  }

  function counted<Value>(name: string, value: Value): Value {
    calls[name] = (calls[name] ?? 0) + 1;
    return value;
  }

  /** Why a connection cannot be used (any more). */
  function trouble(card: PcscHandle): PcscCodeName | undefined {
    const open = cards.get(card);
    const reader = readers.get(open?.reader ?? '');
    if (!running) return 'SCARD_E_NO_SERVICE';
    if (open === undefined) return 'SCARD_E_INVALID_HANDLE';
    if (reader === undefined) return 'SCARD_E_READER_UNAVAILABLE';
    if (reader.card === undefined || reader.movements !== open.movements) return 'SCARD_W_REMOVED_CARD';
    return reader.resets === open.resets ? undefined : 'SCARD_W_RESET_CARD';
  }

  const library: PcscLibrary = {
    establish() {
      if (!running) return counted('establish', { code: code('SCARD_E_NO_SERVICE'), context: 0 });
      last += 1;
      contexts.add(last);
      return counted('establish', { code: 0, context: last });
    },
    release: (context) => counted('release', contexts.delete(context) ? 0 : code('SCARD_E_INVALID_HANDLE')),
    listReaders() {
      if (!running) return counted('list', { code: code('SCARD_E_NO_SERVICE'), names: [] });
      if (readers.size === 0) return counted('list', { code: code('SCARD_E_NO_READERS_AVAILABLE'), names: [] });
      return counted('list', { code: 0, names: [...readers.keys()] });
    },
    waitForChange(context, timeoutMs, awaited) {
      counted('wait', undefined);
      return new Promise((resolve) => {
        const wait: Wait = {
          context,
          awaited,
          finish(name, events = awaited.map(() => 0)) {
            waits.delete(wait);
            cancel();
            resolve({ code: code(name), events });
          },
        };
        const cancel = timers.after(timeoutMs, () => wait.finish('SCARD_E_TIMEOUT'));
        waits.add(wait);
        if (!running) wait.finish('SCARD_E_NO_SERVICE');
        else changed();
      });
    },
    cancel(context) {
      for (const wait of [...waits]) if (wait.context === context) wait.finish('SCARD_E_CANCELLED');
      return counted('cancel', 0);
    },
    connect(_context, name) {
      const reader = readers.get(name);
      const fail = (why: PcscCodeName) => Promise.resolve({ code: code(why), card: 0, protocol: 0 });
      counted('connect', undefined);
      if (!running) return fail('SCARD_E_NO_SERVICE');
      if (refusal !== undefined) return fail(refusal);
      if (reader === undefined) return fail('SCARD_E_UNKNOWN_READER');
      if (reader.card === undefined) return fail('SCARD_E_NO_SMARTCARD');
      if (reader.exclusive) return fail('SCARD_E_SHARING_VIOLATION');
      if (reader.atr === undefined) return fail('SCARD_W_UNRESPONSIVE_CARD');
      last += 1;
      cards.set(last, { reader: name, movements: reader.movements, resets: reader.resets });
      return Promise.resolve({ code: 0, card: last, protocol });
    },
    reconnect(card) {
      const open = cards.get(card);
      const reader = readers.get(open?.reader ?? '');
      if (open !== undefined && reader !== undefined) open.resets = reader.resets;
      const why = trouble(card);
      return Promise.resolve({ code: why === undefined ? 0 : code(why), protocol });
    },
    disconnect(card, disposition) {
      const reader = readers.get(cards.get(card)?.reader ?? '');
      if (disposition === 'reset') reader?.card?.powerOn();
      cards.delete(card);
      return counted(`disconnect ${disposition}`, 0);
    },
    async begin(card) {
      await transaction.promise;
      return code(trouble(card) ?? 'SCARD_S_SUCCESS');
    },
    end: () => counted('end', 0),
    answerToReset(card) {
      const atr = readers.get(cards.get(card)?.reader ?? '')?.atr;
      return { code: atr === undefined ? code('SCARD_W_REMOVED_CARD') : 0, atr: atr ?? new Uint8Array(0) };
    },
    transmit(card, _protocol, command) {
      service.commands.push(command);
      service.onCommand(service.commands.length);
      if (hanging) return Promise.withResolvers<never>().promise;
      const why = trouble(card);
      const answer = readers.get(cards.get(card)?.reader ?? '')?.card?.transmit(command);
      if (why !== undefined || answer === undefined) {
        return Promise.resolve({ code: code(why ?? 'SCARD_W_REMOVED_CARD'), answer: new Uint8Array(0) });
      }
      return Promise.resolve({ code: 0, answer });
    },
  };

  function change(name: string, how: (reader: FakeReader) => void): void {
    const reader = readers.get(name);
    if (reader === undefined) throw new Error(`no reader ${name}`);
    how(reader);
    changed();
  }

  const service: FakeService = {
    library,
    calls,
    contexts: () => contexts.size,
    commands: [],
    onCommand: () => undefined,
    plug(name) {
      readers.set(name, { card: undefined, atr: undefined, movements: 0, exclusive: false, resets: 0 });
      changed();
    },
    unplug(name) {
      readers.delete(name);
      changed();
    },
    insert: (name, card) =>
      change(name, (reader) => Object.assign(reader, { card, atr: card.powerOn(), movements: reader.movements + 1 })),
    remove: (name) =>
      change(name, (reader) =>
        Object.assign(reader, { card: undefined, exclusive: false, movements: reader.movements + 1 }),
      ),
    setExclusive: (name, exclusive) => change(name, (reader) => Object.assign(reader, { exclusive })),
    setTransaction(held) {
      if (held) transaction = Promise.withResolvers<undefined>();
      else transaction.resolve(undefined);
    },
    resetByOther: (name) =>
      change(name, (reader) => {
        reader.card?.powerOn();
        reader.resets += 1;
      }),
    setRunning(next) {
      running = next;
      if (next) return;
      contexts.clear();
      for (const wait of [...waits]) wait.finish('SCARD_F_COMM_ERROR');
    },
    hang: (next) => {
      hanging = next;
    },
    refuseConnect: (name) => {
      refusal = name;
    },
  };
  return service;
}
