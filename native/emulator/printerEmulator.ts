import { createSignal } from '../../main/domain/signal.ts';
import { throwToProcess } from '../bugReport.ts';
import type { ByteLink, Unsubscribe } from '../transport/port.ts';
import type { Timers } from '../../main/domain/time.ts';
import type { Paper } from './paper.ts';
import { createPrinterMachine } from './printerMachine.ts';
import { automaticStatus, canPrint, paperStatus, realTimeStatus, type PrinterCondition } from './printerStatusBytes.ts';

const DLE = 0x10;
const EOT = 0x04;
const XON = 0x11;
const XOFF = 0x13;
/** Share of a small buffer at which a printer says stop, and at which it says go on. */
const XOFF_SHARE = 0.75;
const XON_SHARE = 0.25;
/** How often a slow printer prints what it has received. */
const DRAIN_MS = 10;
const KEPT_OVERRUNS = 100;

/** How a printer behaves that prints slower than it receives. */
export interface SlowPrinting {
  readonly bufferBytes: number;
  readonly bytesPerSecond: number;
  readonly timers: Timers;
  /** False: it does not hold the line with XOFF when its buffer fills, and loses what comes then. Default true. */
  readonly holdsLine?: boolean;
}

/** What kind of printer is played. */
export interface PrinterEmulatorOptions {
  readonly columns: 32 | 48;
  readonly repertoire: 'gbk' | 'gb18030';
  /** Chinese mode after switching on. Default true. */
  readonly chineseByDefault?: boolean;
  /** Without it everything is printed at once. */
  readonly slow?: SlowPrinting;
}

/** A 58 or 80 mm ESC/POS printer without the metal. It keeps its paper and its state when the cable is pulled. */
export interface PrinterEmulator {
  /** Plugs the printer's end of a cable in. */
  attach(link: ByteLink): void;
  paper(): Paper;
  /** Called whenever paper comes out or a state changes. */
  onChange(listener: () => void): Unsubscribe;
  setPaper(state: PrinterCondition['paper']): void;
  /** The paper ends after so many more rows. */
  setRowsLeft(rows: number): void;
  setCover(state: PrinterCondition['cover']): void;
  /** `recoverable`: passes by itself, e.g. a hot print head; the printer says so and waits. */
  setError(error: PrinterCondition['error']): void;
  /** The key that takes the printer off line and on line again. */
  setOnline(online: boolean): void;
  /** A mute printer prints but answers nothing, like the cheapest clones. */
  setMute(mute: boolean): void;
  /** Prints slowly through a buffer from now on; undefined: at once again. */
  setSlow(slow: SlowPrinting | undefined): void;
  /** Off: nothing is taken or answered; buffer and styles are lost, the paper stays. */
  setPower(power: PrinterCondition['power']): void;
  /** Takes the printed paper away. */
  tearOff(): void;
  /** Off and on again. */
  powerCycle(): void;
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
  let condition: PrinterCondition = { power: 'on', paper: 'ok', cover: 'closed', error: 'none', online: true };
  let rowsLeft = Infinity;
  let mute = false;
  let automatic = false;
  let { slow } = options;
  const changes = createSignal(throwToProcess);
  const overruns: string[] = [];
  let buffer: number[] = [];
  let holding = false;
  let draining = false;
  let link: ByteLink | undefined;

  const changed = (): void => changes.emit();

  function say(...bytes: readonly number[]): void {
    if (mute || condition.power === 'off') return;
    // An answer on a pulled cable goes nowhere, as with a real printer.
    link?.write(Uint8Array.from(bytes)).catch(() => undefined);
  }

  /** Changes what the printer knows of itself, and says so when it has been asked to. */
  function become(values: Partial<PrinterCondition>): void {
    const next = { ...condition, ...values };
    if (JSON.stringify(next) === JSON.stringify(condition)) return;
    condition = next;
    if (automatic) say(...automaticStatus(condition));
  }

  const machine = createPrinterMachine({
    columns: options.columns,
    repertoire: options.repertoire,
    chineseByDefault: options.chineseByDefault ?? true,
    onRow() {
      rowsLeft -= 1;
      if (rowsLeft <= 0) become({ paper: 'end' });
    },
    onPaperStatusAsked: () => say(paperStatus(condition)),
    onAutomaticStatus(on) {
      automatic = on;
      if (on) say(...automaticStatus(condition));
    },
  });

  function print(limit: number): void {
    let eaten = 0;
    while (eaten < limit && eaten < buffer.length && canPrint(condition)) {
      machine.eat(buffer[eaten] ?? 0);
      eaten += 1;
    }
    buffer = buffer.slice(eaten);
    if (eaten > 0) changed();
  }

  function flow(): void {
    if (slow === undefined || slow.holdsLine === false) return;
    const share = buffer.length / slow.bufferBytes;
    if (!holding && share >= XOFF_SHARE) {
      holding = true;
      say(XOFF);
    } else if (holding && share <= XON_SHARE) {
      holding = false;
      say(XON);
    }
  }

  function drain(): void {
    if (slow === undefined) {
      print(Infinity);
      return;
    }
    if (draining || buffer.length === 0 || !canPrint(condition)) return;
    draining = true;
    const { bytesPerSecond, timers } = slow;
    timers.after(DRAIN_MS, () => {
      draining = false;
      print(Math.max(1, Math.round((bytesPerSecond * DRAIN_MS) / 1000)));
      flow();
      drain();
    });
  }

  function receive(byte: number): void {
    if (slow !== undefined && buffer.length >= slow.bufferBytes) {
      if (overruns.length < KEPT_OVERRUNS) overruns.push(`buffer overrun: ${byte.toString(16).padStart(2, '0')}`);
      return;
    }
    buffer.push(byte);
    flow();
  }

  const filter = createRealTimeFilter((query) => say(realTimeStatus(query, condition)), receive);

  function change(values: Partial<PrinterCondition>): void {
    const before = condition;
    become(values);
    if (condition !== before) changed();
    drain();
  }

  function forget(): void {
    buffer = [];
    holding = false;
    automatic = false;
    machine.restart();
  }

  return {
    attach(newLink) {
      link = newLink;
      newLink.onData((bytes) => {
        if (condition.power === 'off') return;
        bytes.forEach(filter);
        drain();
      });
    },
    paper: () => ({
      columns: options.columns,
      slips: machine.slips(),
      problems: [...machine.problems(), ...overruns],
    }),
    onChange: (listener) => changes.subscribe(listener),
    setPaper(paper) {
      rowsLeft = paper === 'end' ? 0 : Infinity;
      change({ paper });
    },
    setRowsLeft(rows) {
      rowsLeft = rows;
      change({ paper: rows > 0 ? 'ok' : 'end' });
    },
    setCover: (cover) => change({ cover }),
    setError: (error) => change({ error }),
    setOnline: (online) => change({ online }),
    setMute(next) {
      if (mute === next) return;
      mute = next;
      changed();
    },
    setSlow(next) {
      slow = next;
      holding = false;
      drain();
    },
    setPower(power) {
      if (power === 'off') forget();
      change({ power });
    },
    tearOff() {
      machine.tearOff();
      changed();
    },
    powerCycle() {
      forget();
      changed();
    },
  };
}
