import type { ForwardRecord, Outbox } from '../domain/delivery/delivery.ts';
import type { Cancel, Timers } from '../domain/time.ts';

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

/** Wait before outcomes that the queue did not take (a full disk, a lock) are written again, in ms. */
const FAILED_WAIT_MS = 2_000;

/** Gathers outcomes so that many share one durable write. */
export interface Recorder {
  /** Order keys whose message is claimed and not yet recorded. */
  readonly busy: ReadonlySet<string>;
  /** A message of this key has been claimed. */
  claimed(orderKey: string): void;
  /** Takes an outcome; it is written soon, with others, or at once when the batch is full or `noOthersToCome`. */
  keep(orderKey: string, record: ForwardRecord, noOthersToCome: boolean): void;
  /** Writes now what is gathered, and tries no more: what the queue does not take is asked about after the next start. */
  finish(): void;
  /** Has what is gathered written by another piece of work. What that throws is thrown on, and the outcomes are kept. */
  writeWithin<Value>(work: (outcomes: readonly ForwardRecord[]) => Value): Value;
}

/** Who hears of the writes. */
export interface RecorderListeners {
  /** After each write of its own. */
  readonly onWritten: (byTimer: boolean) => void;
  /** The queue did not take the outcomes: they are kept, and written when it does. */
  readonly onFailed: (error: unknown) => void;
}

/** Makes a recorder. Nothing the queue throws leaves it, but by {@link Recorder.writeWithin}. */
export function createRecorder(
  outbox: Pick<Outbox, 'record'>,
  timers: Pick<Timers, 'after'>,
  { onWritten, onFailed }: RecorderListeners,
): Recorder {
  const busy = new Set<string>();
  let records: ForwardRecord[] = [];
  let keys: string[] = [];
  let cancel: Cancel | null = null;

  function writeWithin<Value>(work: (outcomes: readonly ForwardRecord[]) => Value): Value {
    cancel?.();
    cancel = null;
    for (const key of keys) busy.delete(key);
    try {
      const value = work(records);
      records = [];
      keys = [];
      return value;
    } catch (error) {
      // What was answered stays here and is written later: the central system need not be asked about it again.
      for (const key of keys) busy.add(key);
      if (records.length > 0) cancel = timers.after(FAILED_WAIT_MS, () => write(true));
      throw error;
    }
  }

  function write(byTimer: boolean): void {
    if (records.length === 0) return;
    try {
      writeWithin((outcomes) => outbox.record(outcomes));
    } catch (error) {
      onFailed(error);
      return;
    }
    onWritten(byTimer);
  }

  return {
    busy,
    claimed: (orderKey) => busy.add(orderKey),
    keep(orderKey, record, noOthersToCome) {
      records.push(record);
      keys.push(orderKey);
      if (records.length >= RECORD_BATCH || noOthersToCome) write(false);
      else cancel ??= timers.after(RECORD_WAIT_MS, () => write(true));
    },
    finish() {
      write(false);
      cancel?.();
      cancel = null;
    },
    writeWithin,
  };
}
