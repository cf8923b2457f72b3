import { read } from 'node:fs';
import { promisify } from 'node:util';
import type { SerialPort } from 'serialport';

const readAsync = promisify(read);

/** The part of a Unix port of the library that reading needs. */
interface UnixPort {
  readonly fd: number | null;
  readonly poller: { once(event: 'readable', listener: (error: unknown) => void): unknown };
}

/** Nothing to read at this moment. */
const NOTHING_YET: ReadonlySet<unknown> = new Set(['EAGAIN', 'EWOULDBLOCK', 'EINTR']);

/**
 * Lets an open port end when its line is hung up. A serial path whose device is gone reads as empty for ever: the library takes
 * that for "not yet" and tries again without pause, so that an idle line is never lost, and costs a whole CPU and more and more
 * memory until something is written. Windows reports the end by itself. Source: @serialport/bindings-cpp 13, `unix-read.ts`.
 */
export function endOnHangUp(port: SerialPort): void {
  const opened = port.port;
  if (opened === undefined || !isUnixPort(opened)) return;
  const unix: UnixPort = opened;
  const stillOpen = (): number => {
    // An end that we caused ourselves: not to be reported as a loss.
    if (unix.fd === null) throw Object.assign(new Error('the port is closed'), { canceled: true });
    return unix.fd;
  };
  opened.read = async (buffer: Buffer, offset: number, length: number) => {
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

function isUnixPort<Port extends object>(port: Port): port is Port & UnixPort {
  return 'fd' in port && 'poller' in port;
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
      else reject(error instanceof Error ? error : new Error(String(error)));
    });
  });
}
