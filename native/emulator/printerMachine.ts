import iconv from 'iconv-lite';
import { presentCodePoint } from '../../main/domain/text/sameCharacters.ts';
import { COLUMN_DOTS, type PaperCell, type PaperRow, type PaperSlip } from './paper.ts';

const NUL = 0x00;
const LF = 0x0a;
const CR = 0x0d;
const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;

/** A printer nobody takes the paper from: older pieces fall on the floor, so that days of demonstration need no memory. */
const KEPT_SLIPS = 50;
const KEPT_PROBLEMS = 100;

const ALIGNMENTS = ['left', 'centre', 'right'] as const;
const CORRECTIONS = ['L', 'M', 'Q', 'H'] as const;

/** What the printing part of a printer is and whom it tells. */
export interface PrinterMachineOptions {
  readonly columns: number;
  readonly repertoire: 'gbk' | 'gb18030';
  /** Chinese mode after switching on; most printers sold here have it on. Default true. */
  readonly chineseByDefault?: boolean;
  /** A row, a code or one line of feed has come out. */
  readonly onRow: () => void;
  /** Answers GS r 1. */
  readonly onPaperStatusAsked: () => void;
  /** GS a n: automatic status on (n is not 0) or off. */
  readonly onAutomaticStatus?: (on: boolean) => void;
}

/** The printing part of an ESC/POS printer: eats bytes, one at a time, and puts out paper. */
export interface PrinterMachine {
  eat(byte: number): void;
  slips(): readonly PaperSlip[];
  problems(): readonly string[];
  /** Takes what has come out away. */
  tearOff(): void;
  /** Off and on again: forgets a half-received command and all styles; the paper stays where it is. */
  restart(): void;
}

interface Style {
  align: (typeof ALIGNMENTS)[number];
  bold: boolean;
  scale: 1 | 2;
  chinese: boolean;
}

interface QrSettings {
  data: string;
  moduleDots: number;
  correction: 'L' | 'M' | 'Q' | 'H';
}

/** What is free beside a picture is shared by both sides when it stands in the middle. */
const alignDivisor = (align: 'centre' | 'right'): number => (align === 'centre' ? 2 : 1);

type PlacedCell = Omit<PaperCell, 'column'>;

const hex = (...bytes: readonly number[]): string => bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');

