/** Bytes as upper-case hexadecimal text, without spaces. */
export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex').toUpperCase();
}

/** Hexadecimal text (spaces allowed) as bytes; throws on anything else, so only for constants and checked text. */
export function fromHex(text: string): Uint8Array {
  const digits = text.replaceAll(/\s/g, '');
  if (!/^(?:[0-9A-Fa-f]{2})*$/.test(digits)) throw new Error(`not hexadecimal: ${text}`);
  return Uint8Array.from(Buffer.from(digits, 'hex'));
}

/** The byte at a place that the caller has checked to be inside; throws when it is not. */
export function byteAt(bytes: ArrayLike<number>, index: number): number {
  const byte = bytes[index];
  if (byte === undefined) throw new RangeError(`no byte at ${index} of ${bytes.length}`);
  return byte;
}
