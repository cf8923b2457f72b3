import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import path from 'node:path';
import { paperText, type PaperSlip } from '../../../native/emulator/paper.ts';
import { createPrinterEmulator } from '../../../native/emulator/printerEmulator.ts';
import { createLinkCore } from '../../../native/transport/linkCore.ts';
import type { ByteLink } from '../../../native/transport/port.ts';

/** Columns of the printer on the desk: 80 mm paper. */
export const DESK_COLUMNS = 48;

/** Longest time the last bytes on a cable may take, in ms; they need one or two. */
const ARRIVAL_LIMIT_MS = 10_000;

/** A printer outside the counter's process: what it has printed stays on its paper whoever is killed. */
export interface PrinterDesk {
  /** Serial path the counter is configured with. */
  readonly path: string;
  /**
   * Plugs a new cable in. The answer pulls it again, once everything that was sent on it has arrived; call it when the
   * counter is gone.
   */
  plugIn(): Promise<() => Promise<void>>;
  /** Every piece of paper since the beginning, as text, in order; the last may still hang in the printer. */
  pieces(): readonly { readonly rows: readonly string[]; readonly cut: boolean }[];
  /** What the printer could not understand; empty when all is well. */
  problems(): readonly string[];
  close(): void;
}

/** Sent down the cable behind the last byte of a counter that is gone. No slip contains it. */
const END_OF_SENDING = Buffer.from('\u0007end of sending\u0007');

/** The printer's end of a cable that comes in over a socket; `onEndOfSending` when the mark has come in. */
function socketLink(socket: Socket, onEndOfSending: () => void): ByteLink {
  const core = createLinkCore();
  let kept = Buffer.alloc(0);
  socket.on('data', (bytes) => {
    // The mark may come in pieces, so an end that could be its beginning waits.
    const all = Buffer.concat([kept, bytes]);
    let begun = Math.min(all.length, END_OF_SENDING.length);
    while (!all.subarray(all.length - begun).equals(END_OF_SENDING.subarray(0, begun))) begun -= 1;
    kept = all.subarray(all.length - begun);
    if (begun < all.length) core.deliver(all.subarray(0, all.length - begun));
    if (kept.equals(END_OF_SENDING)) onEndOfSending();
  });
  socket.on('error', (error) => core.end({ kind: 'lost', detail: error.message }));
  socket.on('close', () => core.end({ kind: 'lost', detail: 'unplugged' }));
  return {
    name: 'desk',
    onData: core.onData,
    onEnd: core.onEnd,
    write: (bytes) =>
      new Promise((resolve, reject) => socket.write(bytes, (error) => (error ? reject(error) : resolve()))),
    close: () => {
      socket.destroy();
      return Promise.resolve();
    },
  };
}

/** Puts a printer on the desk; each cable is a pseudo-terminal made by socat. */
export async function openPrinterDesk(folder: string): Promise<PrinterDesk> {
  const emulator = createPrinterEmulator({ columns: DESK_COLUMNS, repertoire: 'gbk' });
  const pieces = new Map<number, PaperSlip>();
  // The emulator keeps only its newest paper, this desk keeps all of it.
  emulator.onChange(() => {
    for (const piece of emulator.paper().slips) pieces.set(piece.serial, piece);
  });
  const printerEnd = path.join(folder, 'printer.socket');
  const counterEnd = path.join(folder, 'printer.tty');
  const server = createServer();
  server.listen(printerEnd);
  await once(server, 'listening');

  return {
    path: counterEnd,
    async plugIn() {
      const connected = once(server, 'connection') as Promise<[Socket]>;
      const socat = spawn('socat', [`pty,raw,echo=0,link=${counterEnd}`, `unix-connect:${printerEnd}`], {
        stdio: 'ignore',
      });
      const [socket] = await connected;
      const marked = Promise.withResolvers<undefined>();
      emulator.attach(socketLink(socket, () => marked.resolve(undefined)));
      return async () => {
        const line = openSync(counterEnd, constants.O_RDWR | constants.O_NOCTTY);
        writeSync(line, END_OF_SENDING);
        await Promise.race([
          marked.promise,
          once(AbortSignal.timeout(ARRIVAL_LIMIT_MS), 'abort').then(() => {
            throw new Error('what was sent did not arrive at the printer');
          }),
        ]);
        closeSync(line);
        const gone = Promise.all([once(socat, 'exit'), once(socket, 'close')]);
        socat.kill();
        await gone;
      };
    },
    pieces: () =>
      [...pieces.values()].map((piece) => ({
        rows: paperText({ columns: DESK_COLUMNS, slips: [piece], problems: [] })[0] ?? [],
        cut: piece.cut,
      })),
    problems: () => emulator.paper().problems,
    close: () => server.close(),
  };
}
