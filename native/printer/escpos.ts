import iconv from 'iconv-lite';
import type { SlipLine, SlipSpan } from '../../main/domain/slip/line.ts';
import { formerCodePoint } from '../../main/domain/text/sameCharacters.ts';
import { windowBytes } from './window.ts';
import type { PrinterProfile } from './port.ts';
import { drawQr, encodeRaster } from './raster.ts';

const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;
const LF = 0x0a;
const NUL = 0x00;

/** ESC @: clears the line buffer, all styles are as after switching on. */
const INITIALISE = [ESC, 0x40] as const;
/** FS &: two- and four-byte Chinese characters. */
const CHINESE_ON = [FS, 0x26] as const;
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

/**
 * Time the slowest printers (50 mm/s, 400 dots/s) need, with a half more for what nobody has measured: a row of 30 dots, a
 * row of double height, a code of 174 dots that is computed first.
 */
const SLOW_ROW_MS = 120;
const SLOW_DOUBLE_ROW_MS = 220;
const SLOW_CODE_MS = 1_000;
const SLOW_DOT_ROW_MS = 4;
/** Feeding to the cutter, cutting. */
const SLOW_END_MS = 2_000;

/**
 * Bytes of one band of a picture. A band is one command: small enough for small buffers, large enough that the eight bytes
 * before each band cost nothing.
 */
const LARGEST_BAND_BYTES = 512;
const bandBytes = (profile: PrinterProfile): number => Math.min(LARGEST_BAND_BYTES, windowBytes(profile) / 2);

/** Bytes that belong together: no question to the printer may come between them. */
export interface SlipPiece {
  readonly bytes: Uint8Array;
  /** Milliseconds after which even the slowest printer has printed it. */
  readonly slowestMs: number;
}

/** Empties the printer's command parser and line buffer. Nothing is printed by it. */
export function encodeReset(
  profile: Pick<PrinterProfile, 'chineseByDefault'>,
  options: { readonly resync: boolean },
): Uint8Array {
  const filler = options.resync ? Array.from({ length: RESYNC_BYTES }, () => NUL) : [];
  return Uint8Array.from([...filler, ...INITIALISE, ...(profile.chineseByDefault ? [] : CHINESE_ON)]);
}

/** Pushes out what is on the paper and cuts it off (GS V 66: feed to the cutter, partial cut). */
export function encodeCut(profile: PrinterProfile): SlipPiece {
  const bytes = profile.cutter ? [GS, 0x56, 66, 0] : [ESC, 0x64, TEAR_OFF_LINES];
  return { bytes: Uint8Array.from(bytes), slowestMs: SLOW_END_MS };
}

/** The library follows the edition of 2000: what got a code point of its own since then is at its old place in every font. */
function encodeGb18030(character: string): Buffer {
  const bytes = iconv.encode(character, 'gb18030');
  const former = bytes.length > 2 ? formerCodePoint(character) : undefined;
  return former === undefined ? bytes : iconv.encode(former, 'gb18030');
}

/** A character as the printer's font has it. Data never becomes a command: control characters are spaces. */
function encodeCharacter(character: string, profile: PrinterProfile): Buffer {
  if (character < ' ' || character === '\u007f') return Buffer.from(' ');
  const bytes = encodeGb18030(character);
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
  return [
    ...[ESC, 0x61, ALIGN.centre],
    ...qrFunction(0x41, [0x32, 0x00]),
    ...qrFunction(0x43, [QR_MODULE_DOTS]),
    ...qrFunction(0x45, [QR_CORRECTION_M]),
    ...qrFunction(0x50, [0x30, ...qrBytes(data)]),
    ...qrFunction(0x51, [0x30]),
  ];
}

const qrBytes = (data: string): Uint8Array =>
  Buffer.from(data, 'utf8').map((byte) => (byte < 0x20 || byte === 0x7f ? 0x20 : byte));

function piece(bytes: readonly number[], slowestMs: number): SlipPiece {
  return { bytes: Uint8Array.from(bytes), slowestMs };
}

/** The code as a picture. */
function encodeQrPicture(data: string, profile: PrinterProfile): SlipPiece[] {
  const picture = drawQr(qrBytes(data), QR_MODULE_DOTS, profile.columns);
  const bands = encodeRaster(picture, bandBytes(profile));
  return [
    piece([ESC, 0x61, ALIGN.centre], 0),
    ...bands.map(({ bytes, rows }) => ({ bytes, slowestMs: rows * SLOW_DOT_ROW_MS })),
  ];
}

function encodeLine(line: SlipLine, profile: PrinterProfile): SlipPiece[] {
  switch (line.kind) {
    case 'text': {
      const bytes = [ESC, 0x61, ALIGN[line.align], ...line.spans.flatMap((span) => encodeSpan(span, profile)), LF];
      return [piece(bytes, line.spans.some(({ double }) => double === true) ? SLOW_DOUBLE_ROW_MS : SLOW_ROW_MS)];
    }
    case 'rule': {
      const dashes = encodeSpan({ text: '-'.repeat(profile.columns) }, profile);
      return [piece([ESC, 0x61, ALIGN.left, ...dashes, LF], SLOW_ROW_MS)];
    }
    case 'qr':
      return profile.qr === 'native' ? [piece(encodeQr(line.data), SLOW_CODE_MS)] : encodeQrPicture(line.data, profile);
    case 'feed':
      return [piece([ESC, 0x64, line.lines], line.lines * SLOW_ROW_MS)];
  }
}

/**
 * A laid-out slip for a printer that has been reset ({@link encodeReset}), with the cut at its end, in pieces that must not
 * be torn. ESC/POS as Chinese receipt printers speak it; text in GB18030.
 */
export function encodeSlipPieces(lines: readonly SlipLine[], profile: PrinterProfile): readonly SlipPiece[] {
  return [...lines.flatMap((line) => encodeLine(line, profile)), encodeCut(profile)];
}

/** All bytes of {@link encodeSlipPieces}. */
export function encodeSlip(lines: readonly SlipLine[], profile: PrinterProfile): Uint8Array {
  return Buffer.concat(encodeSlipPieces(lines, profile).map(({ bytes }) => bytes));
}
