import type { ReaderFault } from '../../main/domain/device/faults.ts';
import { bugReport } from '../bugReport.ts';
import type { OpenLink } from '../transport/port.ts';
import { createStateCell } from '../transport/stateCell.ts';
import { createSupervisor } from '../transport/supervisor.ts';
import type { Timers } from '../../main/domain/time.ts';
import type { CardReader, CardReaderStatus } from './port.ts';
import type { ReaderVariant } from './readerVariant.ts';
import { createReaderSession } from './readerSession.ts';
import type { ReaderSession } from './readerSession.ts';

/** What a supervised serial CCID reader is made of. */
export interface CardReaderOptions {
  readonly open: OpenLink;
  readonly variant: ReaderVariant;
  readonly timers: Timers;
  /** Lines for the technician; never personal data. */
  readonly log: (line: string) => void;
}

/**
 * A supervised card reader: connects, identifies, reads every card once by itself, and connects again after any
 * fault. A card pulled while it was read is reported as `card-failed` / `pulled` and then, as the slot is empty,
 * as `empty`. `connecting` is reported at the start only; later attempts leave the fault standing until one succeeds.
 */
export function createCardReader(options: CardReaderOptions): CardReader {
  const state = createStateCell<CardReaderStatus>({ state: 'connecting' }, bugReport(options.log));
  let presentations = 0;
  let session: ReaderSession | undefined;
  const supervisor = createSupervisor<ReaderFault>({
    what: 'card reader',
    open: options.open,
    timers: options.timers,
    log: options.log,
    serve: async (link, alive) => {
      session = createReaderSession({
        ...options,
        link,
        emit: (next) => {
          if (alive()) state.set(next);
        },
        nextPresentation: () => (presentations += 1),
      });
      const end = await session.serve();
      session = undefined;
      return end;
    },
    onUnavailable: (fault, detail) => state.set({ state: 'unavailable', fault, detail }),
  });

  return {
    onRequest: false,
    status: state.get,
    subscribe: (listener) => state.subscribe(listener),
    start() {
      if (supervisor.running()) return;
      state.set({ state: 'connecting' });
      supervisor.start();
    },
    reread: () => session?.reread(),
    stop: supervisor.stop,
  };
}
