import { explainSystemError, systemCodeOf } from '../../main/domain/systemErrors.ts';
import { LinkEndedError, type LinkCore } from './linkCore.ts';
import type { Timers } from '../../main/domain/time.ts';

/** A busy device is offered the rest again after this time. */
const WRITE_AGAIN_MS = 10;

/** Not now: the device is busy or has nothing to say. */
export const LATER: ReadonlySet<string> = new Set(['EAGAIN', 'EWOULDBLOCK', 'EINTR']);

/** Writes to one device, whole messages in order. */
export interface DeviceWriter {
  /** Resolves when the system has taken all of it; rejects with the link's end. */
  write(bytes: Uint8Array): Promise<void>;
  /** Resolves when no call is under way any more; a driver that hangs keeps it waiting. */
  idle(): Promise<void>;
}

/**
 * Makes the writer of a link to a device that is open non-blocking. `take` offers bytes and answers how many were taken. At most
 * one call is under way: a driver that hangs costs one thread of the pool.
 */
export function createDeviceWriter(parts: {
  readonly core: LinkCore;
  readonly timers: Timers;
  readonly take: (bytes: Uint8Array) => Promise<number>;
}): DeviceWriter {
  const { core, timers, take } = parts;
  let writing: Promise<void> = Promise.resolve();

  function pause(): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        forget();
        cancel();
        resolve();
      };
      const cancel = timers.after(WRITE_AGAIN_MS, wake);
      const forget = core.onEnd(wake);
    });
  }

  async function writeAll(bytes: Uint8Array): Promise<void> {
    let at = 0;
    while (at < bytes.length && core.ended() === undefined) {
      let taken = 0;
      try {
        taken = await take(bytes.subarray(at));
      } catch (error) {
        if (!LATER.has(systemCodeOf(error))) {
          core.end({ kind: 'lost', detail: explainSystemError(error) });
          return;
        }
      }
      at += taken;
      if (taken === 0) await pause();
    }
  }

  return {
    write(bytes) {
      const end = core.ended();
      if (end !== undefined) return Promise.reject(new LinkEndedError(end));
      // Copied: the sender may use its buffer again.
      const copy = Uint8Array.from(bytes);
      writing = writing.then(() => writeAll(copy));
      const mine = writing;
      return new Promise((resolve, reject) => {
        const forget = core.onEnd((late) => reject(new LinkEndedError(late)));
        void mine.then(() => {
          if (core.ended() !== undefined) return;
          forget();
          resolve();
        });
      });
    },
    idle: () => writing,
  };
}
