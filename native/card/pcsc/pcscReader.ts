import type { ReaderFault } from '../../../main/domain/device/faults.ts';
import { bugReport } from '../../bugReport.ts';
import type { Helper, StartHelper } from '../../helper/port.ts';
import type { Recording } from '../../trace/port.ts';
import { createStateCell } from '../../transport/stateCell.ts';
import { createSupervisor } from '../../transport/supervisor.ts';
import type { Timers } from '../../../main/domain/time.ts';
import type { CardReader, CardReaderStatus } from '../port.ts';
import { endHelper } from './pcscClient.ts';
import { createPcscSession } from './pcscSession.ts';
import type { PcscSession } from './pcscSession.ts';

/** What a supervised PC/SC reader is made of. */
export interface PcscReaderOptions {
  /** Starts a helper of the kind `pcsc`. */
  readonly startHelper: StartHelper;
  /** Name as the service lists it; its running number may differ. */
  readonly reader: string;
  readonly timers: Timers;
  /** Lines for the technician; never personal data. */
  readonly log: (line: string) => void;
  /** Gets every command and answer of a card whose reading begins while it is on. */
  readonly trace?: Recording;
}

/** A helper as the supervisor sees it. */
interface PcscConnection {
  readonly helper: Helper;
  close(): Promise<void>;
}

/**
 * A supervised reader of the system's smart-card service: waits for service, reader and card, and reads every card once
 * by itself. The library runs in a helper process, which is started again when it hangs or crashes.
 */
export function createPcscReader(options: PcscReaderOptions): CardReader {
  const state = createStateCell<CardReaderStatus>({ state: 'connecting' }, bugReport(options.log));
  let presentations = 0;
  let session: PcscSession | undefined;
  const supervisor = createSupervisor<ReaderFault, PcscConnection>({
    what: 'card reader',
    timers: options.timers,
    log: options.log,
    open: () => {
      const helper = options.startHelper();
      return Promise.resolve({ ok: true, link: { helper, close: () => endHelper(helper, options.timers) } });
    },
    serve: async ({ helper }, alive) => {
      session = createPcscSession({
        ...options,
        helper,
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
