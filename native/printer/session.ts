import { createSignal } from '../../main/domain/signal.ts';
import { throwToProcess } from '../bugReport.ts';
import type { ByteLink, Unsubscribe } from '../transport/port.ts';
import type { Timers } from '../../main/domain/time.ts';
import { createStatusParser, statusRequest, type StatusEvent, type StatusQuery } from './status.ts';

/** One byte takes a millisecond at 9600 baud; a cutting printer was seen to answer after 200 ms. */
const STATUS_ANSWER_MS = 500;
/** After a question without an answer one that comes late is let pass, so that it is not taken for the answer to the next. */
const LATE_ANSWER_MS = 300;
/** No link holds 64 bytes that long, not even at 1200 baud: the other side has stopped taking them. */
const WRITE_STALL_MS = 10_000;

/**
 * A printer says a few bytes a second, and never what it was not asked for. More than that within a second is a line at the wrong
 * speed or another device: what looks like status among it is chance.
 */
const MOST_NOISE_BYTES = 200;
const NOISE_WITHIN_MS = 1_000;

/** One open connection to a printer: bytes sorted, waits that always end. */
export interface PrinterSession {
  /** True once the link has ended; nothing can be sent any more. */
  ended(): boolean;
  /** True when it was ended here, because nothing but noise came. */
  noisy(): boolean;
  /** True between XOFF and XON. */
  held(): boolean;
  /** Gives a hold up that nobody will release: noise that looked like XOFF, or a printer switched off meanwhile. */
  forgetHold(): void;
  /** How often the printer answered GS r on this connection. */
  orderedAnswers(): number;
  /** Waits for an event the caller picks; `timeout` and `ended` are answers too. */
  waitFor<Picked>(ms: number, pick: (event: StatusEvent) => Picked | undefined): Promise<Picked | 'timeout' | 'ended'>;
  /** Asks DLE EOT n. */
  ask(query: StatusQuery): Promise<{ readonly byte: number } | 'timeout' | 'ended'>;
  /** Hands bytes to the link. After `timeout` or `ended` any part of them may have arrived. */
  write(bytes: Uint8Array): Promise<'written' | 'timeout' | 'ended'>;
  /** Hands bytes over while the ones before are still being taken, so that the line is never idle; the answer may be theirs. */
  post(bytes: Uint8Array): Promise<'written' | 'timeout' | 'ended'>;
  /** Waits until everything posted has been taken. */
  flush(): Promise<'written' | 'timeout' | 'ended'>;
  onEvent(listener: (event: StatusEvent) => void): Unsubscribe;
  close(): Promise<void>;
}

/** Wraps a link that has just been opened. */
export function createPrinterSession(link: ByteLink, timers: Timers): PrinterSession {
  const parser = createStatusParser();
  const events = createSignal<StatusEvent>(throwToProcess);
  const ends = createSignal(throwToProcess);
  let ended = false;
  let held = false;
  let orderedAnswers = 0;
  let lateUntil = -Infinity;
  let noise = { since: timers.running(), bytes: 0 };
  let noisy = false;
  let posted: Promise<'written' | 'timeout' | 'ended'> = Promise.resolve('written');

  link.onData((bytes) => {
    for (const event of parser.push(bytes)) {
      if (event.kind === 'flow') held = event.hold;
      if (event.kind === 'ordered') orderedAnswers += 1;
      if (event.kind === 'noise') countNoise();
      if (noisy) return;
      events.emit(event);
    }
  });
  link.onEnd(() => {
    ended = true;
    ends.emit();
  });

  function countNoise(): void {
    const now = timers.running();
    if (now - noise.since >= NOISE_WITHIN_MS) noise = { since: now, bytes: 0 };
    noise.bytes += 1;
    if (noise.bytes <= MOST_NOISE_BYTES) return;
    noisy = true;
    void link.close();
  }

  /** Runs one wait: whatever settles first ends it and unsubscribes the rest. */
  function wait<Value>(
    ms: number,
    begin: (settle: (value: Value | 'timeout' | 'ended') => void) => Unsubscribe,
  ): Promise<Value | 'timeout' | 'ended'> {
    if (ended) return Promise.resolve('ended');
    return new Promise((resolve) => {
      const endings: Unsubscribe[] = [];
      const settle = (value: Value | 'timeout' | 'ended'): void => {
        for (const ending of endings) ending();
        resolve(value);
      };
      endings.push(ends.subscribe(() => settle('ended')));
      endings.push(timers.after(ms, () => settle('timeout')));
      endings.push(begin(settle));
    });
  }

  const onEvent = (listener: (event: StatusEvent) => void): Unsubscribe => events.subscribe(listener);

  function waitFor<Picked>(ms: number, pick: (event: StatusEvent) => Picked | undefined) {
    return wait<Picked>(ms, (settle) =>
      onEvent((event) => {
        const picked = pick(event);
        if (picked !== undefined) settle(picked);
      }),
    );
  }

  function write(bytes: Uint8Array): Promise<'written' | 'timeout' | 'ended'> {
    return wait<'written'>(WRITE_STALL_MS, (settle) => {
      link.write(bytes).then(
        () => settle('written'),
        () => settle('ended'),
      );
      return () => undefined;
    });
  }

  return {
    ended: () => ended,
    noisy: () => noisy,
    held: () => held,
    forgetHold() {
      held = false;
    },
    orderedAnswers: () => orderedAnswers,
    waitFor,
    async ask(query) {
      const quietMs = lateUntil - timers.running();
      if (quietMs > 0) await waitFor(quietMs, () => undefined);
      const answer = waitFor(STATUS_ANSWER_MS, (event) => (event.kind === 'answer' ? { byte: event.byte } : undefined));
      const sent = await write(statusRequest(query));
      if (sent !== 'written') return sent;
      const answered = await answer;
      if (answered === 'timeout') lateUntil = timers.running() + LATE_ANSWER_MS;
      return answered;
    },
    write,
    async post(bytes) {
      const before = posted;
      posted = write(bytes);
      return before;
    },
    flush: () => posted,
    onEvent,
    close: () => link.close(),
  };
}
