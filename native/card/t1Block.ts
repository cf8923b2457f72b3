import { byteAt } from './bytes.ts';

/** How a block is protected: one byte XOR or two bytes CRC. */
export type EdcKind = 'lrc' | 'crc';

/** What an S block is about. */
export type SupervisoryKind = 'resynch' | 'ifs' | 'abort' | 'wtx';

/** A block of T=1. Source: ISO/IEC 7816-3:2006, 11.3. */
export type T1Block =
  | { readonly kind: 'I'; readonly sequence: 0 | 1; readonly more: boolean; readonly information: Uint8Array }
  /** `error`: 0 none, 1 check or parity, 2 other. */
  | { readonly kind: 'R'; readonly expected: 0 | 1; readonly error: 0 | 1 | 2 }
  /** `value`: the one information byte of IFS and WTX. */
  | { readonly kind: 'S'; readonly about: SupervisoryKind; readonly response: boolean; readonly value?: number };

/** Why bytes are no block. */
export type T1BlockFailure = 'bad-length' | 'bad-check' | 'bad-control';

/** Result of reading a block. */
export type T1BlockResult =
  { readonly ok: true; readonly block: T1Block } | { readonly ok: false; readonly code: T1BlockFailure };

const PROLOGUE_LENGTH = 3;
/** Most information bytes of a block. */
export const HIGHEST_IFS = 254;
const EDC_LENGTHS = { lrc: 1, crc: 2 } as const satisfies Record<EdcKind, number>;
const SUPERVISORY_CODES = { resynch: 0, ifs: 1, abort: 2, wtx: 3 } as const satisfies Record<SupervisoryKind, number>;
const SUPERVISORY_KINDS = ['resynch', 'ifs', 'abort', 'wtx'] as const satisfies readonly SupervisoryKind[];
const HAS_VALUE: ReadonlySet<SupervisoryKind> = new Set(['ifs', 'wtx']);
const S_RESPONSE = 0x20;
const I_SEQUENCE = 0x40;
const I_MORE = 0x20;

/**
 * CRC-16: reflected 1021, starts with FFFF, not inverted. Source: LudovicRousseau/CCID 1.5.2 `checksum.c`; ISO/IEC 7816-3 only
 * names ISO/IEC 13239, where the inversion at the end belongs to the framing.
 */
function crc16(bytes: Uint8Array): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) === 0 ? crc >> 1 : (crc >> 1) ^ 0x8408;
  }
  return crc;
}

/** Writes a block with NAD 0 and its epilogue; the CRC goes with its high byte first. */
export function encodeBlock(block: T1Block, edc: EdcKind): Uint8Array {
  const information = informationOf(block);
  const body = Uint8Array.from([0x00, controlByte(block), information.length, ...information]);
  if (edc === 'lrc') return Uint8Array.from([...body, body.reduce((sum, byte) => sum ^ byte, 0)]);
  const crc = crc16(body);
  return Uint8Array.from([...body, crc >> 8, crc & 0xff]);
}

/** Reads a block; any NAD is taken, because nothing here depends on it. */
export function decodeBlock(bytes: Uint8Array, edc: EdcKind): T1BlockResult {
  const edcLength = EDC_LENGTHS[edc];
  if (bytes.length < PROLOGUE_LENGTH + edcLength) return { ok: false, code: 'bad-length' };
  const length = byteAt(bytes, 2);
  if (length > HIGHEST_IFS || bytes.length !== PROLOGUE_LENGTH + length + edcLength)
    return { ok: false, code: 'bad-length' };
  const end = PROLOGUE_LENGTH + length;
  const body = bytes.subarray(0, end);
  const right =
    edc === 'lrc'
      ? body.reduce((sum, byte) => sum ^ byte, 0) === byteAt(bytes, end)
      : crc16(body) === byteAt(bytes, end) * 0x100 + byteAt(bytes, end + 1);
  if (!right) return { ok: false, code: 'bad-check' };
  const block = readControl(byteAt(bytes, 1), bytes.slice(PROLOGUE_LENGTH, end));
  return block === undefined ? { ok: false, code: 'bad-control' } : { ok: true, block };
}

function informationOf(block: T1Block): Uint8Array {
  if (block.kind === 'I') return block.information;
  return block.kind === 'S' && block.value !== undefined ? Uint8Array.of(block.value) : new Uint8Array(0);
}

function controlByte(block: T1Block): number {
  switch (block.kind) {
    case 'I':
      return (block.sequence === 1 ? I_SEQUENCE : 0) | (block.more ? I_MORE : 0);
    case 'R':
      return 0x80 | (block.expected << 4) | block.error;
    case 'S':
      return 0xc0 | (block.response ? S_RESPONSE : 0) | SUPERVISORY_CODES[block.about];
  }
}

function readControl(control: number, information: Uint8Array): T1Block | undefined {
  if ((control & 0x80) === 0) {
    if ((control & 0x1f) !== 0) return undefined;
    return { kind: 'I', sequence: (control & I_SEQUENCE) === 0 ? 0 : 1, more: (control & I_MORE) !== 0, information };
  }
  if ((control & 0x40) === 0) {
    const error = control & 0x0f;
    if ((control & 0x20) !== 0 || information.length > 0 || (error !== 0 && error !== 1 && error !== 2))
      return undefined;
    return { kind: 'R', expected: (control & 0x10) === 0 ? 0 : 1, error };
  }
  const about = SUPERVISORY_KINDS[control & 0x1f];
  if (about === undefined) return undefined;
  const response = (control & S_RESPONSE) !== 0;
  const value = information[0];
  if (information.length !== (HAS_VALUE.has(about) ? 1 : 0)) return undefined;
  return { kind: 'S', about, response, ...(value === undefined ? {} : { value }) };
}
