import { isLongTerm, readWrittenDate } from '../../main/domain/calendar/writtenDate.ts';
import type { IdentityDocument, IdentityDocumentKind } from '../../main/domain/identity/identityDocument.ts';
import type { Told } from '../../main/domain/identity/told.ts';
import { withoutPadding, withPlaces } from '../../main/domain/text/plainText.ts';

/** Stands for a character that cannot be shown. */
const UNREADABLE_PLACE = '□';

/** Bytes of a text block, UTF-16LE. */
const TEXT_BLOCK_LENGTH = 256;

/** Where a field lies: first byte and number of bytes. A field may go on at a second place. */
type Place = readonly [at: number, length: number];

interface Layout {
  readonly name: Place;
  readonly otherName?: readonly [Place, ...Place[]];
  readonly sex: Place;
  readonly ethnicGroup?: Place;
  readonly bornOn: Place;
  readonly address?: Place;
  readonly number: Place;
  readonly issuer?: Place;
  readonly validFrom: Place;
  readonly validTo: Place;
  readonly nationality?: Place;
  readonly passNumber?: Place;
  readonly issueCount?: Place;
}

/**
 * The four layouts. Citizen: GA 467 and the machine-readable specification of the resident card; `J`, `I`, `Y`: its
 * supplements for residence permits of Hong Kong, Macau and Taiwan residents and for permanent residence cards of
 * foreigners (2017 and 2023). `name` is the Chinese one, `otherName` the English one.
 */
const LAYOUTS = {
  citizen: {
    name: [0, 30],
    sex: [30, 2],
    ethnicGroup: [32, 4],
    bornOn: [36, 16],
    address: [52, 70],
    number: [122, 36],
    issuer: [158, 30],
    validFrom: [188, 16],
    validTo: [204, 16],
  },
  'hmt-resident': {
    name: [0, 30],
    sex: [30, 2],
    bornOn: [36, 16],
    address: [52, 70],
    number: [122, 36],
    issuer: [158, 30],
    validFrom: [188, 16],
    validTo: [204, 16],
    passNumber: [220, 18],
    issueCount: [238, 4],
  },
  'foreigner-2017': {
    otherName: [[0, 120]],
    sex: [120, 2],
    number: [122, 30],
    nationality: [152, 6],
    name: [158, 30],
    validFrom: [188, 16],
    validTo: [204, 16],
    bornOn: [220, 16],
    issuer: [240, 8],
  },
  'foreigner-2023': {
    name: [0, 30],
    sex: [30, 2],
    issueCount: [32, 4],
    bornOn: [36, 16],
    otherName: [
      [52, 70],
      [220, 22],
    ],
    number: [122, 36],
    validFrom: [188, 16],
    validTo: [204, 16],
    nationality: [242, 6],
  },
} as const satisfies Record<IdentityDocumentKind, Layout>;

/** The character that names the layout. */
const FLAG: Place = [248, 2];

/** Which layout a flag stands for; some cards of citizens carry an `A`. */
const KINDS: Readonly<Record<string, IdentityDocumentKind>> = {
  '': 'citizen',
  A: 'citizen',
  J: 'hmt-resident',
  I: 'foreigner-2017',
  Y: 'foreigner-2023',
};

/** A document, or why the block is none: too short, a flag nobody knows, no name, no number. */
export type TextBlockResult =
  | { readonly ok: true; readonly document: IdentityDocument }
  | { readonly ok: false; readonly code: 'TOO_SHORT' | 'UNKNOWN_LAYOUT' | 'NO_NAME' | 'NO_NUMBER' };

/**
 * Reads a text block. Blanks of any width and NULs around a field do not belong to it, and figures may be of either width. Of foreigners the Chinese name counts when there
 * is one, else the English one. Dates that are none and sexes that are neither are left out; the number is not checked.
 */
