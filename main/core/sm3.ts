import { sm3 } from 'sm-crypto-v2';

const encoder = new TextEncoder();

/** SM3 of a text's UTF-8 bytes, 64 hexadecimal characters. In JavaScript, because Electron's crypto has no SM3. */
export function sm3Text(text: string): string {
  return sm3(encoder.encode(text));
}
