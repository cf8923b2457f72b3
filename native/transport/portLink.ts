import { explainLibraryError } from './libraryError.ts';
import { createLinkCore, LinkEndedError } from './linkCore.ts';
import type { ByteLink } from './port.ts';

/** An open port of the port library, as far as a link needs it. */
export interface LibraryPort {
  /** Waits for at least one byte; rejects when the port is lost or closed. */
  read(buffer: Buffer, offset: number, length: number): Promise<{ readonly bytesRead: number }>;
  write(buffer: Buffer): Promise<void>;
  close(): Promise<void>;
}

/** More than a device of a counter sends at once; the rest waits in the system. */
const READ_BYTES = 4_096;

/** A port of the library as a link: how a serial line is used under Windows. */
export function wrapPort(port: LibraryPort, name: string): ByteLink {
  const core = createLinkCore();
  const buffer = Buffer.alloc(READ_BYTES);
  let writing: Promise<void> = Promise.resolve();
  const lose = (error: unknown): void => core.end({ kind: 'lost', detail: explainLibraryError(error) });

  async function readAll(): Promise<void> {
    // Reading at all times is also what makes a pulled cable noticed on an idle line.
    while (core.ended() === undefined) {
      const { bytesRead } = await port.read(buffer, 0, buffer.length);
      core.deliver(Uint8Array.from(buffer.subarray(0, bytesRead)));
    }
  }

  readAll().catch(lose);
  const closed = new Promise<void>((resolve) => {
    // What is closed already, or fails in closing, is as good as closed.
    core.onEnd(() => void port.close().then(resolve, () => resolve()));
  });
  return {
    name,
    onData: core.onData,
    onEnd: core.onEnd,
    write(bytes) {
      const ended = core.ended();
      if (ended !== undefined) return Promise.reject(new LinkEndedError(ended));
      // Copied: the sender may use its buffer again.
      const copy = Buffer.from(bytes);
      return new Promise((resolve, reject) => {
        // The answer to a write cut by a hang-up may never come, so the end of the link rejects as well.
        const forget = core.onEnd((end) => reject(new LinkEndedError(end)));
        writing = writing
          .then(() => (core.ended() === undefined ? port.write(copy) : undefined))
          .then(() => {
            forget();
            resolve();
          }, lose);
      });
    },
    close() {
      // Ended before it is closed: a write to a port that is being closed can bring the whole process down.
      core.end({ kind: 'closed' });
      return closed;
    },
  };
}
