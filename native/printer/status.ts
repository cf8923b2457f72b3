import type { PrinterFault } from './port.ts';

/** n of DLE EOT n: 1 printer, 2 cause of being off line, 3 cause of an error, 4 paper sensors. */
export type StatusQuery = 1 | 2 | 3 | 4;

/** What a printer can say about itself. */
export type PrinterCondition =
  'offline' | 'cover-open' | 'paper-end' | 'paper-near-end' | 'error' | 'cutter' | 'unrecoverable';

/**
 * What came in. `answer` to DLE EOT, `ordered` to GS r (sent in its place among the printed data), `automatic` status back
 * of four bytes, `flow` XOFF (hold) and XON, `noise` anything else.
 */
export type StatusEvent =
  | { readonly kind: 'answer'; readonly byte: number }
  | { readonly kind: 'ordered'; readonly byte: number }
  | { readonly kind: 'automatic'; readonly bytes: readonly [number, number, number, number] }
  | { readonly kind: 'flow'; readonly hold: boolean }
  | { readonly kind: 'noise'; readonly byte: number };

const DLE = 0x10;
const EOT = 0x04;
const XON = 0x11;
const XOFF = 0x13;

/**
 * Fixed bits that tell the kinds of answer apart. Source: Citizen CBM1000 manual, appendix 3 "Identification of send
 * status" (the same table in the manuals of CT-S310 and CT-D150); Epson's table is equal.
 */
const FIXED_BITS = {
  answer: { mask: 0x93, value: 0x12 },
  automaticFirst: { mask: 0x93, value: 0x10 },
  automaticNext: { mask: 0x90, value: 0x00 },
  ordered: { mask: 0x90, value: 0x00 },
} as const satisfies Record<string, { readonly mask: number; readonly value: number }>;

type BitTable = Partial<Record<PrinterCondition, number>>;

/** Any of the named bits set = the condition holds. */
const ANSWER_BITS = {
  1: { offline: 0x08 },
  2: { 'cover-open': 0x04, 'paper-end': 0x20, error: 0x40 },
  // 40: passes by itself, e.g. a hot print head.
  3: { cutter: 0x08, unrecoverable: 0x20, error: 0x40 },
  4: { 'paper-near-end': 0x0c, 'paper-end': 0x60 },
} as const satisfies Record<StatusQuery, BitTable>;

/** The first three of the four bytes; the fourth carries nothing. */
const AUTOMATIC_BITS = [
  { offline: 0x08, 'cover-open': 0x20 },
  { cutter: 0x08, unrecoverable: 0x20, error: 0x40 },
  { 'paper-near-end': 0x03, 'paper-end': 0x0c },
] as const satisfies readonly BitTable[];

/** From what must be repaired to what may pass by itself: the first that holds is the one to tell. */
const FAULTS = [
  ['unrecoverable', 'unrecoverable'],
  ['cutter', 'cutter'],
  ['cover-open', 'cover-open'],
  ['paper-end', 'paper-end'],
  ['error', 'offline'],
  ['offline', 'offline'],
] as const satisfies readonly (readonly [PrinterCondition, PrinterFault])[];

function has(byte: number, bits: { readonly mask: number; readonly value: number }): boolean {
  return (byte & bits.mask) === bits.value;
}

function read(byte: number, table: BitTable): PrinterCondition[] {
  return CONDITIONS.filter((condition) => (byte & (table[condition] ?? 0)) !== 0);
}

const CONDITIONS: readonly PrinterCondition[] = [...FAULTS.map(([condition]) => condition), 'paper-near-end'];

/** DLE EOT n, which a printer answers at once, also when it is off line or its buffer is full. */
export function statusRequest(query: StatusQuery): Uint8Array {
  return Uint8Array.of(DLE, EOT, query);
}

/** What the answer to DLE EOT n says. */
export function answerConditions(query: StatusQuery, byte: number): readonly PrinterCondition[] {
  return read(byte, ANSWER_BITS[query]);
}

/** What the four bytes of an automatic status say. */
export function automaticConditions(bytes: readonly number[]): readonly PrinterCondition[] {
  return AUTOMATIC_BITS.flatMap((table, index) => read(bytes[index] ?? 0, table));
}

/** The one fault to tell, or null when the printer can print. */
export function faultOf(conditions: readonly PrinterCondition[]): PrinterFault | null {
  return FAULTS.find(([condition]) => conditions.includes(condition))?.[1] ?? null;
}

/** Sorts received bytes. Keep one per connection: an automatic status may arrive in pieces. */
export interface StatusParser {
  push(bytes: Uint8Array): readonly StatusEvent[];
}

/** A parser for what a printer sends. It takes any bytes in any pieces. */
export function createStatusParser(): StatusParser {
  let automatic: number[] = [];

  function noise(bytes: readonly number[]): StatusEvent[] {
    return bytes.map((byte) => ({ kind: 'noise', byte }));
  }

  function dropBroken(): StatusEvent[] {
    const broken = noise(automatic);
    automatic = [];
    return broken;
  }

  function pushAutomatic(byte: number): StatusEvent[] {
    automatic.push(byte);
    const [first, second, third, fourth] = automatic;
    if (first === undefined || second === undefined || third === undefined || fourth === undefined) return [];
    automatic = [];
    return [{ kind: 'automatic', bytes: [first, second, third, fourth] }];
  }

  function pushByte(byte: number): StatusEvent[] {
    // Flow control comes first: XOFF may stand in the middle of an automatic status.
    if (byte === XON || byte === XOFF) return [{ kind: 'flow', hold: byte === XOFF }];
    if (automatic.length > 0 && has(byte, FIXED_BITS.automaticNext)) return pushAutomatic(byte);
    const broken = dropBroken();
    if (has(byte, FIXED_BITS.automaticFirst)) return [...broken, ...pushAutomatic(byte)];
    if (has(byte, FIXED_BITS.answer)) return [...broken, { kind: 'answer', byte }];
    if (has(byte, FIXED_BITS.ordered)) return [...broken, { kind: 'ordered', byte }];
    return [...broken, { kind: 'noise', byte }];
  }

  return { push: (bytes) => Array.from(bytes).flatMap(pushByte) };
}
