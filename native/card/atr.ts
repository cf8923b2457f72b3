import { byteAt } from './bytes.ts';

/** What an answer to reset says that the driver needs. Source: ISO/IEC 7816-3:2006, 8.2. */
export interface Atr {
  /** TS = 3F: the card sends inverted. The reader turns the bits; SetParameters has to say so. */
  readonly inverse: boolean;
  /** Protocols offered, in order; a card that names none speaks T=0. */
  readonly protocols: readonly number[];
  /** Fi and Di to use without negotiation: TA1 of a card in specific mode (TA2), else the default 11. */
  readonly fiDi: number;
  /** Fi and Di the card can do (TA1): to be had by PPS unless the card is in specific mode. */
  readonly offeredFiDi: number;
  /** Protocol of a card in specific mode (TA2): no PPS, no choice. Undefined: negotiable. */
  readonly specificProtocol: number | undefined;
  /** TC1, extra guard time; 0 when absent. */
  readonly guardTime: number;
  /** TC2, waiting integer of T=0; 10 when absent. */
  readonly waitingInteger: number;
  readonly t1: T1Parameters;
  readonly historical: Uint8Array;
}

/** What the first group of interface bytes of T=1 says, or its defaults. Source: ISO/IEC 7816-3:2006, 11.4. */
export interface T1Parameters {
  /** TA: most information bytes of a block to the card. */
  readonly ifsc: number;
  /** TB: BWI in the upper half, CWI in the lower. */
  readonly waitingIntegers: number;
  /** TC: blocks end with a CRC of two bytes instead of an LRC of one. */
  readonly crc: boolean;
}

/** Why bytes are no answer to reset. */
export type AtrFailure = 'bad-first-byte' | 'too-short' | 'bad-check-byte';

/** Result of reading an answer to reset. */
export type AtrResult = { readonly ok: true; readonly atr: Atr } | { readonly ok: false; readonly code: AtrFailure };

const DIRECT = 0x3b;
const INVERSE = 0x3f;
const DEFAULT_FI_DI = 0x11;
const DEFAULT_WAITING_INTEGER = 10;
const DEFAULT_IFSC = 32;
const DEFAULT_T1_WAITING = 0x4d;
/** IFSC is 1 to 254; 0 and 255 are reserved. */
const HIGHEST_IFSC = 254;
/** No protocol: T=15 announces global interface bytes. */
const GLOBAL_BYTES = 15;
/** Bit 5 of TA2: the speed is implicit, so TA1 does not apply. */
const TA2_IMPLICIT = 0x10;

interface InterfaceBytes {
  readonly values: ReadonlyMap<string, number>;
  readonly protocols: readonly number[];
  readonly end: number;
}

/** Reads an answer to reset. Bytes after its end are ignored (some readers add them). */
export function parseAtr(bytes: Uint8Array): AtrResult {
  const first = bytes[0];
  const format = bytes[1];
  if (first === undefined || format === undefined) return { ok: false, code: 'too-short' };
  if (first !== DIRECT && first !== INVERSE) return { ok: false, code: 'bad-first-byte' };
  const parts = interfaceBytes(bytes, format);
  const end = parts === undefined ? bytes.length + 1 : parts.end + (format & 0x0f);
  if (parts === undefined || end > bytes.length) return { ok: false, code: 'too-short' };
  if (parts.protocols.some((protocol) => protocol !== 0)) {
    // The check byte makes the XOR from T0 on zero; it exists when anything but T=0 is offered.
    if (bytes.length <= end) return { ok: false, code: 'too-short' };
    if (bytes.subarray(1, end + 1).reduce((sum, byte) => sum ^ byte, 0) !== 0)
      return { ok: false, code: 'bad-check-byte' };
  }
  const { values } = parts;
  const ta2 = values.get('A2');
  const specific = ta2 !== undefined && (ta2 & TA2_IMPLICIT) === 0;
  const offeredFiDi = values.get('A1') ?? DEFAULT_FI_DI;
  const protocols = parts.protocols.filter((protocol) => protocol !== GLOBAL_BYTES);
  return {
    ok: true,
    atr: {
      inverse: first === INVERSE,
      protocols: protocols.length === 0 ? [0] : protocols,
      fiDi: specific ? offeredFiDi : DEFAULT_FI_DI,
      offeredFiDi,
      specificProtocol: ta2 === undefined ? undefined : ta2 & 0x0f,
      guardTime: values.get('C1') ?? 0,
      waitingInteger: values.get('C2') ?? DEFAULT_WAITING_INTEGER,
      t1: t1Parameters(parts),
      historical: bytes.slice(parts.end, end),
    },
  };
}

/** The bytes behind the first TD that names T=1, from the third group on; the groups before mean something else. */
function t1Parameters({ values, protocols }: InterfaceBytes): T1Parameters {
  const group = protocols.findIndex((protocol, index) => index > 0 && protocol === 1) + 2;
  const value = (letter: string): number | undefined => (group > 2 ? values.get(`${letter}${group}`) : undefined);
  const ifsc = value('A') ?? DEFAULT_IFSC;
  return {
    ifsc: ifsc === 0 || ifsc > HIGHEST_IFSC ? DEFAULT_IFSC : ifsc,
    waitingIntegers: value('B') ?? DEFAULT_T1_WAITING,
    crc: ((value('C') ?? 0) & 0x01) !== 0,
  };
}

function interfaceBytes(bytes: Uint8Array, format: number): InterfaceBytes | undefined {
  const values = new Map<string, number>();
  const protocols: number[] = [];
  let at = 2;
  let announced = format >> 4;
  for (let group = 1; announced !== 0; group += 1) {
    let next = 0;
    for (const [bit, letter] of [
      [0x1, 'A'],
      [0x2, 'B'],
      [0x4, 'C'],
      [0x8, 'D'],
    ] as const) {
      if ((announced & bit) === 0) continue;
      if (at >= bytes.length) return undefined;
      const value = byteAt(bytes, at);
      at += 1;
      values.set(`${letter}${group}`, value);
      if (letter === 'D') {
        protocols.push(value & 0x0f);
        next = value >> 4;
      }
    }
    announced = next;
  }
  return { values, protocols, end: at };
}
