import type { ReaderFault } from '../../../main/domain/device/faults.ts';
import { bugReport } from '../../bugReport.ts';
import type { Helper, StartHelper } from '../../helper/port.ts';
import { createStateCell } from '../../transport/stateCell.ts';
import { createSupervisor, type Pauses } from '../../transport/supervisor.ts';
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

/** The first is long enough to be seen at the window; a library put in its place, or mended, is found within the longest. */
const PAUSES: Pauses = { first: 1_000, longest: 30_000 };

/** A helper as the supervisor sees it. */
interface LibraryConnection {
  readonly helper: Helper;
  close(): Promise<void>;
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
  const supervisor = createSupervisor<ReaderFault, LibraryConnection>({
    what: 'card library',
    timers,
    pauses: PAUSES,
    log,
    open: () => {
      const helper = options.startHelper();
      return Promise.resolve({ ok: true, link: { helper, close: () => helper.stop() } });
    },
    serve: async ({ helper }, alive) => {
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
      return end;
    },
    onUnavailable: (fault, detail) => state.set({ state: 'unavailable', fault, detail }),
  });

  return {
    onRequest: settings.pollMs === 0,
    status: () => state.get(),
    subscribe: (listener) => state.subscribe(listener),
    start() {
      if (supervisor.running()) return;
      state.set({ state: 'connecting' });
      supervisor.start();
    },
    reread: () => session?.reread(),
    stop: () => supervisor.stop(),
  };
}
