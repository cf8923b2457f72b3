import { bugReport } from '../../bugReport.ts';
import type { Helper, StartHelper } from '../../helper/port.ts';
import { createInbox } from '../../transport/inbox.ts';
import { createStateCell } from '../../transport/stateCell.ts';
import type { Timers } from '../../../main/domain/time.ts';
import type { CardReader, CardReaderStatus } from '../port.ts';
import { askHsmByHttp } from './hsm.ts';
import type { AskHsm } from './hsm.ts';
import { CALL_TIMEOUT_MS } from './libraryCalls.ts';
import type { LibrarySettings } from './libraryCalls.ts';
import { createLibrarySession } from './librarySession.ts';
import type { LibrarySession } from './librarySession.ts';

/** What a reader behind a vendor's library is made of. */
export interface LibraryReaderOptions {
  /** Starts a helper of the kind that is called like the driver, with `settings.runtime`. */
  readonly startHelper: StartHelper;
  readonly settings: LibrarySettings;
  readonly timers: Timers;
  /** Lines for the technician; never personal data. */
  readonly log: (line: string) => void;
  /** Longest call of the library, ms; `CALL_TIMEOUT_MS` in the product. */
  readonly callTimeoutMs?: number;
  /** By HTTP in the product. */
  readonly askHsm?: AskHsm;
}

/** Pause after a life that ended: long enough to be seen at the window, doubled while no reading comes back. */
const FIRST_PAUSE_MS = 1_000;
/** A library put in its place, or mended, is found within this time. */
const LONGEST_PAUSE_MS = 30_000;

interface Life {
  readonly stop: () => void;
  readonly over: Promise<void>;
}

/**
 * A supervised reader behind a vendor's library in a helper process. With `pollMs` 0 it reads when asked (`reread`), also when it
 * shows a card already; otherwise it looks for a card that often and reads each card once. A library that hangs or crashes takes
 * only its helper with it; a new one is started after a pause.
 */
export function createLibraryReader(options: LibraryReaderOptions): CardReader {
  const { timers, log, settings } = options;
  const state = createStateCell<CardReaderStatus>({ state: 'connecting' }, bugReport(options.log));
  let presentations = 0;
  let session: LibrarySession | undefined;
  let life: Life | undefined;

  function begin(): Life {
    const stopping = createInbox<'stop'>(timers);
    let helper: Helper | undefined;
    let stopped = false;
    // A function, because the flag changes while this waits.
    const alive = (): boolean => !stopped;

    async function serveOnce() {
      helper = options.startHelper();
      session = createLibrarySession({
        helper,
        settings,
        timers,
        log,
        callTimeoutMs: options.callTimeoutMs ?? CALL_TIMEOUT_MS,
        askHsm: options.askHsm ?? askHsmByHttp,
        emit: (next) => {
          if (alive()) state.set(next);
        },
        nextPresentation: () => (presentations += 1),
      });
      const end = await session.serve();
      session = undefined;
      await helper.stop();
      return end;
    }

    async function run(): Promise<void> {
      let pause = FIRST_PAUSE_MS;
      while (alive()) {
        const { fault, detail, proven } = await serveOnce();
        if (!alive()) break;
        log(`card library: ${fault}: ${detail}`);
        state.set({ state: 'unavailable', fault, detail });
        if (proven) pause = FIRST_PAUSE_MS;
        await stopping.next(pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
    }

    return {
      over: run(),
      stop() {
        stopped = true;
        stopping.post('stop');
        void helper?.stop();
      },
    };
  }

  return {
    onRequest: settings.pollMs === 0,
    status: () => state.get(),
    subscribe: (listener) => state.subscribe(listener),
    start() {
      if (life !== undefined) return;
      state.set({ state: 'connecting' });
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
