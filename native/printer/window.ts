import type { PrinterProfile } from './port.ts';

/** Taken for a printer whose buffer nobody knows: the smallest ones sold hold no less. */
const SMALLEST_BUFFER_BYTES = 256;

/** Bytes that may be on their way to a printer before it is known to have printed them. */
export function windowBytes({ bufferBytes }: PrinterProfile): number {
  return Math.max(SMALLEST_BUFFER_BYTES, bufferBytes);
}
