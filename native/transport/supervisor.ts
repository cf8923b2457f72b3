import { createInbox } from './inbox.ts';
import { OPEN_FAULTS, type DeviceFault } from './deviceFault.ts';
import type { ByteLink, OpenLink } from './port.ts';
import type { Timers } from './timers.ts';

/** How one connection to a device ended. */
export interface ConnectionEnd<Fault> {
  readonly fault: Fault;
  /** For the log and the technician; no personal data. */
  readonly detail: string;
  /** The device answered as it should at least once: the next attempt comes soon. */
  readonly identified: boolean;
}

/** What a supervisor needs to know of its device. */
export interface SupervisorOptions<Fault> {
  /** For the log, e.g. `card reader`. */
  readonly what: string;
  readonly open: OpenLink;
  readonly timers: Timers;
  /** Lines for the technician; never personal data. */
  readonly log: (line: string) => void;
  /**
   * Serves one connection until it can not be used any more. `alive` turns false when the supervisor is stopped: nothing may
   * be reported then. The link is closed by the supervisor.
   */
  readonly serve: (link: ByteLink, alive: () => boolean) => Promise<ConnectionEnd<Fault>>;
  /** The device can not be used now. Not called after `stop`. */
  readonly onUnavailable: (fault: Fault | DeviceFault, detail: string) => void;
}

/** Keeps one device connected. */
export interface Supervisor {
  /** Idempotent. */
  start(): void;
  running(): boolean;
  /** Ends the connection; resolves when nothing runs any more. */
  stop(): Promise<void>;
}

/** First pause before connecting again; doubled up to the longest. */
const FIRST_PAUSE_MS = 250;
/** A device plugged in again is found within this time; the port is tried no more often than that meanwhile. */
const LONGEST_PAUSE_MS = 4_000;

interface Life {
  readonly stop: () => void;
  readonly over: Promise<void>;
}

/** Connects, serves, and after any end connects again: a new link each time, with growing pauses while nothing answers. */
export function createSupervisor<Fault>(options: SupervisorOptions<Fault>): Supervisor {
  let life: Life | undefined;

  function begin(): Life {
    const stopping = createInbox<'stop'>(options.timers);
    let stopped = false;
    const alive = (): boolean => !stopped;
    let closeLink: () => void = () => undefined;

    async function serveOnce(): Promise<ConnectionEnd<Fault | DeviceFault>> {
      const opened = await options.open();
      if (!opened.ok) return { fault: OPEN_FAULTS[opened.code], detail: opened.detail, identified: false };
      const { link } = opened;
      closeLink = () => void link.close();
      if (stopped) closeLink();
      const end = await options.serve(link, alive);
      await link.close();
      return end;
    }

    async function run(): Promise<void> {
      let pause = FIRST_PAUSE_MS;
      while (alive()) {
        const end = await serveOnce();
        if (!alive()) break;
        options.log(`${options.what}: ${String(end.fault)}: ${end.detail}`);
        options.onUnavailable(end.fault, end.detail);
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
    start() {
      life ??= begin();
    },
    running: () => life !== undefined,
    async stop() {
      const ending = life;
      if (ending === undefined) return;
      ending.stop();
      await ending.over;
      if (life === ending) life = undefined;
    },
  };
}
