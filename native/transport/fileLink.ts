import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { explainSystemError, systemCodeOf } from '../../main/domain/systemErrors.ts';
import { examineDevicePath, isSameDevice, type DevicePathRules } from './devicePath.ts';
import { createDeviceWriter, LATER } from './deviceWriter.ts';
import { createLinkCore } from './linkCore.ts';
import { refusalOf, refusalOfPath } from './openFailure.ts';
import type { ByteLink, OpenLink } from './port.ts';
import { systemTimers } from '../systemTime.ts';
import type { Timers } from '../../main/domain/time.ts';

/** Where a device is. */
export interface FileSettings {
  /** A printer's character device that takes the bytes as they are, e.g. `/dev/usb/lp0`. */
  readonly path: string;
  readonly rules: DevicePathRules;
  /** Default: those of the system. */
  readonly timers?: Timers;
}

/** Soon enough for an answer to a question, for so long after the last byte in either direction. */
const READ_SOON_MS = 10;
const LIVELY_MS = 1_000;
/** An idle device is looked at this often: this is also what notices that it was unplugged. */
const READ_IDLE_MS = 250;
/** More than a printer says at once; ASB and answers are single bytes. */
const READ_BYTES = 256;

/** A close is over at once unless the driver hangs; then nobody waits for it. */
const CLOSE_LIMIT_MS = 500;

/** The device is of those that can only be written to. */
const WRITE_ONLY: ReadonlySet<string> = new Set(['EINVAL', 'EBADF']);

/**
 * Opens a device file for reading and writing; nothing but a printer is ever opened, and no link is followed in opening. Calls
 * go through Node's thread pool, opened non-blocking; should a driver block all the same, at most one read and one write of a
 * link are under way, and the file is not opened again before they are over: a hung printer costs two threads and never the core.
 */
export function fileOpener({ path, rules, timers = systemTimers }: FileSettings): OpenLink {
  let former: Promise<void> | undefined;
  return async () => {
    if (former !== undefined) return { ok: false, code: 'BUSY', detail: `${path} 还没有关闭` };
    const examined = examineDevicePath(path, 'printer', rules);
    if (examined.found !== 'device') return refusalOfPath(path, examined);
    let handle: FileHandle;
    try {
      // O_NOCTTY: a terminal device must not become the terminal of this program.
      const how = constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY | constants.O_NOFOLLOW;
      handle = await open(examined.path, how);
    } catch (error) {
      return refusalOf(error);
    }
    if (!isSameDevice(await handle.stat({ bigint: true }), examined)) {
      await handle.close();
      return refusalOfPath(path, { found: 'unfit', problem: 'no-device' });
    }
    const { link, closed } = wrapFile(handle, path, timers);
    former = closed.finally(() => {
      former = undefined;
    });
    return { ok: true, link };
  };
}

function wrapFile(handle: FileHandle, name: string, timers: Timers) {
  const core = createLinkCore();
  const buffer = Buffer.alloc(READ_BYTES);
  let livelyUntil = timers.running() + LIVELY_MS;
  /** What ends the wait of the moment. */
  let wake = (): void => undefined;
  const writer = createDeviceWriter({
    core,
    timers,
    take: async (bytes) => (await handle.write(bytes, 0, bytes.length, null)).bytesWritten,
  });
  const ended = (): boolean => core.ended() !== undefined;

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = timers.after(ms, () => wake());
      wake = () => {
        wake = () => undefined;
        cancel();
        resolve();
      };
    });
  }

  /** Bytes read, `later` when there are none now, `over` when there never will be. */
  async function readSome(): Promise<number | 'later' | 'over'> {
    try {
      return (await handle.read(buffer, 0, buffer.length, null)).bytesRead;
    } catch (error) {
      const code = systemCodeOf(error);
      if (LATER.has(code)) return 'later';
      if (!WRITE_ONLY.has(code)) core.end({ kind: 'lost', detail: explainSystemError(error) });
      return 'over';
    }
  }

  async function readAll(): Promise<void> {
    while (!ended()) {
      const got = await readSome();
      if (got === 'over') return;
      if (typeof got === 'number' && got > 0) {
        livelyUntil = timers.running() + LIVELY_MS;
        core.deliver(Uint8Array.from(buffer.subarray(0, got)));
      } else {
        await pause(timers.running() < livelyUntil ? READ_SOON_MS : READ_IDLE_MS);
      }
    }
  }

  const reading = readAll();
  const closed = new Promise<void>((resolve, reject) => {
    core.onEnd(() => {
      wake();
      // Waits for calls that hang in the driver, for ever if need be; nobody waits for this but the next opening.
      Promise.all([reading, writer.idle()])
        .then(() => handle.close())
        // A device that is gone cannot be closed, which is as good.
        .then(resolve, (error: unknown) => (systemCodeOf(error) === '' ? reject(error as Error) : resolve()));
    });
  });

  const link: ByteLink = {
    name,
    onData: core.onData,
    onEnd: core.onEnd,
    write(bytes) {
      livelyUntil = timers.running() + LIVELY_MS;
      wake();
      return writer.write(bytes);
    },
    close() {
      core.end({ kind: 'closed' });
      return new Promise((resolve) => {
        const cancel = timers.after(CLOSE_LIMIT_MS, resolve);
        void closed.then(() => {
          cancel();
          resolve();
        });
      });
    },
  };
  return { link, closed };
}
