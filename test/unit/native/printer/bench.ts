import { vi } from 'vitest';
import { DEFAULT_PRINTER_PROFILE } from '../../../../main/domain/device/device.ts';
import { createPrinterEmulator, type PrinterEmulator } from '../../../../native/emulator/printerEmulator.ts';
import type { PrinterProfile, PrinterStatus, ReceiptPrinter } from '../../../../native/printer/port.ts';
import { createReceiptPrinter } from '../../../../native/printer/receiptPrinter.ts';
import type { LinkOpenFailure, OpenLink } from '../../../../native/transport/port.ts';
import { systemTimers } from '../../../../native/transport/timers.ts';
import { createVirtualCable, type Tamper, type VirtualCable } from '../../../../native/transport/virtualCable.ts';

/** A printer on a bench: driver, cable and emulator, with a hand on each. */
export interface Bench {
  readonly printer: ReceiptPrinter;
  readonly emulator: PrinterEmulator;
  readonly statuses: PrinterStatus[];
  readonly log: string[];
  /** Attempts to open the port so far. */
  openings(): number;
  /** What an attempt to open brings, until changed; `plugged` lays a new cable. */
  setPort(port: 'plugged' | LinkOpenFailure): void;
  pull(): void;
  /** Puts bytes on the line to the counter that no printer sent. */
  noise(...bytes: number[]): void;
  /** Watches or changes bytes on every cable laid from now on, and on the present one. */
  setTamper(tamper: Tamper | undefined): void;
}

/** What differs from an ordinary 58 mm printer. */
export interface BenchOptions {
  readonly profile?: Partial<PrinterProfile>;
  readonly slow?: { readonly bufferBytes: number; readonly bytesPerSecond: number };
  readonly baudRate?: number;
}

/** Sets a bench up; the printer is not started. Needs fake timers. */
export function setUpBench(options: BenchOptions = {}): Bench {
  const profile: PrinterProfile = {
    ...DEFAULT_PRINTER_PROFILE,
    columns: 32,
    repertoire: 'gb18030',
    ...options.profile,
  };
  const emulator = createPrinterEmulator({
    columns: profile.columns,
    repertoire: profile.repertoire,
    ...(options.slow === undefined ? {} : { slow: { ...options.slow, timers: systemTimers } }),
  });
  let port: 'plugged' | LinkOpenFailure = 'plugged';
  let cable: VirtualCable | undefined;
  let tamper: Tamper | undefined;
  let openings = 0;
  const log: string[] = [];

  const open: OpenLink = () => {
    openings += 1;
    if (port !== 'plugged') return Promise.resolve({ ok: false, code: port, detail: 'bench' });
    cable = createVirtualCable({
      name: 'bench',
      timers: systemTimers,
      tamper: (byte, index, direction) => (tamper === undefined ? [byte] : tamper(byte, index, direction)),
      ...(options.baudRate === undefined ? {} : { baudRate: options.baudRate }),
    });
    emulator.attach(cable.b);
    return Promise.resolve({ ok: true, link: cable.a });
  };

  const printer = createReceiptPrinter({ open, profile, timers: systemTimers, log: (line) => log.push(line) });
  const statuses: PrinterStatus[] = [];
  printer.subscribe((status) => statuses.push(status));
  return {
    printer,
    emulator,
    statuses,
    log,
    openings: () => openings,
    setPort(next) {
      port = next;
    },
    pull: () => cable?.pull(),
    noise: (...bytes) => void cable?.b.write(Uint8Array.from(bytes)),
    setTamper(next) {
      tamper = next;
    },
  };
}

/** Lets fake time pass until the promise has settled; fails when it takes longer than any wait of the driver. */
export async function inFakeTime<Value>(promise: Promise<Value>, limitMs = 90_000): Promise<Value> {
  const pending = { settled: false };
  void promise.finally(() => {
    pending.settled = true;
  });
  for (let passed = 0; passed < limitMs; passed += 50) {
    await vi.advanceTimersByTimeAsync(passed === 0 ? 0 : 50);
    if (pending.settled) return promise;
  }
  throw new Error(`not settled within ${limitMs} ms`);
}
