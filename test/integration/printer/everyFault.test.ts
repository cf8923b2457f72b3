import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_PRINTER_PROFILE } from '../../../main/domain/device/printerProfile.ts';
import { layoutSlip } from '../../../main/domain/slip/layout.ts';
import { slipText } from '../../../main/domain/slip/slipText.ts';
import { paperText } from '../../../native/emulator/paper.ts';
import { createPrinterEmulator } from '../../../native/emulator/printerEmulator.ts';
import type { PrinterProfile, PrinterStatus, ReceiptPrinter } from '../../../native/printer/port.ts';
import { createReceiptPrinter } from '../../../native/printer/receiptPrinter.ts';
import { fileOpener } from '../../../native/transport/fileLink.ts';
import type { OpenLink } from '../../../native/transport/port.ts';
import { serialOpener } from '../../../native/transport/serialLink.ts';
import { tcpOpener } from '../../../native/transport/tcpLink.ts';
import { listenTcp } from '../../../native/transport/tcpServer.ts';
import { systemTimers } from '../../../native/systemTime.ts';
import { EMULATED, createSerialPair, socatIsMissing } from '../card/socat.ts';
import { runOps } from '../opsCli.ts';
import { acceptance, longNotice } from '../../unit/domain/slip/slips.ts';
import { emulatePrinter, type EmulatedPrinter } from './emulatedPrinter.ts';

const PROFILE: PrinterProfile = { ...DEFAULT_PRINTER_PROFILE, hasAnswered: true };
const lines = layoutSlip(acceptance, PROFILE);
const long = layoutSlip(longNotice, PROFILE);

let printer: ReceiptPrinter | undefined;

function start(open: OpenLink, profile: Partial<PrinterProfile> = {}): ReceiptPrinter {
  printer = createReceiptPrinter({
    open,
    profile: { ...PROFILE, ...profile },
    timers: systemTimers,
    log: () => undefined,
  });
  printer.start();
  return printer;
}

function reached(of: ReceiptPrinter, wanted: Partial<PrinterStatus>): Promise<void> {
  return new Promise((resolve) => {
    const look = (status: PrinterStatus): void => {
      if (
        !Object.entries(wanted).every(([key, value]) =>
          Object.entries(status).some(([k, v]) => k === key && v === value),
        )
      )
        return;
      stop();
      resolve();
    };
    const stop = of.subscribe(look);
    look(of.status());
  });
}

const printTest = (...args: readonly string[]) => runOps('device', 'print-test', ...args);

afterEach(async () => {
  await printer?.stop();
  printer = undefined;
});

/** What a link needs to reach the emulated printer, and the arguments a technician reaches it with. */
interface Reach {
  readonly emulated: EmulatedPrinter;
  readonly open: OpenLink;
  readonly printTestArguments: readonly string[];
  remove(): Promise<void>;
}

async function overPty(): Promise<Reach> {
  const pair = await createSerialPair();
  const emulated = await emulatePrinter('--path', pair.b, '--columns', '48');
  return {
    emulated,
    open: serialOpener({ path: pair.a, baudRate: 115_200, dataBits: 8, stopBits: 1, parity: 'none', rules: EMULATED }),
    printTestArguments: ['--path', pair.a],
    async remove() {
      await emulated.end();
      await pair.remove();
    },
  };
}

async function overTcp(): Promise<Reach> {
  const emulated = await emulatePrinter('--listen', '0', '--columns', '48');
  const port = Number(emulated.place.split(':')[1]);
  return {
    emulated,
    open: tcpOpener({ host: '127.0.0.1', port }),
    printTestArguments: ['--tcp', `127.0.0.1:${port}`],
    remove: async () => {
      await emulated.end();
    },
  };
}

const REACHES = [
  ['a serial path', overPty, !socatIsMissing()],
  ['TCP', overTcp, true],
] as const;

