import { bytewise } from './maskedBytes.ts';
import type { Masker } from './port.ts';

/** STX, ETX, tab, LF and CR: what stands before or behind a code and is never part of one. */
const FRAMING: ReadonlySet<number> = new Set([0x02, 0x03, 0x09, 0x0a, 0x0d]);

/** Scanned codes are credentials and numbers of persons: only what frames them is shown. */
export function scannerMasker(): Masker {
  const show = (byte: number): boolean => FRAMING.has(byte);
  return bytewise(show, show);
}
