import { readScan } from '../../main/domain/scan/reading.ts';

/**
 * The bytes of a scanner as codes. Scanners add what they were told to add in their setup: any of CR, LF, tab or ETX behind
 * a code, STX or an AIM identifier before it, or nothing at all – then the silence after the last byte ends the code.
 */
export interface ScanFrame {
  /** Takes bytes as they come, in pieces of any size; answers the codes that are whole now. */
  take(bytes: Uint8Array): readonly string[];
  /** The line has been silent for the gap: what came last is a whole code. */
  silence(): readonly string[];
  /** True while part of a code waits for its end. */
  pending(): boolean;
}

/**
 * Longest code that is kept, in bytes; a longer one is dropped up to its end. The largest QR code in byte mode holds 2,953
 * bytes; a wrong baud rate would otherwise fill the memory.
 */
export const LONGEST_CODE_BYTES = 4_096;

const STX = 0x02;
const ETX = 0x03;
const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const ENDS: ReadonlySet<number> = new Set([ETX, TAB, LF, CR]);

const utf8 = new TextDecoder('utf-8', { fatal: true });
const gbk = new TextDecoder('gbk', { fatal: true });

/**
 * Stands for a code whose bytes are text in no encoding: no code of any kind, so that the teller hears of it. What was sent is
 * nowhere guessed at.
 */
export const UNREADABLE_CODE = '(unreadable)';

function decodeIn(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return undefined;
  }
}

/** Text of a code: UTF-8, and what is no UTF-8 is GBK, which Chinese scanners send by default. */
function decode(bytes: Uint8Array): string {
  return readScan(decodeIn(utf8, bytes) ?? decodeIn(gbk, bytes) ?? UNREADABLE_CODE);
}

/** Makes the frame of one connection. */
export function createScanFrame(): ScanFrame {
  const held = new Uint8Array(LONGEST_CODE_BYTES);
  let length = 0;
  let tooLong = false;

  function end(): readonly string[] {
    const text = tooLong ? '' : decode(held.subarray(0, length));
    clear();
    return text === '' ? [] : [text];
  }

  function clear(): void {
    // A code may be a credential: it does not stay in memory.
    held.fill(0, 0, length);
    length = 0;
    tooLong = false;
  }

  return {
    take(bytes) {
      const codes: string[] = [];
      for (const byte of bytes) {
        if (ENDS.has(byte)) codes.push(...end());
        // A new code begins: what stands before it has lost its end, and half a code is no code.
        else if (byte === STX) clear();
        else if (length < LONGEST_CODE_BYTES) {
          held[length] = byte;
          length += 1;
        } else tooLong = true;
      }
      return codes;
    },
    silence: end,
    pending: () => length > 0,
  };
}
