import { vi } from 'vitest';
import { DEFAULT_PRINTER_PROFILE } from '../../../../main/domain/device/printerProfile.ts';
import {
  createPrinterEmulator,
  type PrinterEmulator,
  type SlowPrinting,
} from '../../../../native/emulator/printerEmulator.ts';
import type { PrinterLesson, PrinterProfile, PrinterStatus, ReceiptPrinter } from '../../../../native/printer/port.ts';
import { createReceiptPrinter } from '../../../../native/printer/receiptPrinter.ts';
import type { LinkOpenFailure, OpenLink } from '../../../../native/transport/port.ts';
import { systemTimers } from '../../../../native/systemTime.ts';
import { createVirtualCable, type Tamper, type VirtualCable } from '../../../../native/transport/virtualCable.ts';

/** A printer on a bench: driver, cable and emulator, with a hand on each. */
export interface Bench {
  readonly printer: ReceiptPrinter;
  readonly emulator: PrinterEmulator;
  readonly statuses: PrinterStatus[];
  readonly log: string[];
  /** What the driver has learned of the printer. */
  readonly lessons: PrinterLesson[];
  /** Attempts to open the port so far. */
  openings(): number;
  /** What an attempt to open brings, until changed; `plugged` lays a new cable. */
  setPort(port: 'plugged' | LinkOpenFailure): void;
  /** From now on an attempt to open takes so long. */
  hangOpening(ms: number): void;
  /** Links that the driver has not closed. */
  openLinks(): number;
  pull(): void;
  /** The present connection carries nothing any more, and nobody is told. */
  strand(): void;
  /** Puts bytes on the line to the counter that no printer sent. */
  noise(...bytes: number[]): void;
  /** Watches or changes bytes on every cable laid from now on, and on the present one. */
  setTamper(tamper: Tamper | undefined): void;
}

/** What differs from an ordinary 58 mm printer. */
export interface BenchOptions {
  readonly profile?: Partial<PrinterProfile>;
  readonly slow?: Omit<SlowPrinting, 'timers'>;
  readonly baudRate?: number;
  readonly endsUnheard?: boolean;
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
    chineseByDefault: profile.chineseByDefault,
    ...(options.slow === undefined ? {} : { slow: { ...options.slow, timers: systemTimers } }),
  });
  let port: 'plugged' | LinkOpenFailure = 'plugged';
  let cable: VirtualCable | undefined;
  let tamper: Tamper | undefined;
  let openings = 0;
  const log: string[] = [];

  let openLinks = 0;
  let openingMs = 0;
  const stranded = new Set<number>();
  const lessons: PrinterLesson[] = [];

  const open: OpenLink = async () => {
    openings += 1;
    if (openingMs > 0) await new Promise<void>((resolve) => systemTimers.after(openingMs, resolve));
    if (port !== 'plugged') return { ok: false, code: port, detail: 'bench' };
    const number = openings;
    const laid = createVirtualCable({
      name: 'bench',
      timers: systemTimers,
      tamper: (byte, index, direction) => {
        if (stranded.has(number)) return [];
        return tamper === undefined ? [byte] : tamper(byte, index, direction);
      },
      ...(options.baudRate === undefined ? {} : { baudRate: options.baudRate }),
    });
    cable = laid;
    emulator.attach(laid.b);
    openLinks += 1;
    laid.a.onEnd(() => (openLinks -= 1));
    return { ok: true, link: options.endsUnheard === true ? { ...laid.a, endsUnheard: true } : laid.a };
  };

  const printer = createReceiptPrinter({
    open,
    profile,
    timers: systemTimers,
    log: (line) => log.push(line),
    learned: (lesson) => lessons.push(lesson),
  });
  const statuses: PrinterStatus[] = [];
  printer.subscribe((status) => statuses.push(status));
  return {
    printer,
    emulator,
    statuses,
    log,
    lessons,
    openLinks: () => openLinks,
    hangOpening(ms) {
      openingMs = ms;
    },
    strand: () => void stranded.add(openings),
    openings: () => openings,
    setPort(next) {
      port = next;
    },
    pull: () => cable?.pull(),
    // On a line that was hung up it goes nowhere.
    noise: (...bytes) => void cable?.b.write(Uint8Array.from(bytes)).catch(() => undefined),
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
