import { read } from 'node:fs';
import { promisify } from 'node:util';
import type { SerialPort } from 'serialport';

const readAsync = promisify(read);

/** The part of a Unix port of the library that reading needs. */
interface UnixPort {
  readonly fd: number | null;
  readonly poller: { once(event: 'readable', listener: (error: unknown) => void): unknown };
  read: (
    buffer: Buffer,
    offset: number,
    length: number,
  ) => Promise<{ readonly buffer: Buffer; readonly bytesRead: number }>;
}

/** Nothing to read at this moment. */
const NOTHING_YET: ReadonlySet<unknown> = new Set(['EAGAIN', 'EWOULDBLOCK', 'EINTR']);

/**
 * Lets an open port end when its line is hung up. A serial path whose device is gone reads as empty for ever: the library takes
 * that for "not yet" and tries again without pause, so that an idle line is never lost, and costs a whole CPU and more and more
 * memory until something is written. Windows reports the end by itself. Source: @serialport/bindings-cpp 13, `unix-read.ts`.
 */
export function endOnHangUp(port: SerialPort): void {
  const unix: unknown = port.port;
  if (!isUnixPort(unix)) return;
  const stillOpen = (): number => {
    // An end that we caused ourselves: not to be reported as a loss.
    if (unix.fd === null) throw Object.assign(new Error('the port is closed'), { canceled: true });
    return unix.fd;
  };
  unix.read = async (buffer, offset, length) => {
    for (;;) {
      const bytesRead = await readSome(stillOpen(), buffer, offset, length);
      // Closed meanwhile: its poller is gone, and to ask it would crash the process.
      stillOpen();
      if (bytesRead === 'nothing yet') await readable(unix);
      else if (bytesRead === 0) throw new Error('the device is gone');
      else return { buffer, bytesRead };
    }
  };
}

function isUnixPort(port: unknown): port is UnixPort {
  return port !== null && typeof port === 'object' && 'fd' in port && 'poller' in port && 'read' in port;
}

async function readSome(fd: number, buffer: Buffer, offset: number, length: number): Promise<number | 'nothing yet'> {
  try {
    return (await readAsync(fd, buffer, offset, length, null)).bytesRead;
  } catch (error) {
    if (error instanceof Error && 'code' in error && NOTHING_YET.has(error.code)) return 'nothing yet';
    throw error;
  }
}

function readable(port: UnixPort): Promise<void> {
  return new Promise((resolve, reject) => {
    port.poller.once('readable', (error) => {
      if (error === null || error === undefined) resolve();
      else reject(error instanceof Error ? error : new Error('the port can not be waited for'));
    });
  });
}
