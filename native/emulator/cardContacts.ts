import { fromHex } from '../card/bytes.ts';
import { createT1Card } from './t1Card.ts';
import type { T1CardFault } from './t1Card.ts';

/** How an emulated card behaves at its contacts; what is left out is as on most cards. */
export interface ContactOptions {
  /** `t0-t1` offers both, T=0 first. Default `t0`. */
  readonly protocol?: 't0' | 't1' | 't0-t1';
  /** Fi and Di offered in TA1; left out = no TA1, the default 11. */
  readonly fiDi?: number;
  /** Epilogue of T=1 blocks. Default `lrc`. */
  readonly edc?: 'lrc' | 'crc';
  /** Most bytes of a T=1 block to the card. Default 254. */
  readonly ifsc?: number;
  /** What comes of PPS: agreed, agreed without the speed, or silence. Default `agrees`. */
  readonly pps?: 'agrees' | 'keeps-speed' | 'silent';
}

/** The contacts of a card: what a reader at TPDU level sends and gets. */
export interface CardContacts {
  /** The answer to reset. */
  reset(): Uint8Array;
  /** A T=0 command, a T=1 block or a PPS; undefined when the card stays silent. */
  readonly tpdu: (bytes: Uint8Array) => Uint8Array | undefined;
  /** What the card speaks at this moment. */
  readonly line: () => CardLine;
  readonly faultNext: (fault: T1CardFault) => void;
}

/** Protocol and speed in use. */
export interface CardLine {
  readonly protocol: 0 | 1;
  readonly fiDi: number;
}

const DEFAULT_FI_DI = 0x11;
const DEFAULT_IFSC = 254;
const PPSS = 0xff;
const PPS1_PRESENT = 0x10;

/**
 * Puts contacts on a card. `transmit` carries out one command, with Le behind its data where the protocol knows that.
 * `historical` are the 13 bytes at the end of the answer to reset; `fixedAtr` replaces it altogether.
 */
export function createContacts(
  options: ContactOptions,
  historical: Uint8Array,
  fixedAtr: Uint8Array | undefined,
  transmit: (command: Uint8Array, protocol: 0 | 1) => Uint8Array,
): CardContacts {
  const first = options.protocol === 't1' ? 1 : 0;
  const atr = fixedAtr ?? writeAtr(options, historical);
  const blocks = createT1Card((command) => transmit(command, 1), options.edc ?? 'lrc');
  let line: CardLine = { protocol: first, fiDi: DEFAULT_FI_DI };
  let fresh = true;

  function pps(request: Uint8Array): Uint8Array | undefined {
    const format = request[1] ?? 0;
    const protocol = (format & 0x0f) === 1 ? 1 : 0;
    const offered = options.protocol === 't0-t1' || protocol === first;
    if (options.pps === 'silent' || !offered || request.reduce((sum, byte) => sum ^ byte, 0) !== 0) return undefined;
    const agrees = options.pps !== 'keeps-speed' && (format & PPS1_PRESENT) !== 0;
    line = { protocol, fiDi: agrees ? (request[2] ?? DEFAULT_FI_DI) : DEFAULT_FI_DI };
    return agrees ? request : Uint8Array.of(PPSS, protocol, PPSS ^ protocol);
  }

  return {
    reset() {
      line = { protocol: first, fiDi: DEFAULT_FI_DI };
      fresh = true;
      blocks.reset();
      return atr;
    },
    tpdu(bytes) {
      if (fresh && bytes[0] === PPSS) return pps(bytes);
      fresh = false;
      return line.protocol === 1 ? blocks.take(bytes) : transmit(bytes, 0);
    },
    line: () => line,
    faultNext: blocks.faultNext,
  };
}

/**
 * `3B 6D 00 00` and 13 historical bytes for a card of T=0 only; with T=1 as recorded, `3B ED 00 00 81 31 FE 45 … check`. TA1 is put
 * in front, TD1 = 80 where T=0 comes first, TC of T=1 = 01 for CRC.
 */
function writeAtr(options: ContactOptions, historical: Uint8Array): Uint8Array {
  const { protocol = 't0', fiDi, edc = 'lrc', ifsc = DEFAULT_IFSC } = options;
  const ta1 = fiDi === undefined ? [] : [fiDi];
  const hasT1 = protocol !== 't0';
  const t0 = (fiDi === undefined ? 0x60 : 0x70) | (hasT1 ? 0x80 : 0) | historical.length;
  const t1Bytes = edc === 'crc' ? [0x71, ifsc, 0x45, 0x01] : [0x31, ifsc, 0x45];
  const groups = hasT1 ? [protocol === 't1' ? 0x81 : 0x80, ...t1Bytes] : [];
  const body = [t0, ...ta1, 0x00, 0x00, ...groups, ...historical];
  const check = hasT1 ? [body.reduce((sum, byte) => sum ^ byte, 0)] : [];
  return Uint8Array.from([0x3b, ...body, ...check]);
}

/** Chip and card maker, then region (3 BCD bytes) and 3 serial bytes taken from the card's identifier. */
export function historicalBytes(identifier: Uint8Array): Uint8Array {
  return Uint8Array.from([...fromHex('00814E43238697'), ...identifier.subarray(0, 3), ...identifier.subarray(9, 12)]);
}
