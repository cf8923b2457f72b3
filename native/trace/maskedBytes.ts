import type { Masker } from './port.ts';

/** What stands for a byte that is not shown. */
const MASKED = '··';

/** Says of the next byte of one direction whether it may be shown. */
export type ShowByte = (byte: number) => boolean;

/** Bytes as hexadecimal text with spaces, those that may not be shown masked. */
export function maskedText(bytes: Uint8Array, show: (byte: number, index: number) => boolean): string {
  const text = (byte: number, index: number): string =>
    show(byte, index) ? byte.toString(16).toUpperCase().padStart(2, '0') : MASKED;
  return Array.from(bytes, text).join(' ');
}

/** A masker that decides byte by byte, so that it does not matter how the bytes are cut. */
export function bytewise(toDevice: ShowByte, fromDevice: ShowByte): Masker {
  return (direction, bytes) => maskedText(bytes, direction === 'to-device' ? toDevice : fromDevice);
}
