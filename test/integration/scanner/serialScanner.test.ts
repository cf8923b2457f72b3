import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Scanner } from '../../../native/scanner/port.ts';
import { createScannerEmulator, type ScannerEmulator } from '../../../native/emulator/scannerEmulator.ts';
import { createScanner } from '../../../native/scanner/scanner.ts';
import { serialOpener } from '../../../native/transport/serialLink.ts';
import { systemTimers } from '../../../native/systemTime.ts';
import { EMULATED, createSerialPair, socatIsMissing, type SerialPair } from '../card/socat.ts';
import { OpsProcess } from '../opsCli.ts';

const CODES = ['YGT1/BZ2026112103-0007/990000001202611210000042', '医保码 1234'] as const;
const line = { baudRate: 9_600, dataBits: 8, stopBits: 1, parity: 'none', rules: EMULATED } as const;

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
    const open = serialOpener({ ...line, path: pair.a });
    scanner = createScanner({ open, gapMs: 80, timers: systemTimers, log: () => undefined });
  });
  afterEach(async () => {
    await scanner.stop();
    await pair.remove();
  });

  const subscribe: Scanner['subscribe'] = (listener) => scanner.subscribe(listener);
  const onCode: Scanner['onCode'] = (listener) => scanner.onCode(listener);
  const ready = () => next(subscribe, ({ state }) => state === 'ready');
  const code = () => next(onCode, () => true);

  /** A scanner plugged in at the other end of the cable. */
  async function plugIn(): Promise<ScannerEmulator> {
    const opened = await serialOpener({ ...line, path: pair.b })();
    if (!opened.ok) throw new Error(opened.detail);
    const emulator = createScannerEmulator();
    emulator.attach(opened.link);
    return emulator;
  }

  it('reads what the emulator of the command line scans', async () => {
    const opened = ready();
    scanner.start();
    await opened;
    const emulator = new OpsProcess('device', 'emulate', 'scanner', '--path', pair.b, '--suffix', 'crlf');
    expect(await emulator.line()).toMatch(/ready/);
    for (const text of CODES) {
      const heard = code();
      // The technician's screen shows that something was scanned, never what.
      expect(await emulator.tell(text)).toBe('ok scan');
      expect(await heard).toBe(text);
    }
    expect(await emulator.hangUp()).toBe(0);
  });

  it.each(['cr', 'none'] as const)('reads one code after the other, suffix %s', async (suffix) => {
    const opened = ready();
    scanner.start();
    await opened;
    const emulator = await plugIn();
    for (const text of CODES) {
      const heard = code();
      await emulator.scan(text, { suffix });
      expect(await heard).toBe(text);
    }
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
    const emulator = await plugIn();
    const heard = code();
    await emulator.scan('Z99000001', { suffix: 'lf' });
    expect(await heard).toBe('Z99000001');
  });
});
