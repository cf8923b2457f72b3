import { isDeepStrictEqual } from 'node:util';
import type { LinkOpenFailure, OpenLink } from '../transport/port.ts';
import type { Timers } from '../transport/timers.ts';
import { createInbox } from './inbox.ts';
import type { CardReader, CardReaderStatus, ReaderFault } from './port.ts';
import type { ReaderVariant } from './readerVariant.ts';
import { createReaderSession } from './readerSession.ts';
import type { ReaderSession, SessionEnd } from './readerSession.ts';

/** What a supervised serial CCID reader is made of. */
export interface CardReaderOptions {
  readonly open: OpenLink;
  readonly variant: ReaderVariant;
  readonly timers: Timers;
  /** Lines for the technician; never personal data. */
  readonly log: (line: string) => void;
}

/** First pause before connecting again; doubled up to the longest. */
const FIRST_PAUSE_MS = 250;
/** A reader plugged in again is found within this time; the port is tried no more often than that meanwhile. */
const LONGEST_PAUSE_MS = 4000;

const OPEN_FAULTS = {
  NOT_FOUND: 'not-found',
  BUSY: 'port-busy',
  DENIED: 'port-denied',
  // The path exists but is no serial port, or the system refused its settings: no reader is to be found there.
  FAILED: 'not-found',
} as const satisfies Record<LinkOpenFailure, ReaderFault>;

interface Life {
  readonly stop: () => void;
  readonly over: Promise<void>;
}

/**
 * A supervised card reader: connects, identifies, reads every card once by itself, and connects again after any
 * fault. A card pulled while it was read is reported as `card-failed` / `pulled` and then, as the slot is empty,
 * as `empty`. `connecting` is reported at the start only; later attempts leave the fault standing until one succeeds.
 */
export function createCardReader(options: CardReaderOptions): CardReader {
  const listeners = new Set<(status: CardReaderStatus) => void>();
  let status: CardReaderStatus = { state: 'connecting' };
  let presentations = 0;
  let session: ReaderSession | undefined;
  let life: Life | undefined;

  function emit(next: CardReaderStatus): void {
    if (isDeepStrictEqual(status, next)) return;
    status = next;
    for (const listener of [...listeners]) listener(next);
  }

  function begin(): Life {
    const stopping = createInbox<'stop'>(options.timers);
    let stopped = false;
    const running = (): boolean => !stopped;
    let closeLink: () => void = () => undefined;

    async function serveOnce(): Promise<SessionEnd> {
      const opened = await options.open();
      if (!opened.ok) return { fault: OPEN_FAULTS[opened.code], detail: opened.detail, identified: false };
      const { link } = opened;
      closeLink = () => void link.close();
      session = createReaderSession({
        ...options,
        link,
        emit: (next) => {
          if (!stopped) emit(next);
        },
        nextPresentation: () => (presentations += 1),
      });
      if (stopped) closeLink();
      const end = await session.serve();
      session = undefined;
      await link.close();
      return end;
    }

    async function run(): Promise<void> {
      let pause = FIRST_PAUSE_MS;
      while (running()) {
        const end = await serveOnce();
        if (!running()) break;
        options.log(`card reader: ${end.fault}: ${end.detail}`);
        emit({ state: 'unavailable', fault: end.fault, detail: end.detail });
        if (end.identified) pause = FIRST_PAUSE_MS;
        await stopping.next(pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
    }

    return {
      over: run(),
      stop() {
        stopped = true;
        stopping.post('stop');
        closeLink();
      },
    };
  }

  return {
    status: () => status,
    subscribe(listener) {
      const entry = (next: CardReaderStatus): void => listener(next);
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
    start() {
      if (life !== undefined) return;
      emit({ state: 'connecting' });
      life = begin();
    },
    reread: () => session?.reread(),
    async stop() {
      const ending = life;
      if (ending === undefined) return;
      ending.stop();
      await ending.over;
      if (life === ending) life = undefined;
    },
  };
}
