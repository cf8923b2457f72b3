/**
 * The bytes of a scanner as codes. Scanners add what they were told to add in their setup: any of CR, LF, tab or ETX behind
 * a code, STX or an AIM identifier (ISO/IEC 15424: `]`, letter, modifier) before it, or nothing at all – then the silence
 * after the last byte ends the code.
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

/** An AIM identifier with something behind it; alone it is a text like any other. */
const AIM_IDENTIFIER = /^\][A-Za-z][0-9A-Za-z](?=.)/s;
/** Control characters inside a code (NUL padding, GS of other code families) are no part of any code this counter reads. */
const CONTROLS = /\p{Cc}/gu;

const utf8 = new TextDecoder('utf-8', { fatal: true });
const gbk = new TextDecoder('gbk');

/** Text of a code: UTF-8, and what is no UTF-8 is GBK, which Chinese scanners send by default. */
function decode(bytes: Uint8Array): string {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    text = gbk.decode(bytes);
  }
  return text.replace(CONTROLS, '').trim().replace(AIM_IDENTIFIER, '').trim();
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

/**
 * The same code again within this time is the same scan: a trigger pressed twice, or a scanner that goes on reading while
 * the code lies under it. Longer than the pause of such scanners between two readings, shorter than a person needs to scan
 * on purpose again.
 */
export const SAME_SCAN_MS = 1_000;

/** Tells repeated scans from new ones. Answers true for a code that is new at this time (milliseconds of any steady clock). */
export function createRepeatFilter(): (code: string, atMs: number) => boolean {
  let last: { readonly code: string; readonly atMs: number } | undefined;
  return (code, atMs) => {
    const fresh = last?.code !== code || atMs - last.atMs > SAME_SCAN_MS;
    last = { code, atMs };
    return fresh;
  };
}
