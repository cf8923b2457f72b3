import { close, closeSync, constants, fstatSync, open, write } from 'node:fs';
import { isatty, ReadStream } from 'node:tty';
import { promisify } from 'node:util';
import { z } from 'zod';
import { explainSystemError } from '../../main/domain/systemErrors.ts';
import { examineDevicePath, isSameDevice, type DevicePathRules } from './devicePath.ts';
import { createDeviceWriter } from './deviceWriter.ts';
import { createLinkCore } from './linkCore.ts';
import { refusalOf, refusalOfPath, type OpenRefusal } from './openFailure.ts';
import type { ByteLink } from './port.ts';
import { openLine, type LineSettings } from './serialBinding.ts';
import { systemTimers } from '../systemTime.ts';

const openFile = promisify(open);
const closeFile = promisify(close);
const writeFile = promisify(write);

/** No device closes for longer: a line with flow control may wait for the other side to take what is left. */
const CLOSE_LIMIT_MS = 500;

/** A serial line of a Unix system that is open. Both numbers stand for the same terminal. */
interface OpenTerminal {
  /** Set up, locked for this program, and written to. */
  readonly line: number;
  /** Read from; belongs to the stream that reads. */
  readonly reading: number;
}

async function openTerminal(
  settings: LineSettings,
  rules: DevicePathRules,
): Promise<{ readonly ok: true; readonly terminal: OpenTerminal } | OpenRefusal> {
  const { path } = settings;
  const examined = examineDevicePath(path, 'serial', rules);
  if (examined.found !== 'device') return refusalOfPath(path, examined);
  let reading: number;
  try {
    // Non-blocking: to wait for a carrier would hang here. O_NOCTTY: it must not become the terminal of this program.
    const how = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY | constants.O_NOFOLLOW;
    reading = await openFile(examined.path, how);
  } catch (error) {
    return refusalOf(error);
  }
  const refuse = async (refusal: OpenRefusal): Promise<OpenRefusal> => {
    await closeFile(reading);
    return refusal;
  };
  if (!isSameDevice(fstatSync(reading, { bigint: true }), examined) || !isatty(reading)) {
    return await refuse(refusalOfPath(path, { found: 'unfit', problem: 'wrong-kind' }));
  }
  const line = await openLine({ ...settings, path: examined.path });
  if (!line.ok) return await refuse(line);
  if (!isSameDevice(fstatSync(line.number, { bigint: true }), examined)) {
    await closeFile(line.number);
    return await refuse(refusalOfPath(path, { found: 'unfit', problem: 'wrong-kind' }));
  }
  return { ok: true, terminal: { line: line.number, reading } };
}

/**
 * Opens a serial line of a Unix system. It is read by Node's own terminal stream: the port library leaves behind, for every
 * opening, a poller that is never freed and a read buffer of 64 kB, and takes a line that was hung up for one that is silent.
 */
export async function openTty(
  settings: LineSettings,
  rules: DevicePathRules,
): Promise<{ readonly ok: true; readonly link: ByteLink } | OpenRefusal> {
  const opened = await openTerminal(settings, rules);
  if (!opened.ok) return opened;
  return { ok: true, link: wrapTerminal(opened.terminal, settings.path) };
}

/** What a stream of Node has inside: the number it reads from. */
const streamWithHandle = z.object({ _handle: z.object({ fd: z.int() }) });

/**
 * A stream over an open terminal. libuv opens most terminals anew and reads from the new number: the old one is closed then, for
 * the stream will not do it. Where it reads from the old one (a lock, no name for the terminal), closing is the stream's work.
 */
function readTerminal(reading: number): ReadStream {
  const stream = new ReadStream(reading);
  const inside = streamWithHandle.safeParse(stream);
  if (inside.success && inside.data._handle.fd !== reading) closeSync(reading);
  return stream;
}

function wrapTerminal({ line, reading }: OpenTerminal, name: string): ByteLink {
  const core = createLinkCore();
  const stream = readTerminal(reading);
  const writer = createDeviceWriter({
    core,
    timers: systemTimers,
    take: async (bytes) => (await writeFile(line, bytes)).bytesWritten,
  });

  // Reading at all times is also what makes a pulled cable noticed on an idle line.
  stream.on('data', (bytes: Buffer) => core.deliver(bytes));
  stream.on('error', (error) => core.end({ kind: 'lost', detail: explainSystemError(error) }));
  stream.on('end', () => core.end({ kind: 'lost', detail: '设备已经断开' }));
  const readingEnded = new Promise<void>((resolve) => stream.once('close', () => resolve()));
  const closed = new Promise<void>((resolve) => {
    core.onEnd(() => {
      stream.destroy();
      // The last to be closed is the line, in the thread pool: the system may wait there until what was written is out.
      void Promise.all([readingEnded, writer.idle()])
        .then(() => closeFile(line))
        // A device that is gone cannot be closed, which is as good.
        .then(resolve, () => resolve());
    });
  });

  return {
    name,
    onData: core.onData,
    onEnd: core.onEnd,
    write: (bytes) => writer.write(bytes),
    close() {
      core.end({ kind: 'closed' });
      return new Promise((resolve) => {
        const cancel = systemTimers.after(CLOSE_LIMIT_MS, resolve);
        void closed.then(() => {
          cancel();
          resolve();
        });
      });
    },
  };
}
