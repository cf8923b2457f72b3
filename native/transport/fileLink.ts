import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { createLinkCore, LinkEndedError } from './linkCore.ts';
import type { ByteLink, LinkOpenFailure, OpenLink } from './port.ts';
import { systemTimers, type Timers } from './timers.ts';

/** Where a device is. */
export interface FileSettings {
  /** A character device that takes the bytes as they are, e.g. `/dev/usb/lp0`. */
  readonly path: string;
  /** Default: those of the system. */
  readonly timers?: Timers;
}

/** Soon enough for an answer to a question, for so long after the last byte in either direction. */
const READ_SOON_MS = 10;
const LIVELY_MS = 1_000;
/** An idle device is looked at this often: this is also what notices that it was unplugged. */
const READ_IDLE_MS = 250;
/** A busy device is offered the rest again after this time. */
const WRITE_AGAIN_MS = 10;
/** More than a printer says at once; ASB and answers are single bytes. */
const READ_BYTES = 256;

/** A close is over at once unless the driver hangs; then nobody waits for it. */
const CLOSE_LIMIT_MS = 500;

/** System codes of a device that could not be opened. */
const OPEN_FAILURES: Readonly<Record<string, LinkOpenFailure>> = {
  ENOENT: 'NOT_FOUND',
  ENODEV: 'NOT_FOUND',
  ENXIO: 'NOT_FOUND',
  ENOTDIR: 'NOT_FOUND',
  EBUSY: 'BUSY',
  EAGAIN: 'BUSY',
  EACCES: 'DENIED',
  EPERM: 'DENIED',
};

/** Not now: the device is busy or has nothing to say. */
const LATER: ReadonlySet<string> = new Set(['EAGAIN', 'EWOULDBLOCK', 'EINTR']);
/** The device is of those that can only be written to. */
const WRITE_ONLY: ReadonlySet<string> = new Set(['EINVAL', 'EBADF']);

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Opens a device file for reading and writing. Calls go through Node's thread pool, opened non-blocking; should a driver
 * block all the same, at most one read and one write of a link are under way, and the file is not opened again before they
 * are over: a hung printer costs two threads and never the core.
 */
export function fileOpener({ path, timers = systemTimers }: FileSettings): OpenLink {
  let former: Promise<void> | undefined;
  return async () => {
    if (former !== undefined) return { ok: false, code: 'BUSY', detail: `${path}: still closing` };
    let handle: FileHandle;
    try {
      // O_NOCTTY: a terminal device must not become the terminal of this program.
      handle = await open(path, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY);
    } catch (error) {
      return { ok: false, code: OPEN_FAILURES[codeOf(error)] ?? 'FAILED', detail: wordsOf(error) };
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
  let livelyUntil = timers.now() + LIVELY_MS;
  let writing: Promise<void> = Promise.resolve();
  /** What ends each of the waits of the moment. */
  const pauses = new Set<() => void>();
  const ended = (): boolean => core.ended() !== undefined;

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const over = (): void => {
        pauses.delete(over);
        cancel();
        resolve();
      };
      const cancel = timers.after(ms, over);
      pauses.add(over);
    });
  }

  const endPauses = (): void => {
    for (const over of [...pauses]) over();
  };

  /** What a call brought; `later` when the device can not now. Any other error is the end of the link. */
  async function attempt(
    call: () => Promise<number>,
    onRefusal: (code: string) => boolean,
  ): Promise<number | 'later' | 'over'> {
    try {
      return await call();
    } catch (error) {
      const code = codeOf(error);
      if (LATER.has(code)) return 'later';
      if (!onRefusal(code)) core.end({ kind: 'lost', detail: wordsOf(error) });
      return 'over';
    }
  }

  async function readAll(): Promise<void> {
    while (!ended()) {
      const got = await attempt(
        async () => (await handle.read(buffer, 0, buffer.length, null)).bytesRead,
        (code) => WRITE_ONLY.has(code),
      );
      if (got === 'over') return;
      if (typeof got === 'number' && got > 0) {
        livelyUntil = timers.now() + LIVELY_MS;
        core.deliver(Uint8Array.from(buffer.subarray(0, got)));
      } else {
        await pause(timers.now() < livelyUntil ? READ_SOON_MS : READ_IDLE_MS);
      }
    }
  }

  async function writeAll(bytes: Uint8Array): Promise<void> {
    let at = 0;
    while (at < bytes.length && !ended()) {
      const taken = await attempt(
        async () => (await handle.write(bytes, at, bytes.length - at, null)).bytesWritten,
        () => false,
      );
      if (taken === 'over') break;
      if (typeof taken === 'number') at += taken;
      if (taken === 'later' || taken === 0) await pause(WRITE_AGAIN_MS);
    }
  }

  const reading = readAll();
  const closed = new Promise<void>((resolve, reject) => {
    core.onEnd(() => {
      endPauses();
      // Waits for calls that hang in the driver, for ever if need be; nobody waits for this but the next opening.
      Promise.all([reading, writing])
        .then(() => handle.close())
        // A device that is gone can not be closed, which is as good.
        .then(resolve, (error: unknown) => (codeOf(error) === '' ? reject(error as Error) : resolve()));
    });
  });

  const link: ByteLink = {
    name,
    onData: core.onData,
    onEnd: core.onEnd,
    write(bytes) {
      const end = core.ended();
      if (end !== undefined) return Promise.reject(new LinkEndedError(end));
      const copy = Uint8Array.from(bytes);
      livelyUntil = timers.now() + LIVELY_MS;
      endPauses();
      writing = writing.then(() => writeAll(copy));
      const mine = writing;
      return new Promise((resolve, reject) => {
        const forget = core.onEnd((late) => reject(new LinkEndedError(late)));
        void mine.then(() => {
          if (ended()) return;
          forget();
          resolve();
        });
      });
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
