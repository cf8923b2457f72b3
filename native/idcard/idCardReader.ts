import type { OpenLink } from '../transport/port.ts';
import { createStateCell } from '../transport/stateCell.ts';
import { createSupervisor } from '../transport/supervisor.ts';
import type { Timers } from '../transport/timers.ts';
import { serveIdCardSession } from './idCardSession.ts';
import type { IdCardReader, IdCardReaderFault, IdCardReaderStatus } from './port.ts';

/** What a supervised ID card reader is made of. The line is 115200 baud, 8N1, unless the reader was set to another speed. */
export interface IdCardReaderOptions {
  readonly open: OpenLink;
  readonly timers: Timers;
  /** Lines for the technician; never personal data. */
  readonly log: (line: string) => void;
}

/**
 * A supervised reader of resident ID cards (SAM_V, GA 467): connects, looks for a card about three times a second, reads
 * each card once by itself, and connects again after any fault. Whether a card that was read still lies there can not be
 * asked of a standard module, so `document` stays for 20 seconds or until the next card comes, then `empty` is reported
 * (a module that goes on finding the card keeps `document` until the card is gone). The same card laid again is a new
 * presentation. `document-failed` stays as long as the card is found; a card pulled while it was read is
 * `document-failed` / `pulled` and, at the next search, `empty`. `connecting` is reported at the start only.
 */
export function createIdCardReader(options: IdCardReaderOptions): IdCardReader {
  const state = createStateCell<IdCardReaderStatus>({ state: 'connecting' });
  let presentations = 0;
  const supervisor = createSupervisor<IdCardReaderFault>({
    what: 'id card reader',
    open: options.open,
    timers: options.timers,
    log: options.log,
    serve: (link, alive) =>
      serveIdCardSession({
        link,
        timers: options.timers,
        log: options.log,
        emit: (next) => {
          if (alive()) state.set(next);
        },
        nextPresentation: () => (presentations += 1),
      }),
    onUnavailable: (fault, detail) => state.set({ state: 'unavailable', fault, detail }),
  });

  return {
    status: () => state.get(),
    subscribe: (listener) => state.subscribe(listener),
    start() {
      if (supervisor.running()) return;
      state.set({ state: 'connecting' });
      supervisor.start();
    },
    stop: () => supervisor.stop(),
  };
}
