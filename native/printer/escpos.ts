import iconv from 'iconv-lite';
import type { SlipLine, SlipSpan } from '../../main/domain/slip/line.ts';
import type { PrinterProfile } from './port.ts';

const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;
const LF = 0x0a;
const NUL = 0x00;

/** ESC @ (initialise: clears the line buffer and all styles), FS & (two- and four-byte Chinese characters). */
const INITIALISE = [ESC, 0x40, FS, 0x26] as const;
/** ESC a n. */
const ALIGN = { left: 0, centre: 1, right: 2 } as const satisfies Record<'left' | 'centre' | 'right', number>;
/** GS ! n: double width in the upper half, double height in the lower. */
const SIZE = { normal: 0x00, double: 0x11 } as const;
/**
 * Dots per module. A slip's code has 29 modules: 6 dots of 1/203 inch make it 22 mm wide, which a cheap scanner reads
 * off faded paper and which fits 58 mm paper with its margins.
 */
const QR_MODULE_DOTS = 6;
/** Error correction M (15 %): thermal paper gets creased, but is read within days. */
const QR_CORRECTION_M = 0x31;
/** Blank lines that bring the last line above the tear bar of a printer without a cutter. */
const TEAR_OFF_LINES = 4;
/**
 * Empty bytes that end whatever command or character an earlier job was cut off in. The longest is the data block of a QR
 * code: its length is one byte here, so 255 and the two length bytes.
 */
const RESYNC_BYTES = 257;

/** GS r 1: the printer answers when it comes to this place of its buffer, so everything before it has been printed. */
export const ORDERED_MARK: Uint8Array = Uint8Array.of(GS, 0x72, 1);

/** Empties the printer's command parser and line buffer. Nothing is printed by it. */
export function encodeReset(options: { readonly resync: boolean }): Uint8Array {
  const filler = options.resync ? Array.from({ length: RESYNC_BYTES }, () => NUL) : [];
  return Uint8Array.from([...filler, ...INITIALISE]);
}

/** Pushes out what is on the paper and cuts it off (GS V 66: feed to the cutter, partial cut). */
export function encodeCut(profile: PrinterProfile): Uint8Array {
  return Uint8Array.from(profile.cutter ? [GS, 0x56, 66, 0] : [ESC, 0x64, TEAR_OFF_LINES]);
}

/** A character as the printer's font has it. Data never becomes a command: control characters are spaces. */
function encodeCharacter(character: string, profile: PrinterProfile): Buffer {
  if (character < ' ' || character === '\u007f') return Buffer.from(' ');
  const bytes = iconv.encode(character, 'gb18030');
  const fits = profile.repertoire === 'gb18030' || bytes.length <= 2;
  return fits ? bytes : iconv.encode('〓', 'gb18030');
}

function encodeText(text: string, profile: PrinterProfile): number[] {
  return Array.from(text).flatMap((character) => [...encodeCharacter(character, profile)]);
}

function encodeSpan(span: SlipSpan, profile: PrinterProfile): number[] {
  return [
    ...[ESC, 0x45, span.bold === true ? 1 : 0],
    ...[GS, 0x21, span.double === true ? SIZE.double : SIZE.normal],
    ...encodeText(span.text, profile),
  ];
}

/** GS ( k function of symbol type 49 (QR): model 2, module size, correction, data, print. */
function qrFunction(code: number, parameters: readonly number[]): number[] {
  const length = parameters.length + 2;
  return [GS, 0x28, 0x6b, length & 0xff, length >> 8, 0x31, code, ...parameters];
}

function encodeQr(data: string): number[] {
  const bytes = Array.from(Buffer.from(data, 'utf8'), (byte) => (byte < 0x20 || byte === 0x7f ? 0x20 : byte));
  return [
    ...[ESC, 0x61, ALIGN.centre],
    ...qrFunction(0x41, [0x32, 0x00]),
    ...qrFunction(0x43, [QR_MODULE_DOTS]),
    ...qrFunction(0x45, [QR_CORRECTION_M]),
    ...qrFunction(0x50, [0x30, ...bytes]),
    ...qrFunction(0x51, [0x30]),
  ];
}

function encodeLine(line: SlipLine, profile: PrinterProfile): number[] {
  switch (line.kind) {
    case 'text':
      return [ESC, 0x61, ALIGN[line.align], ...line.spans.flatMap((span) => encodeSpan(span, profile)), LF];
    case 'rule':
      return [ESC, 0x61, ALIGN.left, ...encodeSpan({ text: '-'.repeat(profile.columns) }, profile), LF];
    case 'qr':
      return encodeQr(line.data);
    case 'feed':
      return [ESC, 0x64, line.lines];
  }
}

/**
 * The bytes of a laid-out slip for a printer that has been reset ({@link encodeReset}), with the cut at its end. ESC/POS
 * as Chinese receipt printers speak it; text in GB18030.
 */
export function encodeSlip(lines: readonly SlipLine[], profile: PrinterProfile): Uint8Array {
  return Uint8Array.from([...lines.flatMap((line) => encodeLine(line, profile)), ...encodeCut(profile)]);
}
