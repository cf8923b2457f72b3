import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_PRINTER_PROFILE } from '../../../main/domain/device/printerProfile.ts';
import { layoutSlip } from '../../../main/domain/slip/layout.ts';
import { slipText } from '../../../main/domain/slip/slipText.ts';
import type { ReceiptPrinter } from '../../../native/printer/port.ts';
import { createReceiptPrinter } from '../../../native/printer/receiptPrinter.ts';
import { serialOpener } from '../../../native/transport/serialLink.ts';
import { systemTimers } from '../../../native/systemTime.ts';
import { acceptance, notice } from '../../unit/domain/slip/slips.ts';
import { EMULATED, createSerialPair, type SerialPair, socatIsMissing } from '../card/socat.ts';
import { runOps, runOpsProcess } from '../opsCli.ts';
import { emulatePrinter, type EmulatedPrinter } from './emulatedPrinter.ts';

const profile = { ...DEFAULT_PRINTER_PROFILE, columns: 32, repertoire: 'gb18030' } as const;

describe.runIf(!socatIsMissing())('a 58 mm printer in another process over a serial path', () => {
  let pair: SerialPair;
  let emulated: EmulatedPrinter;
  let printer: ReceiptPrinter | undefined;

  beforeAll(async () => {
    pair = await createSerialPair();
    emulated = await emulatePrinter('--path', pair.b, '--columns', '32', '--repertoire', 'gb18030');
  });
  beforeEach(async () => {
    await emulated.tell('paper ok');
    await emulated.tell('tear');
  });
  afterEach(async () => {
    await printer?.stop();
    printer = undefined;
  });
  afterAll(async () => {
    await emulated.end();
    await pair.remove();
  });

  function startPrinter(): ReceiptPrinter {
    const open = serialOpener({
      path: pair.a,
      baudRate: 115_200,
      dataBits: 8,
      stopBits: 1,
      parity: 'none',
      rules: EMULATED,
    });
    printer = createReceiptPrinter({ open, profile, timers: systemTimers, log: () => undefined });
    printer.start();
    return printer;
  }

  test('a notice comes out as laid out', async () => {
    const lines = layoutSlip(notice, profile);
    expect(await startPrinter().print(lines)).toEqual({ outcome: 'printed' });
    expect(await emulated.read()).toEqual({ slips: [slipText(lines, 32)], problems: [] });
  });

  test('paper out before, out in the middle, then new paper: each slip ends in its own outcome', async () => {
    const started = startPrinter();
    const lines = layoutSlip(acceptance, profile);
    await emulated.tell('paper end');
    expect(await started.print(lines)).toEqual({ outcome: 'failed', fault: 'paper-end' });
    await emulated.tell('left 8');
    expect(await started.print(lines)).toEqual({ outcome: 'unknown', fault: 'paper-end' });
    await emulated.tell('paper ok');
    expect(await started.print(lines)).toEqual({ outcome: 'printed' });
    expect((await emulated.read()).slips.at(-1)).toEqual(slipText(lines, 32));
  });

  test('the technician prints the test page from the command line', async () => {
    const page = ['device', 'print-test', '--path', pair.a, '--columns', '32'];
    const { exitCode, output } = await runOpsProcess(...page, '--json');
    expect(JSON.parse(output)).toEqual({ ok: true, outcome: 'printed', message: '测试页已打印。' });
    expect(exitCode).toBe(0);
    const { slips, problems } = await emulated.read();
    expect(problems).toEqual([]);
    expect(slips[0]).toContain('12345678901234567890123456789012');

    await emulated.tell('paper end');
    expect(await runOps(...page)).toEqual({
      exitCode: 1,
      output: '没有打印：打印机缺纸。请装好纸，排队的单据会接着打印。\n',
    });
    expect((await runOps(...page, '--columns', '33')).exitCode).toBe(2);
  });

  // The last one: the printer's process ends with its line.
  test('the cable goes while slips wait: the light tells, none of them is lost without a word', async () => {
    const started = startPrinter();
    const lines = layoutSlip(acceptance, profile);
    expect(await started.print(lines)).toEqual({ outcome: 'printed' });
    const lost = new Promise<string>((resolve) => {
      started.subscribe((status) => {
        if (status.state === 'not-ready') resolve(status.fault);
      });
    });
    await pair.pull();
    expect(await lost).toBe('cable-lost');
    expect(await started.print(lines)).toEqual({ outcome: 'failed', fault: 'not-found' });
    expect(await emulated.ended).toBe(1);
  });
});
