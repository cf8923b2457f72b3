import type { DeviceFault } from '../../main/domain/device/faults.ts';
import { createInbox } from './inbox.ts';
import { OPEN_FAULTS } from './deviceFault.ts';
import type { ByteLink, LinkOpenFailure } from './port.ts';
import type { Timers } from '../../main/domain/time.ts';

/** How one connection to a device ended. */
export interface ConnectionEnd<Fault> {
  readonly fault: Fault;
  /** For the log and the technician; no personal data. */
  readonly detail: string;
  /** The device answered as it should at least once: the next attempt comes soon. */
  readonly identified: boolean;
  /** No fault: the connection is to be made anew at once, e.g. because nobody can tell whether an idle one still lives. */
  readonly renew?: boolean;
}

/** A connection as far as the supervisor deals with it: a byte link, or a helper process. */
interface Closable {
  close(): Promise<void>;
  /** See `ByteLink`. */
  misbehaved?(): boolean;
}

/** What came of opening. */
type Opened<Link> =
  | { readonly ok: true; readonly link: Link }
  | { readonly ok: false; readonly code: LinkOpenFailure; readonly detail: string };

/** What a supervisor needs to know of its device. */
export interface SupervisorOptions<Fault, Link extends Closable = ByteLink> {
  /** For the log, e.g. `card reader`. */
  readonly what: string;
  /** Makes a new connection. */
  readonly open: () => Promise<Opened<Link>>;
  readonly timers: Timers;
  /** Pauses before connecting again; those of a device that is plugged in when left out. */
  readonly pauses?: Pauses;
  /** Lines for the technician; never personal data. */
  readonly log: (line: string) => void;
  /**
   * Serves one connection until it cannot be used any more. `alive` turns false when the supervisor is stopped: nothing may
   * be reported then. The link is closed by the supervisor.
   */
  readonly serve: (link: Link, alive: () => boolean) => Promise<ConnectionEnd<Fault>>;
  /** The device cannot be used now. Not called after `stop`. */
  readonly onUnavailable: (fault: Fault | DeviceFault, detail: string) => void;
}

/** Keeps one device connected. */
export interface Supervisor {
  /** Idempotent. */
  start(): void;
  running(): boolean;
  /** Ends a pause between two attempts: something waits for the device. */
  hurry(): void;
  /** Ends the connection; resolves when nothing runs any more. */
  readonly stop: () => Promise<void>;
}

/** Milliseconds before connecting again: the first pause is doubled while nothing answers, up to the longest. */
export interface Pauses {
  readonly first: number;
  readonly longest: number;
}

/** A device plugged in again is found within the longest; the port is tried no more often than that meanwhile. */
const PLUGGED_IN: Pauses = { first: 250, longest: 4_000 };
/** A driver of an adapter can hang in opening; that long nobody is told, then the device counts as silent. */
const OPEN_LIMIT_MS = 5_000;

interface Life {
  readonly hurry: () => void;
  readonly stop: () => void;
  readonly ended: Promise<void>;
}

/** Connects, serves, and after any end connects again: a new link each time, with growing pauses while nothing answers. */
export function createSupervisor<Fault, Link extends Closable = ByteLink>(
  options: SupervisorOptions<Fault, Link>,
): Supervisor {
  const { pauses = PLUGGED_IN } = options;
  let life: Life | undefined;

  function begin(): Life {
    const pauseEnd = createInbox<'stop' | 'hurry'>(options.timers);
    let pausing = false;
    let stopped = false;
    const alive = (): boolean => !stopped;
    let opening: Promise<Opened<Link>> | undefined;
    let closeLink: () => void = () => undefined;
    let giveUpOpening: () => void = () => undefined;

    /** One opening at a time: what does not come in time is waited for again at the next attempt, not begun a second time. */
    function openInTime(): Promise<Opened<Link> | undefined> {
      opening ??= options.open();
      const current = opening;
      return new Promise((resolve, reject) => {
        const cancel = options.timers.after(OPEN_LIMIT_MS, () => resolve(undefined));
        giveUpOpening = () => {
          cancel();
          resolve(undefined);
          void current.then((late) => (late.ok ? late.link.close() : undefined));
        };
        current.then((opened) => {
          cancel();
          giveUpOpening = () => undefined;
          if (opening === current) opening = undefined;
          resolve(opened);
        }, reject);
      });
    }

    async function serveOnce(): Promise<ConnectionEnd<Fault | DeviceFault>> {
      const opened = await openInTime();
      if (opened === undefined) return { fault: 'no-answer', detail: 'the port does not open', identified: false };
      if (!opened.ok) return { fault: OPEN_FAULTS[opened.code], detail: opened.detail, identified: false };
      const { link } = opened;
      closeLink = () => void link.close();
      if (stopped) closeLink();
      const end = await options.serve(link, alive);
      await link.close();
      // What it said by chance before does not make it the device.
      return link.misbehaved?.() === true ? { fault: 'protocol-error', detail: end.detail, identified: false } : end;
    }

    async function rest(pauseMs: number): Promise<void> {
      pausing = true;
      await pauseEnd.next(pauseMs);
      pausing = false;
    }

    async function run(): Promise<void> {
      let pause = pauses.first;
      while (alive()) {
        const end = await serveOnce();
        if (!alive()) break;
        if (end.renew === true) continue;
        options.log(`${options.what}: ${String(end.fault)}: ${end.detail}`);
        options.onUnavailable(end.fault, end.detail);
        if (end.identified) pause = pauses.first;
        await rest(pause);
        pause = Math.min(pause * 2, pauses.longest);
      }
    }

    return {
      ended: run(),
      hurry() {
        if (pausing) pauseEnd.post('hurry');
      },
      stop() {
        stopped = true;
        pauseEnd.post('stop');
        giveUpOpening();
        closeLink();
      },
    };
  }

  return {
    start() {
      life ??= begin();
    },
    running: () => life !== undefined,
    hurry: () => life?.hurry(),
    async stop() {
      const ending = life;
      if (ending === undefined) return;
      ending.stop();
      await ending.ended;
      if (life === ending) life = undefined;
    },
  };
}
