import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Scanner } from '../../../native/scanner/port.ts';
import { createScanner } from '../../../native/scanner/scanner.ts';
import { serialOpener } from '../../../native/transport/serialLink.ts';
import { systemTimers } from '../../../native/transport/timers.ts';
import { createSerialPair, socatIsMissing, type SerialPair } from '../card/socat.ts';

const CLI = fileURLToPath(new URL('../../../main/ops/cli.ts', import.meta.url));

type EmulatorProcess = ChildProcessByStdio<Writable, Readable, null>;

/** The emulator of the command line; resolves when it is ready. */
async function startEmulator(path: string, suffix: string): Promise<{ child: EmulatorProcess; answers: string[] }> {
  const args = ['device', 'emulate', 'scanner', '--path', path, '--suffix', suffix];
  const child = spawn(process.execPath, [CLI, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers: string[] = [];
  const ready = new Promise<void>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      answers.push(line);
      if (line.includes('ready')) resolve();
    });
  });
  await ready;
  return { child, answers };
}

const endOf = (child: EmulatorProcess): Promise<number | null> =>
  new Promise((resolve) => child.once('exit', (code) => resolve(code)));

/** Waits for something a scanner tells. */
function next<Value>(subscribe: (listener: (value: Value) => void) => () => void, fits: (value: Value) => boolean) {
  return new Promise<Value>((resolve) => {
    const stop = subscribe((value) => {
      if (!fits(value)) return;
      stop();
      resolve(value);
    });
  });
}

describe.runIf(!socatIsMissing())('a scanner on a serial line', () => {
  let pair: SerialPair;
  let scanner: Scanner;
  beforeEach(async () => {
    pair = await createSerialPair();
    const settings = { path: pair.a, baudRate: 9_600, dataBits: 8, stopBits: 1, parity: 'none' } as const;
    scanner = createScanner({ open: serialOpener(settings), gapMs: 80, timers: systemTimers, log: () => undefined });
  });
  afterEach(async () => {
    await scanner.stop();
    await pair.remove();
  });

  const subscribe: Scanner['subscribe'] = (listener) => scanner.subscribe(listener);
  const onCode: Scanner['onCode'] = (listener) => scanner.onCode(listener);
  const ready = () => next(subscribe, ({ state }) => state === 'ready');
  const code = () => next(onCode, () => true);

  it.each(['cr', 'crlf', 'none'])('reads what the emulator scans, suffix %s', async (suffix) => {
    const opened = ready();
    scanner.start();
    await opened;
    const { child, answers } = await startEmulator(pair.b, suffix);
    const [first, ended] = [code(), endOf(child)];
    child.stdin.write('YGT1/BZ2026112103-0007/990000001202611210000042\n');
    expect(await first).toBe('YGT1/BZ2026112103-0007/990000001202611210000042');
    const second = code();
    child.stdin.end('医保码 1234\n');
    expect(await second).toBe('医保码 1234');
    expect(await ended).toBe(0);
    // The technician's screen shows that something was scanned, never what.
    expect(answers.slice(1)).toEqual(['ok scan', 'ok scan']);
  });

  it('is found again after the cable was pulled', async () => {
    const opened = ready();
    scanner.start();
    await opened;
    const lost = next(subscribe, ({ state }) => state === 'unavailable');
    await pair.pull();
    await lost;
    const again = ready();
    await pair.plug();
    await again;
    const { child } = await startEmulator(pair.b, 'lf');
    const [heard, ended] = [code(), endOf(child)];
    child.stdin.end('Z99000001\n');
    expect(await heard).toBe('Z99000001');
    expect(await ended).toBe(0);
  });
});
