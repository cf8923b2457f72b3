import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_PRINTER_PROFILE } from '../../../../main/domain/device/printerProfile.ts';
import { layoutSlip } from '../../../../main/domain/slip/layout.ts';
import { slipText } from '../../../../main/domain/slip/slipText.ts';
import { paperText } from '../../../../native/emulator/paper.ts';
import { createPrinterMachine } from '../../../../native/emulator/printerMachine.ts';
import type { Helper } from '../../../../native/helper/port.ts';
import { startHelper } from '../../../../native/helper/startHelper.ts';
import type { PrinterStatus, ReceiptPrinter } from '../../../../native/printer/port.ts';
import { listSpoolerPrinters } from '../../../../native/printer/spooler/spoolerClient.ts';
import { createSpoolerPrinter } from '../../../../native/printer/spooler/spoolerPrinter.ts';
import { systemTimers } from '../../../../native/systemTime.ts';
import { lend } from '../../../fixtures/helper/lend.ts';
import { acceptance } from '../../../unit/domain/slip/slips.ts';

const compilerIsThere = spawnSync('gcc', ['--version'], { stdio: 'ignore' }).error === undefined;
const NAME = '凭条打印机';
const lines = layoutSlip(acceptance, DEFAULT_PRINTER_PROFILE);

describe.runIf(compilerIsThere)(
  'a printer behind the Windows spooler (its functions compiled from C, needs gcc)',
  () => {
    let built: string;
    let folder: string;
    let printer: ReceiptPrinter | undefined;
    const log: string[] = [];

    const put = (name: string, text = ''): void => writeFileSync(path.join(folder, name), text);
    const take = (name: string): void => rmSync(path.join(folder, name));
    /** One process for all tests: nothing here hangs or crashes it. */
    let shared: Helper;
    const helper = () => lend(shared);
    const libraries = () => ({ spooler: path.join(built, 'winspool.so'), system: path.join(built, 'winspool.so') });

    function started(name = NAME): ReceiptPrinter {
      printer = createSpoolerPrinter({
        startHelper: helper,
        printer: name,
        profile: DEFAULT_PRINTER_PROFILE,
        timers: systemTimers,
        log: (line) => log.push(line),
        libraries: libraries(),
      });
      printer.start();
      return printer;
    }

    function reached(of: ReceiptPrinter, wanted: (status: PrinterStatus) => boolean): Promise<PrinterStatus> {
      return new Promise((resolve) => {
        const look = (status: PrinterStatus): void => {
          if (!wanted(status)) return;
          stop();
          resolve(status);
        };
        const stop = of.subscribe(look);
        look(of.status());
      });
    }

    /** What a printer makes of the document that was spooled as number so-and-so. */
    function printed(number: number) {
      const machine = createPrinterMachine({
        columns: 48,
        repertoire: 'gbk',
        onRow: () => undefined,
        onPaperStatusAsked: () => undefined,
      });
      for (const byte of readFileSync(path.join(folder, `job-${number}.bin`))) machine.eat(byte);
      return { text: paperText({ columns: 48, slips: machine.slips(), problems: [] }), problems: machine.problems() };
    }

    beforeAll(() => {
      built = mkdtempSync(path.join(tmpdir(), 'winspool-'));
      const source = path.join(import.meta.dirname, 'winspool.c');
      const compiled = spawnSync('gcc', ['-shared', '-fPIC', '-O1', '-o', libraries().spooler, source], {
        encoding: 'utf8',
      });
      expect(compiled.stderr).toBe('');
      folder = path.join(built, 'spool');
      process.env.WINSPOOL_FOLDER = folder;
      shared = startHelper({ kind: 'spooler', runtime: null, log: (line) => log.push(line) });
    });
    beforeEach(() => {
      mkdirSync(folder);
      log.length = 0;
    });
    afterEach(async () => {
      await printer?.stop();
      printer = undefined;
      rmSync(folder, { recursive: true });
    });
    afterAll(async () => {
      await shared.stop();
      rmSync(built, { recursive: true });
    });

    test('is found by its Chinese name', async () => {
      expect(await listSpoolerPrinters(helper, libraries())).toEqual({ ok: true, printers: [NAME] });
    });

    test('gets one raw document a slip; gone from the queue is printed', async () => {
      const running = started();
      expect(await running.print(lines)).toEqual({ outcome: 'printed' });
      expect(running.status()).toEqual({ state: 'ready', paper: 'unknown' });
      expect(await running.print(lines)).toEqual({ outcome: 'printed' });
      for (const number of [1, 2]) expect(printed(number)).toEqual({ text: [slipText(lines, 48)], problems: [] });
      expect(existsSync(path.join(folder, 'job-3.bin'))).toBe(false);
      expect(log.join()).not.toContain(acceptance.citizen.name);
    });

    test.each([
      ['paper out', 'status', '10', 'paper-end'],
      ['door open', 'status', '400000', 'cover-open'],
      ['off line', 'status', '80', 'offline'],
      ['taken off line by Windows', 'attributes', '400', 'offline'],
      ['error', 'status', '2', 'offline'],
    ] as const)('%s before the slip: nothing is spooled, the cause is told', async (_, file, bits, fault) => {
      put(file, bits);
      const running = started();
      expect(await running.print(lines)).toEqual({ outcome: 'failed', fault });
      expect(running.status()).toMatchObject({ state: 'not-ready', fault });
      expect(existsSync(path.join(folder, 'job-1.bin'))).toBe(false);
      take(file);
      expect(await running.print(lines)).toEqual({ outcome: 'printed' });
    });

    test.each([
      ['paper ends', '50', 'paper-end'],
      ['the printer goes off line', '20', 'offline'],
      ['somebody deletes it', '4', 'offline'],
    ] as const)(
      '%s while the document is in the queue: unknown, and it cannot come out later by itself',
      async (_, bits, fault) => {
        put('stuck');
        put('job-status', bits);
        const running = started();
        expect(await running.print(lines)).toEqual({ outcome: 'unknown', fault });
        expect(existsSync(path.join(folder, 'removed-1'))).toBe(true);
        take('stuck');
        expect(await running.print(lines)).toEqual({ outcome: 'printed' });
        // What may hang in the printer is cut off first.
        expect(printed(2).text.at(-1)).toEqual(slipText(lines, 48));
        expect(printed(2).text).toHaveLength(2);
      },
    );

    test('a refused document leaves nothing behind', async () => {
      put('denied');
      expect(await started().print(lines)).toEqual({ outcome: 'failed', fault: 'port-denied' });
    });

    test('a name that Windows does not know', async () => {
      const status = await reached(started('无此打印机'), ({ state }) => state === 'not-ready');
      expect(status).toMatchObject({ fault: 'not-found', detail: 'OpenPrinterW 返回错误 1801' });
    });

    test('a system without the spooler', async () => {
      const answer = await listSpoolerPrinters(helper, { spooler: '/nowhere/winspool.drv', system: '/nowhere/k.dll' });
      expect(answer).toMatchObject({ ok: false });
    });
  },
);