describe.each(REACHES)('a printer in another process over %s', (_, reach, canRun) => {
  let at: Reach;
  /** One connection for the whole day, as at a counter. */
  let running: ReceiptPrinter;
  beforeAll(async () => {
    if (!canRun) return;
    at = await reach();
    running = start(at.open, { bufferBytes: 512 });
    printer = undefined;
    await reached(running, { state: 'ready' });
  });
  beforeEach(async () => {
    if (canRun) await at.emulated.tell('tear');
  });
  afterAll(async () => {
    if (!canRun) return;
    await running.stop();
    await at.remove();
  });

  test.runIf(canRun)('prints what was laid out', async () => {
    expect(await running.print(lines)).toEqual({ outcome: 'printed' });
    expect(await at.emulated.read()).toEqual({ slips: [slipText(lines, 48)], problems: [] });
  });

  test.runIf(canRun).each([
    ['paper end', 'paper ok', 'paper-end'],
    ['cover open', 'cover closed', 'cover-open'],
    ['offline', 'online', 'offline'],
    ['error cutter', 'error none', 'cutter'],
    ['error recoverable', 'error none', 'offline'],
    ['error unrecoverable', 'error none', 'unrecoverable'],
  ] as const)(
    '%s: the slip fails with its cause and nothing comes out; after "%s" it prints',
    async (harm, repair, fault) => {
      await at.emulated.tell(harm);
      expect(await running.print(lines)).toEqual({ outcome: 'failed', fault });
      expect(running.status()).toMatchObject({ state: 'not-ready', fault });
      expect((await at.emulated.read()).slips).toEqual([]);
      await at.emulated.tell(repair);
      expect(await running.print(lines)).toEqual({ outcome: 'printed' });
      expect((await at.emulated.read()).slips).toEqual([slipText(lines, 48)]);
    },
  );

  test.runIf(canRun)('paper near its end is told, the slip comes out', async () => {
    await at.emulated.tell('paper near-end');
    await reached(running, { state: 'ready', paper: 'near-end' });
    expect(await running.print(lines)).toEqual({ outcome: 'printed' });
    await at.emulated.tell('paper ok');
  });

  test.runIf(canRun)('the paper ends in the middle: unknown; the next slip is on its own paper', async () => {
    await at.emulated.tell('left 9');
    expect(await running.print(lines)).toEqual({ outcome: 'unknown', fault: 'paper-end' });
    await at.emulated.tell('paper ok');
    expect(await running.print(lines)).toEqual({ outcome: 'printed' });
    expect((await at.emulated.read()).slips.at(-1)).toEqual(slipText(lines, 48));
  });

  test.runIf(canRun)('switched off in the middle: unknown; switched on again, the next slip is whole', async () => {
    await reached(running, { state: 'ready' });
    await at.emulated.tell('buffer small');
    const printing = running.print(long);
    await at.emulated.tell('power off');
    const cut = await printing;
    expect(cut).toMatchObject({ fault: 'no-answer' });
    await at.emulated.tell('buffer large');
    await at.emulated.tell('power on');
    expect(await running.print(lines)).toEqual({ outcome: 'printed' });
    expect((await at.emulated.read()).slips.at(-1)).toEqual(slipText(lines, 48));
  });

  test.runIf(canRun)('a small buffer, with and without XOFF: nothing is lost', async () => {
    for (const buffer of ['buffer small', 'buffer small-no-flow']) {
      await at.emulated.tell(buffer);
      await at.emulated.tell('tear');
      expect(await running.print(lines)).toEqual({ outcome: 'printed' });
      expect(await at.emulated.read()).toEqual({ slips: [slipText(lines, 48)], problems: [] });
    }
    await at.emulated.tell('buffer large');
  });

  test.runIf(canRun)('the technician prints the test page, also on a clone that answers nothing', async () => {
    await running.stop();
    const { exitCode, output } = await printTest(...at.printTestArguments, '--columns', '48', '--json');
    expect(JSON.parse(output)).toMatchObject({ ok: true, outcome: 'printed' });
    expect(exitCode).toBe(0);
    expect((await at.emulated.read()).slips[0]?.join()).toContain('打印机测试页');
    await at.emulated.tell('mute');
    const clone = await printTest(...at.printTestArguments, '--columns', '48', '--no-status', '--qr', 'raster');
    expect(clone.exitCode).toBe(0);
    expect(await at.emulated.read()).toMatchObject({ problems: [] });
  });
});

describe('TCP', () => {
  test('nobody listens: not found, told in words', async () => {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    server.close();
    await once(server, 'close');
    expect(await tcpOpener({ host: '127.0.0.1', port })()).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    expect(await tcpOpener({ host: 'printer.invalid', port: 9_100 })()).toMatchObject({ ok: false, code: 'NOT_FOUND' });
  });

  test('the connection has idled out without a word on the way: the next slip comes out, once', async () => {
    const emulator = createPrinterEmulator({ columns: 48, repertoire: 'gbk' });
    const server = await listenTcp(0, (link) => emulator.attach(link));
    const way = await layWay(server.port);
    const running = start(tcpOpener({ host: '127.0.0.1', port: way.port }));
    expect(await running.print(lines)).toEqual({ outcome: 'printed' });
    way.forget();
    expect(await running.print(lines)).toEqual({ outcome: 'printed' });
    expect(paperText(emulator.paper())).toEqual([slipText(lines, 48), slipText(lines, 48)]);
    expect(emulator.paper().problems).toEqual([]);
    await running.stop();
    way.close();
    await server.close();
  });
});

// The line of a device file differs, the printer behind it does not: a status, a fault and the command line show it.
describe.runIf(!socatIsMissing())('a printer over a device file', () => {
  test('prints, tells its faults, and is reached from the command line', async () => {
    const pair = await createSerialPair();
    const opened = await serialOpener({
      path: pair.b,
      baudRate: 115_200,
      dataBits: 8,
      stopBits: 1,
      parity: 'none',
      rules: EMULATED,
    })();
    if (!opened.ok) throw new Error(opened.detail);
    const emulator = createPrinterEmulator({ columns: 48, repertoire: 'gbk' });
    emulator.attach(opened.link);
    const running = start(fileOpener({ path: pair.a, rules: EMULATED }));
    expect(await running.print(lines)).toEqual({ outcome: 'printed' });
    emulator.setCover('open');
    expect(await running.print(lines)).toEqual({ outcome: 'failed', fault: 'cover-open' });
    emulator.setCover('closed');
    emulator.setPaper('near-end');
    await reached(running, { state: 'ready', paper: 'near-end' });
    emulator.setRowsLeft(9);
    expect(await running.print(lines)).toEqual({ outcome: 'unknown', fault: 'paper-end' });
    emulator.setPaper('ok');
    expect(await running.print(lines)).toEqual({ outcome: 'printed' });
    expect(paperText(emulator.paper()).at(-1)).toEqual(slipText(lines, 48));
    await running.stop();
    emulator.tearOff();
    const { exitCode } = await printTest('--file', pair.a, '--columns', '48', '--json');
    expect(exitCode).toBe(0);
    expect(paperText(emulator.paper())[0]?.join()).toContain('打印机测试页');
    await opened.link.close();
    await pair.remove();
  });
});

/** A device on the way (a router) that can forget its connections: they carry nothing more, and nobody is told. */
async function layWay(to: number) {
  const sockets: Socket[] = [];
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    sockets.push(near, far);
    near.pipe(far);
    far.pipe(near);
    for (const socket of [near, far]) socket.on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return {
    port: address.port,
    forget() {
      for (const socket of sockets) {
        socket.unpipe();
        socket.resume();
      }
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
