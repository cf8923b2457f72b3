import type { ForwardRecord, Outbox } from '../domain/delivery/delivery.ts';
import type { Timers } from './runtime.ts';

/**
 * Outcomes written in one transaction. A durable commit costs as much as delivering some fifty messages, so a backlog needs
 * large ones; this many hold up the counter's other work for some 30 ms.
 */
const RECORD_BATCH = 256;
/**
 * Longest time an outcome waits for others to share its transaction, in ms. It only waits while others are under way; a crash
 * in that time costs one question for each, no message.
 */
const RECORD_WAIT_MS = 200;

/** Gathers outcomes so that many share one durable write. */
export interface Recorder {
  /** Order keys whose message is claimed and not yet recorded. */
  readonly busy: ReadonlySet<string>;
  /** A message of this key has been claimed. */
  claimed(orderKey: string): void;
  /** Takes an outcome; it is written soon, with others, or at once when the batch is full or `noOthersToCome`. */
  keep(orderKey: string, record: ForwardRecord, noOthersToCome: boolean): void;
  /** Writes now what is gathered. */
  write(): void;
}

/** `onWritten` is called after each write with the number of messages settled by it. */
export function createRecorder(
  outbox: Pick<Outbox, 'record'>,
  timers: Timers,
  onWritten: (settled: number, byTimer: boolean) => void,
): Recorder {
  const busy = new Set<string>();
  let records: ForwardRecord[] = [];
  let keys: string[] = [];
  let timer: unknown = null;

  function write(byTimer: boolean): void {
    timers.clear(timer);
    timer = null;
    if (records.length === 0) return;
    const batch = records;
    outbox.record(batch);
    for (const key of keys) busy.delete(key);
    records = [];
    keys = [];
    onWritten(batch.filter((record) => record.kind !== 'retry').length, byTimer);
  }

  return {
    busy,
    claimed: (orderKey) => busy.add(orderKey),
    keep(orderKey, record, noOthersToCome) {
      records.push(record);
      keys.push(orderKey);
      if (records.length >= RECORD_BATCH || noOthersToCome) write(false);
      else timer ??= timers.set(() => write(true), RECORD_WAIT_MS);
    },
    write: () => write(false),
  };
}
