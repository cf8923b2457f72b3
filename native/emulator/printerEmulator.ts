import type { ByteLink, Unsubscribe } from '../transport/port.ts';
import type { Timers } from '../transport/timers.ts';
import type { Paper } from './paper.ts';
import { createPrinterMachine } from './printerMachine.ts';

const DLE = 0x10;
const EOT = 0x04;
const XON = 0x11;
const XOFF = 0x13;
/** Share of a small buffer at which a printer says stop, and at which it says go on. */
const XOFF_SHARE = 0.75;
const XON_SHARE = 0.25;
/** How often a slow printer prints what it has received. */
const DRAIN_MS = 10;

/** What kind of printer is played. */
export interface PrinterEmulatorOptions {
  readonly columns: 32 | 48;
  readonly repertoire: 'gbk' | 'gb18030';
  /** A printer that prints slower than it receives: it holds the line with XOFF when its buffer fills. */
  readonly slow?: { readonly bufferBytes: number; readonly bytesPerSecond: number; readonly timers: Timers };
}

/** A 58 or 80 mm ESC/POS printer without the metal. It keeps its paper and its state when the cable is pulled. */
export interface PrinterEmulator {
  /** Plugs the printer's end of a cable in. */
  attach(link: ByteLink): void;
  paper(): Paper;
  /** Called whenever paper comes out or a state changes. */
  onChange(listener: () => void): Unsubscribe;
  setPaper(state: 'ok' | 'near-end' | 'end'): void;
  /** The paper ends after so many more rows. */
  setRowsLeft(rows: number): void;
  setCover(state: 'closed' | 'open'): void;
  setError(error: 'none' | 'cutter' | 'unrecoverable'): void;
  /** A mute printer prints but answers nothing. */
  setMute(mute: boolean): void;
  /** Takes the printed paper away. */
  tearOff(): void;
  /** Off and on again: buffer and styles are lost. */
  powerCycle(): void;
}

interface Condition {
  paper: 'ok' | 'near-end' | 'end';
  rowsLeft: number;
  cover: 'closed' | 'open';
  error: 'none' | 'cutter' | 'unrecoverable';
  mute: boolean;
}

/** The answer to DLE EOT n; bits as in `native/printer/status.ts`, bits 1 and 4 are always set. */
function realTimeStatus(query: number, condition: Condition): number {
  const bits = (on: boolean, value: number): number => (on ? value : 0);
  const paperEnd = condition.paper === 'end';
  const open = condition.cover === 'open';
  const broken = condition.error !== 'none';
  switch (query) {
    case 1:
      return 0x12 | bits(paperEnd || open || broken, 0x08);
    case 2:
      return 0x12 | bits(open, 0x04) | bits(paperEnd, 0x20) | bits(broken, 0x40);
    case 3:
      return 0x12 | bits(condition.error === 'cutter', 0x08) | bits(condition.error === 'unrecoverable', 0x20);
    default:
      return 0x12 | bits(condition.paper !== 'ok', 0x0c) | bits(paperEnd, 0x60);
  }
}

/** Finds DLE EOT n in what arrives, also in pieces: a printer acts on it at once, whatever else waits in its buffer. */
function createRealTimeFilter(onQuery: (query: number) => void, onByte: (byte: number) => void) {
  let begun: number[] = [];
  return (byte: number): void => {
    const next = [...begun, byte];
    begun = [];
    if (byte === DLE && next.length === 1) begun = next;
    else if (byte === EOT && next.length === 2) begun = next;
    else if (next.length === 3 && byte >= 1 && byte <= 4) onQuery(byte);
    else next.forEach(onByte);
  };
}

/** Puts a printer on the counter: switched on, paper in, cover closed. */
export function createPrinterEmulator(options: PrinterEmulatorOptions): PrinterEmulator {
  const condition: Condition = { paper: 'ok', rowsLeft: Infinity, cover: 'closed', error: 'none', mute: false };
  const listeners = new Set<() => void>();
  const overruns: string[] = [];
  let buffer: number[] = [];
  let holding = false;
  let draining = false;
  let link: ByteLink | undefined;

  const changed = (): void => {
    for (const listener of [...listeners]) listener();
  };
  const canPrint = (): boolean =>
    condition.paper !== 'end' && condition.cover === 'closed' && condition.error === 'none';

  function say(byte: number): void {
    if (condition.mute) return;
    // An answer on a pulled cable goes nowhere, as with a real printer.
    link?.write(Uint8Array.of(byte)).catch(() => undefined);
  }

  const machine = createPrinterMachine({
    columns: options.columns,
    repertoire: options.repertoire,
    onRow() {
      condition.rowsLeft -= 1;
      if (condition.rowsLeft <= 0) condition.paper = 'end';
    },
    onPaperStatusAsked: () => say(condition.paper === 'ok' ? 0x00 : 0x03),
  });

  function print(limit: number): void {
    let eaten = 0;
    while (eaten < limit && eaten < buffer.length && canPrint()) {
      machine.eat(buffer[eaten] ?? 0);
      eaten += 1;
    }
    buffer = buffer.slice(eaten);
    if (eaten > 0) changed();
  }

  function flow(): void {
    if (options.slow === undefined) return;
    const share = buffer.length / options.slow.bufferBytes;
    if (!holding && share >= XOFF_SHARE) {
      holding = true;
      say(XOFF);
    } else if (holding && share <= XON_SHARE) {
      holding = false;
      say(XON);
    }
  }

  function drain(): void {
    if (options.slow === undefined) {
      print(Infinity);
      return;
    }
    if (draining || buffer.length === 0 || !canPrint()) return;
    draining = true;
    const { bytesPerSecond, timers } = options.slow;
    timers.after(DRAIN_MS, () => {
      draining = false;
      print(Math.max(1, Math.round((bytesPerSecond * DRAIN_MS) / 1000)));
      flow();
      drain();
    });
  }

  function receive(byte: number): void {
    if (options.slow !== undefined && buffer.length >= options.slow.bufferBytes) {
      overruns.push(`buffer overrun: ${byte.toString(16).padStart(2, '0')}`);
      return;
    }
    buffer.push(byte);
    flow();
  }

  const filter = createRealTimeFilter((query) => say(realTimeStatus(query, condition)), receive);

  function change(values: Partial<Condition>): void {
    const before = JSON.stringify(condition);
    Object.assign(condition, values);
    if (JSON.stringify(condition) !== before) changed();
    drain();
  }

  return {
    attach(newLink) {
      link = newLink;
      newLink.onData((bytes) => {
        bytes.forEach(filter);
        drain();
      });
    },
    paper: () => ({
      columns: options.columns,
      slips: machine.slips(),
      problems: [...machine.problems(), ...overruns],
    }),
    onChange(listener) {
      const entry = (): void => listener();
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
    setPaper: (paper) => change({ paper, rowsLeft: paper === 'end' ? 0 : Infinity }),
    setRowsLeft: (rows) => change({ paper: rows > 0 ? 'ok' : 'end', rowsLeft: rows }),
    setCover: (cover) => change({ cover }),
    setError: (error) => change({ error }),
    setMute: (mute) => change({ mute }),
    tearOff() {
      machine.tearOff();
      changed();
    },
    powerCycle() {
      buffer = [];
      holding = false;
      machine.restart();
      changed();
    },
  };
}
