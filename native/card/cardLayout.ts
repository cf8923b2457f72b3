import iconv from 'iconv-lite';
import type { CardGeneration, SocialSecurityCard } from '../../main/domain/identity/socialSecurityCard.ts';
import { toHex } from './bytes.ts';

/** Name of the social-security DDF, `sx1.sh.社会保障` in GBK (LD/T 32-2015). */
export const DDF_NAME = Uint8Array.of(
  ...[0x73, 0x78, 0x31, 0x2e, 0x73, 0x68, 0x2e],
  ...[0xc9, 0xe7, 0xbb, 0xe1, 0xb1, 0xa3, 0xd5, 0xcf],
);

/** The two files read here: 卡基本数据 and 持卡人基本数据. Their short identifiers are 05 and 06. */
export const CARD_FILES = { basic: 0xef05, holder: 0xef06 } as const satisfies Record<string, number>;

/** One record of the card. */
export interface CardRecord {
  readonly file: keyof typeof CARD_FILES;
  readonly tag: number;
  /** Bytes of the value; the record is two longer (tag, length). */
  readonly length: number;
  /** Place in the file by generation; 0 = the generation does not have it. */
  readonly number: Readonly<Record<CardGeneration, number>>;
  /** A third-generation card gives it without authentication. */
  readonly freeOnThird: boolean;
}

const everywhere = (number: number): CardRecord['number'] => ({ 1: number, 2: number, 3: number });
const shifted = (first: number, later: number): CardRecord['number'] => ({ 1: first, 2: later, 3: later });

/** Records by what they carry. Source: LD/T 32-2015 EF05 and EF06; record numbers moved with 2.0, tags never. */
export const CARD_RECORDS = {
  identifier: { file: 'basic', tag: 0x01, length: 16, number: everywhere(1), freeOnThird: true },
  category: { file: 'basic', tag: 0x02, length: 1, number: everywhere(2), freeOnThird: false },
  specification: { file: 'basic', tag: 0x03, length: 4, number: everywhere(3), freeOnThird: true },
  initialiser: { file: 'basic', tag: 0x04, length: 12, number: everywhere(4), freeOnThird: false },
  issuedOn: { file: 'basic', tag: 0x05, length: 4, number: everywhere(5), freeOnThird: false },
  expiresOn: { file: 'basic', tag: 0x06, length: 4, number: everywhere(6), freeOnThird: false },
  cardNumber: { file: 'basic', tag: 0x07, length: 9, number: everywhere(7), freeOnThird: true },
  socialSecurityNumber: { file: 'holder', tag: 0x08, length: 18, number: everywhere(1), freeOnThird: false },
  name: { file: 'holder', tag: 0x09, length: 30, number: everywhere(2), freeOnThird: false },
  nameExtension: { file: 'holder', tag: 0x4e, length: 20, number: shifted(0, 3), freeOnThird: false },
  sex: { file: 'holder', tag: 0x0a, length: 1, number: shifted(3, 4), freeOnThird: false },
  ethnicGroup: { file: 'holder', tag: 0x0b, length: 1, number: shifted(4, 5), freeOnThird: false },
  birthplace: { file: 'holder', tag: 0x0c, length: 3, number: shifted(5, 6), freeOnThird: false },
  bornOn: { file: 'holder', tag: 0x0d, length: 4, number: shifted(6, 7), freeOnThird: false },
} as const satisfies Record<string, CardRecord>;

/** Name of a record. */
export type CardRecordName = keyof typeof CARD_RECORDS;

/** 规范版本 by its first character; undefined when it is none of the three. */
export function generationOf(specification: string): CardGeneration | undefined {
  switch (specification[0]) {
    case '1':
      return 1;
    case '2':
      return 2;
    case '3':
      return 3;
    default:
      return undefined;
  }
}

/** Removes padding at the end: 00 (an), FF (cn) and spaces. */
export function stripPadding(bytes: Uint8Array): Uint8Array {
  const isPadding = (byte: number): boolean => byte === 0x00 || byte === 0x20 || byte === 0xff;
  return bytes.subarray(0, bytes.findLastIndex((byte) => !isPadding(byte)) + 1);
}

/** Text of an `an` field; undefined when empty or not printable ASCII. */
export function decodeAscii(bytes: Uint8Array): string | undefined {
  const text = Buffer.from(stripPadding(bytes)).toString('latin1').trim();
  return /^[\x21-\x7e]+$/.test(text) ? text : undefined;
}

/** Digits of a `cn` field (BCD, filled with nibble F); undefined when empty or not decimal. */
export function decodeBcd(bytes: Uint8Array): string | undefined {
  const digits = toHex(bytes).replace(/F+$/, '');
  return /^\d+$/.test(digits) ? digits : undefined;
}

/** BCD YYYYMMDD as `YYYY-MM-DD`; undefined when it is no day of the calendar. */
export function decodeDate(bytes: Uint8Array): string | undefined {
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(decodeBcd(bytes) ?? '');
  if (parts === null) return undefined;
  const iso = `${parts[1] ?? ''}-${parts[2] ?? ''}-${parts[3] ?? ''}`;
  const day = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(iso) ? iso : undefined;
}

/**
 * 姓名 and 姓名扩展 as one text. The bytes are joined before decoding: some issuers cut at 30 bytes in the middle of
 * a character. Undefined when empty; null when the bytes are not GB18030.
 */
export function decodeName(name: Uint8Array, extension: Uint8Array): string | undefined | null {
  const text = iconv.decode(Buffer.concat([stripPadding(name), stripPadding(extension)]), 'gb18030').trim();
  if (text === '') return undefined;
  return text.includes('\uFFFD') ? null : text;
}

/** Symmetric algorithm of the card by the byte in its FCI. */
export const CARD_ALGORITHMS = { 0x01: '3DES', 0x02: 'SSF33', 0x03: 'SM4' } as const satisfies Record<
  number,
  NonNullable<SocialSecurityCard['algorithm']>
>;

/** `9F 0C 03 86 01 aa` in the FCI of the DDF: aa is the algorithm. Undefined when missing or unknown. */
export function algorithmOfFci(fci: Uint8Array): SocialSecurityCard['algorithm'] {
  const template = findTlv(findTlv(fci, 0x6f) ?? fci, 0xa5);
  const issuer = template === undefined ? undefined : findTlv(template, 0x9f0c);
  const value = issuer?.[0] === 0x86 && issuer[1] === 1 ? issuer[2] : undefined;
  switch (value) {
    case 0x01:
    case 0x02:
    case 0x03:
      return CARD_ALGORITHMS[value];
    default:
      return undefined;
  }
}

/** Value of the first data object with the tag on this level; BER-TLV with one length byte (all an FCI here needs). */
function findTlv(bytes: Uint8Array, wanted: number): Uint8Array | undefined {
  let at = 0;
  while (at + 1 < bytes.length) {
    const first = bytes[at] ?? 0;
    const long = (first & 0x1f) === 0x1f;
    const tag = long ? first * 0x100 + (bytes[at + 1] ?? 0) : first;
    const lengthAt = at + (long ? 2 : 1);
    const length = bytes[lengthAt];
    if (length === undefined || length > 0x7f || lengthAt + 1 + length > bytes.length) return undefined;
    const value = bytes.subarray(lengthAt + 1, lengthAt + 1 + length);
    if (tag === wanted) return value;
    at = lengthAt + 1 + length;
  }
  return undefined;
}
