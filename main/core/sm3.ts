import { getHashes, hash } from 'node:crypto';
import { sm3 } from 'sm-crypto-v2';

const encoder = new TextEncoder();

/** SM3 in JavaScript: for Electron, whose crypto has none. */
export function sm3InJavaScript(text: string): string {
  return sm3(encoder.encode(text));
}

/** SM3 of a text's UTF-8 bytes, 64 hexadecimal characters: by the machine's own crypto where it has it, thrice as quick. */
export const sm3Text: (text: string) => string = getHashes().includes('sm3')
  ? (text) => hash('sm3', text, 'hex')
  : sm3InJavaScript;