export function parseTextBlock(bytes: Uint8Array): TextBlockResult {
  if (bytes.length < TEXT_BLOCK_LENGTH) return { ok: false, code: 'TOO_SHORT' };
  const text = (...places: readonly Place[]): string =>
    withoutPadding(places.map((place) => decode(bytes, place)).join(''));
  const kind = Object.entries(KINDS).find(([flag]) => flag === text(FLAG))?.[1];
  if (kind === undefined) return { ok: false, code: 'UNKNOWN_LAYOUT' };
  const layout: Layout = LAYOUTS[kind];
  const optional = (place: Place | undefined, read = asRead): string | undefined =>
    place === undefined ? undefined : read(text(place));

  const chineseName = text(layout.name);
  const englishName = layout.otherName === undefined ? '' : text(...layout.otherName);
  const name = chineseName === '' ? englishName : chineseName;
  if (name === '') return { ok: false, code: 'NO_NAME' };
  const number = text(layout.number);
  if (number === '') return { ok: false, code: 'NO_NUMBER' };
  const sex = text(layout.sex).normalize('NFKC');
  const document = {
    kind,
    name,
    number,
    ...(sex === '1' || sex === '2' ? { sex } : {}),
    ...lastDay(text(layout.validTo)),
    ...known({
      englishName: asRead(englishName),
      ethnicGroup: optional(layout.ethnicGroup, twoDigits),
      bornOn: optional(layout.bornOn, readWrittenDate),
      address: optional(layout.address),
      issuer: optional(layout.issuer),
      validFrom: optional(layout.validFrom, readWrittenDate),
      nationality: optional(layout.nationality),
      passNumber: optional(layout.passNumber),
      issueCount: optional(layout.issueCount, twoDigits),
    }),
  } satisfies IdentityDocument;
  return { ok: true, document };
}

/** The address written behind the printed one; undefined when the field is empty. */
export function parseAppendedAddress(bytes: Uint8Array): string | undefined {
  return asRead(withoutPadding(decode(bytes, [0, bytes.length])));
}

/** What is on the card of an answer to "read text and photo". */
export interface CardContent {
  readonly text: Uint8Array;
  /** 1024 WLT bytes; empty when the card gave none. */
  readonly photo: Uint8Array;
}

/**
 * Takes the data of an answer apart: big-endian lengths of text and photo (a module that was asked for more puts the length
 * of the fingerprint behind them, 0 on older cards), then the parts. Undefined when the lengths and the data differ. A
 * fingerprint is dropped.
 */
export function splitCardContent(data: Uint8Array): CardContent | undefined {
  const lengthAt = (at: number): number => ((data[at] ?? 0) << 8) | (data[at + 1] ?? 0);
  const textLength = lengthAt(0);
  const photoLength = lengthAt(2);
  const both = textLength + photoLength;
  const head = [4, 6].find((size) => size + both + (size === 6 ? lengthAt(4) : 0) === data.length);
  if (head === undefined) return undefined;
  return {
    text: data.slice(head, head + textLength),
    photo: data.slice(head + textLength, head + both),
  };
}

function decode(bytes: Uint8Array, [at, length]: Place): string {
  return Buffer.from(bytes.subarray(at, at + length)).toString('utf16le');
}

/** A field that is only shown: what no text of one line contains is a place of its own in it. */
function asRead(text: string): string | undefined {
  return text === '' ? undefined : withPlaces(text, UNREADABLE_PLACE);
}

function twoDigits(text: string): string | undefined {
  const digits = text.normalize('NFKC');
  return /^\d{2}$/.test(digits) ? digits : undefined;
}

/** The last day of validity: an end that nobody can read is neither none nor long-term. */
function lastDay(text: string): { readonly validTo?: Told<string> } {
  if (text === '') return {};
  if (isLongTerm(text)) return { validTo: 'long-term' };
  return { validTo: readWrittenDate(text) ?? { unreadable: withPlaces(text, UNREADABLE_PLACE) } };
}

/** Only the fields that are there: an absent field is left out, not undefined. */
function known<Fields extends Readonly<Record<string, string | undefined>>>(
  fields: Fields,
): { [Field in keyof Fields]?: string } {
  const there: { [Field in keyof Fields]?: string } = {};
  for (const field in fields) {
    const value = fields[field];
    if (value !== undefined) there[field] = value;
  }
  return there;
}
