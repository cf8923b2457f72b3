/*
 * What a scanner sends, whether over a line or as typing, read in one way before anybody asks what it means. Scanners add what they
 * were told to add in their setup, and the same code of the same citizen must come out the same whatever that is.
 */

/**
 * Characters that are no part of any code this counter reads: controls (STX, ETX, CR, LF, NUL padding, FNC1 as GS), marks of
 * encoding and direction, and the blanks of any script.
 */
const NO_PART = /[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}]+/u;
const CONTROLS = /[\p{Cc}\p{Cf}]+/gu;
const AROUND = new RegExp(`^${NO_PART.source}|${NO_PART.source}$`, 'gu');

/** An AIM identifier (ISO/IEC 15424: `]`, letter, modifier) with something behind it; alone it is a text like any other. */
const AIM_IDENTIFIER = /^\][A-Za-z][0-9A-Za-z](?=.)/su;

/** The code itself: without what a scanner put before it and behind it. Reading it again changes nothing. */
export function readScan(sent: string): string {
  let code = sent.replace(CONTROLS, '').replace(AROUND, '');
  for (let before = ''; before !== code;) {
    before = code;
    // More than one: a scanner behind a box that adds its own.
    code = code.replace(AIM_IDENTIFIER, '').replace(AROUND, '');
  }
  return code;
}

/**
 * The same code again within this time is the same scan: a trigger pressed twice, or a scanner that goes on reading while
 * the code lies under it. Longer than the pause of such scanners between two readings, shorter than a person needs to scan
 * on purpose again. Milliseconds.
 */
export const SAME_SCAN_MS = 1_000;

/** The code scanned last, and when it was last seen. */
export interface LastScan {
  readonly code: string;
  /** Milliseconds of any steady clock. */
  readonly atMs: number;
}

/** True when this is the scan before once more. Each sight of the code makes the time begin anew. */
function isSameScan(last: LastScan | null, now: LastScan): boolean {
  return last?.code === now.code && now.atMs - last.atMs <= SAME_SCAN_MS;
}

/** Remembers the last scan. Answers true for a code that is new at this time. */
export function createRepeatFilter(): (code: string, atMs: number) => boolean {
  let last: LastScan | null = null;
  return (code, atMs) => {
    const now = { code, atMs };
    const repeated = isSameScan(last, now);
    last = now;
    return !repeated;
  };
}
