import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEFAULT_PRINTER_PROFILE } from '../../../main/domain/device/device.ts';
import { layoutSlip } from '../../../main/domain/slip/layout.ts';
import { slipText } from '../../../main/domain/slip/slipText.ts';
import type { ReceiptPrinter } from '../../../native/printer/port.ts';
import { createReceiptPrinter } from '../../../native/printer/receiptPrinter.ts';
import { serialOpener } from '../../../native/transport/serialLink.ts';
import { systemTimers } from '../../../native/transport/timers.ts';
import { acceptance, notice } from '../../unit/domain/slip/slips.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const profile = { ...DEFAULT_PRINTER_PROFILE, columns: 32, repertoire: 'gb18030' } as const;

interface Desk {
  readonly counterEnd: string;
  readonly socat: ChildProcess;
  readonly emulator: ChildProcess;
  /** One line to the printer's process, its answer. */
  ask(line: string): Promise<{ slips: string[][]; problems: string[] }>;
}

let desk: Desk;
let printer: ReceiptPrinter | undefined;

async function linesOf(lines: Interface): Promise<string> {
  const [line] = (await once(lines, 'line')) as [string];
  return line;
}

/** Waits for both ends of the cable without asking again and again: the directory tells. */
async function appear(directory: string, names: readonly string[]): Promise<void> {
  const changes = watch(directory);
  while (!names.every((name) => existsSync(path.join(directory, name)))) await once(changes, 'change');
  changes.close();
}

beforeEach(async () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'printer-'));
  const [counterEnd, printerEnd] = [path.join(directory, 'counter'), path.join(directory, 'printer')];
  const appeared = appear(directory, ['counter', 'printer']);
  const socat = spawn('socat', [`pty,raw,echo=0,link=${counterEnd}`, `pty,raw,echo=0,link=${printerEnd}`]);
  await appeared;
  const script = path.join(import.meta.dirname, 'emulatorProcess.ts');
  const emulator = spawn(process.execPath, [script, printerEnd, '32'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: emulator.stdout });
  expect(await linesOf(lines)).toBe('ready');
  desk = {
    counterEnd,
    socat,
    emulator,
    async ask(line) {
      const answer = linesOf(lines);
      emulator.stdin.write(`${line}\n`);
      return JSON.parse(await answer) as { slips: string[][]; problems: string[] };
    },
  };
});

afterEach(async () => {
  await printer?.stop();
  printer = undefined;
  desk.emulator.kill();
  desk.socat.kill();
});

function startPrinter(): ReceiptPrinter {
  const open = serialOpener({ path: desk.counterEnd, baudRate: 115_200, dataBits: 8, stopBits: 1, parity: 'none' });
  printer = createReceiptPrinter({ open, profile, timers: systemTimers, log: () => undefined });
  printer.start();
  return printer;
}

test('a notice goes over a serial path to a printer in another process and comes out as laid out', async () => {
  const lines = layoutSlip(notice, profile);
  expect(await startPrinter().print(lines)).toEqual({ outcome: 'printed' });
  expect(await desk.ask('read')).toEqual({ slips: [slipText(lines, 32)], problems: [] });
});

test('paper out before, out in the middle, then new paper: each slip ends in its own outcome', async () => {
  const started = startPrinter();
  const lines = layoutSlip(acceptance, profile);
  await desk.ask('end');
  expect(await started.print(lines)).toEqual({ outcome: 'failed', fault: 'paper-end' });
  await desk.ask('left 8');
  expect(await started.print(lines)).toEqual({ outcome: 'unknown', fault: 'paper-end' });
  await desk.ask('ok');
  expect(await started.print(lines)).toEqual({ outcome: 'printed' });
  const { slips } = await desk.ask('read');
  expect(slips.at(-1)).toEqual(slipText(lines, 32));
});

test('the cable goes while slips wait: the light tells, none of them is lost without a word', async () => {
  const started = startPrinter();
  const lines = layoutSlip(acceptance, profile);
  expect(await started.print(lines)).toEqual({ outcome: 'printed' });
  const lost = new Promise<string>((resolve) => {
    started.subscribe((status) => {
      if (status.state === 'not-ready') resolve(status.fault);
    });
  });
  desk.socat.kill('SIGKILL');
  expect(await lost).toBe('cable-lost');
  expect(await started.print(lines)).toEqual({ outcome: 'failed', fault: 'not-found' });
});

test('the technician prints the test page from the command line', async () => {
  const run = async (...args: string[]) => {
    const source =
      "import { runPrintTest } from './main/ops/print.ts'; process.exitCode = await runPrintTest(process.argv.slice(1));";
    const child = spawn(process.execPath, ['--input-type=module', '-e', source, '--', ...args], { cwd: root });
    let output = '';
    child.stdout.on('data', (text: Buffer) => (output += text.toString()));
    const [code] = (await once(child, 'close')) as [number];
    return { code, output };
  };
  const { code, output } = await run('--path', desk.counterEnd, '--columns', '32', '--json');
  expect(JSON.parse(output)).toEqual({ ok: true, outcome: 'printed', message: '测试页已打印。' });
  expect(code).toBe(0);
  const { slips, problems } = await desk.ask('read');
  expect(problems).toEqual([]);
  expect(slips[0]).toContain('12345678901234567890123456789012');

  await desk.ask('end');
  const failed = await run('--path', desk.counterEnd, '--columns', '32');
  expect(failed).toEqual({ code: 1, output: '没有打印：打印机缺纸，请装纸。\n' });
  expect((await run('--path', desk.counterEnd, '--columns', '33')).code).toBe(2);
});