/** Makes the printing part. */
export function createPrinterMachine(options: PrinterMachineOptions): PrinterMachine {
  const freshStyle = (): Style => ({
    align: 'left',
    bold: false,
    scale: 1,
    chinese: options.chineseByDefault ?? true,
  });
  let style = freshStyle();
  const qr: QrSettings = { data: '', moduleDots: 3, correction: 'L' };
  let line: PlacedCell[] = [];
  let rows: PaperRow[] = [];
  let finished: PaperSlip[] = [];
  let serial = 1;
  const problems: string[] = [];

  function report(problem: string): void {
    if (problems.length < KEPT_PROBLEMS) problems.push(problem);
  }

  const lineColumns = (): number => line.reduce((sum, cell) => sum + cell.columns, 0);

  function putOut(row: PaperRow): void {
    rows.push(row);
    options.onRow();
  }

  function putOutLine(): void {
    const free = options.columns - lineColumns();
    let column = style.align === 'left' ? 0 : style.align === 'right' ? free : free / 2;
    const cells = line.map((cell) => {
      const placed = { ...cell, column };
      column += cell.columns;
      return placed;
    });
    line = [];
    putOut({ kind: 'text', cells });
  }

  function feed(lines: number): void {
    if (line.length > 0) putOutLine();
    if (lines > 0) putOut({ kind: 'feed', lines });
  }

  function cut(): void {
    if (line.length > 0) putOutLine();
    finished = [...finished, { serial, rows, cut: true }].slice(-KEPT_SLIPS);
    serial += 1;
    rows = [];
  }

  /** A character of one byte takes one column, of two or four bytes two. */
  function place(character: string, width: 1 | 2): void {
    const columns = width * style.scale;
    // A real printer goes on in the next row when the line is full.
    if (lineColumns() + columns > options.columns) putOutLine();
    line.push({ character, columns, bold: style.bold, scale: style.scale });
  }

  function* chineseCharacter(first: number): Generator<void, void, number> {
    const second = yield;
    const isFourBytes = second >= 0x30 && second <= 0x39;
    const bytes = isFourBytes ? [first, second, yield, yield] : [first, second];
    const character = presentCodePoint(iconv.decode(Buffer.from(bytes), 'gb18030'));
    if (Array.from(character).length !== 1 || character === '\ufffd') {
      report(`no character: ${hex(...bytes)}`);
    } else if (isFourBytes && options.repertoire === 'gbk') {
      report(`not in the font: ${hex(...bytes)}`);
    } else {
      place(character, 2);
    }
  }

  function* escCommand(): Generator<void, void, number> {
    const command = yield;
    switch (command) {
      case 0x40:
        style = freshStyle();
        line = [];
        options.onAutomaticStatus?.(false);
        return;
      case 0x45:
        style.bold = ((yield) & 1) === 1;
        return;
      case 0x61:
        style.align = ALIGNMENTS[(yield) % 0x30] ?? 'left';
        return;
      case 0x64:
        feed(yield);
        return;
      default:
        report(`unknown command: ${hex(ESC, command)}`);
    }
  }

  function* fsCommand(): Generator<void, void, number> {
    const command = yield;
    if (command === 0x26) style.chinese = true;
    else if (command === 0x2e) style.chinese = false;
    else report(`unknown command: ${hex(FS, command)}`);
  }

  function* qrCommand(): Generator<void, void, number> {
    const length = (yield) + (yield) * 0x100;
    const block: number[] = [];
    for (let index = 0; index < length; index += 1) block.push(yield);
    const [symbol = NaN, code = NaN, first = NaN] = block;
    if (symbol !== 0x31) report(`unknown symbol: ${hex(symbol)}`);
    else if (code === 0x41) qrModel(first);
    else if (code === 0x43) qr.moduleDots = first;
    else if (code === 0x45) qr.correction = CORRECTIONS[first - 0x30] ?? 'L';
    else if (code === 0x50) qr.data = Buffer.from(block.slice(3)).toString('utf8');
    else if (code === 0x51) putOutQr();
    else report(`unknown QR function: ${hex(code)}`);
  }

  function qrModel(model: number): void {
    if (model !== 0x32) report(`unknown QR model: ${hex(model)}`);
  }

  function putOutQr(): void {
    if (line.length > 0) putOutLine();
    putOut({ kind: 'qr', ...qr });
  }

  /** GS v 0 m xL xH yL yH data: bytes a row, rows; one bit a dot, most significant first. */
  function* rasterImage(): Generator<void, void, number> {
    const kind = yield;
    const mode = yield;
    const rowBytes = (yield) + (yield) * 0x100;
    const height = (yield) + (yield) * 0x100;
    if (kind !== 0x30 || mode !== 0) report(`image this printer is not asked for: ${hex(kind, mode)}`);
    const data: number[] = [];
    for (let index = 0; index < rowBytes * height; index += 1) data.push(yield);
    if (line.length > 0) putOutLine();
    const left =
      style.align === 'left' ? 0 : (options.columns * COLUMN_DOTS - rowBytes * 8) / alignDivisor(style.align);
    putOut({ kind: 'raster', rowBytes, height, left: Math.floor(left), data: Uint8Array.from(data) });
  }

  function* gsCommand(): Generator<void, void, number> {
    const command = yield;
    switch (command) {
      case 0x21: {
        const size = yield;
        style.scale = size === 0x11 ? 2 : 1;
        if (size !== 0x11 && size !== 0x00) report(`size this printer is not asked for: ${hex(size)}`);
        return;
      }
      case 0x28: {
        const group = yield;
        if (group === 0x6b) yield* qrCommand();
        else report(`unknown command: ${hex(GS, 0x28, group)}`);
        return;
      }
      case 0x56: {
        const mode = yield;
        if (mode === 65 || mode === 66) yield;
        cut();
        return;
      }
      case 0x61:
        options.onAutomaticStatus?.((yield) !== 0);
        return;
      case 0x72:
        yield;
        options.onPaperStatusAsked();
        return;
      case 0x76:
        yield* rasterImage();
        return;
      default:
        report(`unknown command: ${hex(GS, command)}`);
    }
  }

  function* run(): Generator<void, never, number> {
    for (;;) {
      const byte = yield;
      if (byte === ESC) yield* escCommand();
      else if (byte === FS) yield* fsCommand();
      else if (byte === GS) yield* gsCommand();
      else if (byte === LF) putOutLine();
      else if (byte >= 0x20 && byte < 0x7f) place(String.fromCharCode(byte), 1);
      else if (byte > 0x80 && byte < 0xff && style.chinese) yield* chineseCharacter(byte);
      else if (byte !== NUL && byte !== CR) report(`unknown byte: ${hex(byte)}`);
    }
  }

  function boot(): Generator<void, never, number> {
    const program = run();
    program.next(0);
    return program;
  }

  let program = boot();
  return {
    eat: (byte) => void program.next(byte),
    slips: () => (rows.length === 0 ? finished : [...finished, { serial, rows, cut: false }]),
    problems: () => problems,
    tearOff() {
      finished = [];
      rows = [];
    },
    restart() {
      style = freshStyle();
      line = [];
      program = boot();
    },
  };
}
