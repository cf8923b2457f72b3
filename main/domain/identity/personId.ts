/** The document a person is told apart by: dictionary code of its type, and its number in canonical form. */
export interface PersonDocument {
  readonly documentType: string;
  readonly number: string;
}

/**
 * A person's id: UUIDv8 (RFC 9562) of the SM3 over document type and canonical number, so that two counters that meet one
 * citizen give one id. `hashText` is SM3 of a text's UTF-8 bytes in hexadecimal. Anybody who knows the number can make
 * the id: it stays inside the encrypted store.
 */
export function personIdOf({ documentType, number }: PersonDocument, hashText: (text: string) => string): string {
  const hex = hashText(`person:${documentType}:${number}`);
  // The variant 10xx stands in the two upper bits of its digit; the two lower ones are the hash's.
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) % 4);
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ];
  return parts.join('-');
}
