import { SerialPort } from 'serialport';
import { endOnHangUp } from './hangUp.ts';
import { createLinkCore, LinkEndedError } from './linkCore.ts';
import type { ByteLink, LinkOpenFailure, OpenLink } from './port.ts';

/** How a serial line is set. A pseudo-terminal takes any setting and ignores it. */
export interface SerialSettings {
  /** `/dev/ttyUSB0`, `COM3`, or the path of a pseudo-terminal. */
  readonly path: string;
  /** Bits per second. */
  readonly baudRate: number;
  readonly dataBits: 7 | 8;
  readonly stopBits: 1 | 2;
  readonly parity: 'none' | 'even' | 'odd';
  /** How the device says that it can take no more. Default `none`. `xon-xoff` is done by the system: those bytes are no data then. */
  readonly flowControl?: 'none' | 'xon-xoff' | 'rts-cts';
}

const FLOW_CONTROLS = {
  none: {},
  'xon-xoff': { xon: true, xoff: true },
  'rts-cts': { rtscts: true },
} as const satisfies Record<NonNullable<SerialSettings['flowControl']>, object>;

/**
 * The port library gives sentences, not codes. Checked from top to bottom; "Access denied" is what Windows says
 * about a port that another program holds.
 */
const OPEN_FAILURES = [
  [/no such file|file not found|no such device|not a directory/i, 'NOT_FOUND'],
  [/cannot lock port|resource busy|access denied|resource temporarily unavailable/i, 'BUSY'],
  [/permission denied|not permitted/i, 'DENIED'],
] as const satisfies readonly (readonly [RegExp, LinkOpenFailure])[];

/** Sorts the sentence the port library gave on opening into one of the foreseen failures. */
export function classifyOpenFailure(message: string): LinkOpenFailure {
  return OPEN_FAILURES.find(([pattern]) => pattern.test(message))?.[1] ?? 'FAILED';
}

/**
 * Opens a serial path for this program alone (exclusive lock). Every call makes its own port object: one that was
 * closed keeps unsent writes and would send them to the next device plugged in.
 */
export function serialOpener(settings: SerialSettings): OpenLink {
  return () =>
    new Promise((resolve) => {
      const { flowControl = 'none', ...line } = settings;
      const port = new SerialPort({ ...line, ...FLOW_CONTROLS[flowControl], autoOpen: false, lock: true });
      port.open((error) => {
        if (error === null) {
          endOnHangUp(port);
          resolve({ ok: true, link: wrapPort(port, settings.path) });
        } else {
          resolve({ ok: false, code: classifyOpenFailure(error.message), detail: error.message });
        }
      });
    });
}

function wrapPort(port: SerialPort, name: string): ByteLink {
  const core = createLinkCore();
  let closed: Promise<void> | undefined;
  // Whoever closes waits for the one closing under way: the port must be free when it resolves.
  const shut = (): Promise<void> => (closed ??= closePort(port));

  // Reading at all times is also what makes a pulled cable noticed on an idle line.
  port.on('data', (bytes: Buffer) => core.deliver(bytes));
  port.on('error', (error) => core.end({ kind: 'lost', detail: error.message }));
  // 'close' may come twice (once for the hang-up, once for the closing); the core counts the first only.
  port.on('close', (error: Error | null) => {
    core.end({ kind: 'lost', detail: error?.message ?? 'port closed by the system' });
  });
  core.onEnd(() => void shut());

  return {
    name,
    onData: core.onData,
    onEnd: core.onEnd,
    write(bytes) {
      return new Promise((resolve, reject) => {
        const ended = core.ended();
        if (ended !== undefined) {
          reject(new LinkEndedError(ended));
          return;
        }
        // The callback of a write cut by a hang-up may never come, so the end of the link rejects as well.
        const forget = core.onEnd((end) => reject(new LinkEndedError(end)));
        port.write(bytes, (error) => {
          forget();
          if (error === null || error === undefined) resolve();
          else {
            core.end({ kind: 'lost', detail: error.message });
            reject(new LinkEndedError(core.ended() ?? { kind: 'closed' }));
          }
        });
      });
    },
    close() {
      // Ended before it is closed: a write to a port that is being closed can bring the whole process down.
      core.end({ kind: 'closed' });
      return shut();
    },
  };
}

/** Closes what is open; a port that is closed already, or fails in closing, is as good as closed. */
function closePort(port: SerialPort): Promise<void> {
  return new Promise((resolve) => {
    if (port.isOpen) port.close(() => resolve());
    else resolve();
  });
}
