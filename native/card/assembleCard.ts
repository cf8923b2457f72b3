import type { CardFault } from '../../main/domain/device/faults.ts';
import type {
  CardGeneration,
  SocialSecurityCard,
  WithheldReason,
} from '../../main/domain/identity/socialSecurityCard.ts';
import { toHex } from './bytes.ts';
import { decodeAscii, decodeBcd, decodeDate, decodeName, stripPadding } from './cardLayout.ts';
import type { CardRecordName } from './cardLayout.ts';

/** Why the card could not be read although its way was open. */
export interface CardRefusal {
  readonly fault: Extract<CardFault, 'not-a-social-security-card' | 'blocked' | 'unreadable'>;
  /** Command and status word; no personal data. */
  readonly detail: string;
}

/** Value of a record as read, or why there is none. */
export type FieldValue = Uint8Array | WithheldReason;

/** What the commands brought. */
export interface ReadValues {
  readonly generation: CardGeneration;
  readonly specification: string;
  readonly algorithm: SocialSecurityCard['algorithm'];
  /** Hexadecimal. */
  readonly atr: string;
  readonly values: ReadonlyMap<CardRecordName, FieldValue>;
}

/** Fields that a card may lack or withhold, in the order of the card. */
type OptionalField = Extract<CardRecordName, keyof SocialSecurityCard>;

/**
 * Decodes what was read. A field that is empty counts as not on the card, one that is no value of its kind as faulty; a card without
 * identifier or number, or with a name that is not GB18030, is unreadable: nobody must be identified by half a name.
 */
export function assembleCard(
  read: ReadValues,
):
  | { readonly kind: 'card'; readonly card: SocialSecurityCard }
  | { readonly kind: 'refused'; readonly refusal: CardRefusal } {
  const identifier = bytesOf(read, 'identifier');
  const cardNumber = decodeOptional(read, 'cardNumber', decodeAscii);
  if (identifier?.length !== 16) return unreadable('identifier');
  if (cardNumber === undefined) return unreadable('cardNumber');
  const name = decodeName(bytesOf(read, 'name') ?? NOTHING, bytesOf(read, 'nameExtension') ?? NOTHING);
  if (name === null) return unreadable('name');

  const issuedOn = decodeOptional(read, 'issuedOn', decodeDate);
  const expiresOn = decodeOptional(read, 'expiresOn', decodeDate);
  const socialSecurityNumber = decodeOptional(read, 'socialSecurityNumber', decodeAscii);
  const sex = decodeOptional(read, 'sex', decodeSex);
  const ethnicGroup = decodeOptional(read, 'ethnicGroup', (bytes) => decodeDigits(bytes, 2));
  const birthplace = decodeOptional(read, 'birthplace', (bytes) => decodeDigits(bytes, 6));
  const bornOn = decodeOptional(read, 'bornOn', decodeDate);
  const optional = { issuedOn, expiresOn, socialSecurityNumber, name, sex, ethnicGroup, birthplace, bornOn };
  return {
    kind: 'card',
    card: {
      generation: read.generation,
      specification: read.specification,
      cardIdentifier: toHex(identifier),
      // 卡号 has 9 places; what an issuer wrote behind them is not part of it.
      cardNumber: cardNumber.slice(0, 9),
      ...(issuedOn === undefined ? {} : { issuedOn }),
      ...(expiresOn === undefined ? {} : { expiresOn }),
      ...(socialSecurityNumber === undefined ? {} : { socialSecurityNumber }),
      ...(name === undefined ? {} : { name }),
      ...(sex === undefined ? {} : { sex }),
      ...(ethnicGroup === undefined ? {} : { ethnicGroup }),
      ...(birthplace === undefined ? {} : { birthplace }),
      ...(bornOn === undefined ? {} : { bornOn }),
      ...(read.algorithm === undefined ? {} : { algorithm: read.algorithm }),
      withheld: withheldFields(read, optional),
      atr: read.atr,
    },
  };
}

const NOTHING = new Uint8Array(0);

function unreadable(field: string) {
  return { kind: 'refused', refusal: { fault: 'unreadable', detail: `${field} is missing or damaged` } } as const;
}

function bytesOf(read: ReadValues, name: CardRecordName): Uint8Array | undefined {
  const value = read.values.get(name);
  return value instanceof Uint8Array ? value : undefined;
}

function decodeOptional<Value>(
  read: ReadValues,
  name: CardRecordName,
  decode: (bytes: Uint8Array) => Value | undefined,
): Value | undefined {
  const bytes = bytesOf(read, name);
  return bytes === undefined ? undefined : decode(bytes);
}

function decodeDigits(bytes: Uint8Array, count: number): string | undefined {
  const digits = decodeBcd(bytes);
  return digits?.length === count ? digits : undefined;
}

function decodeSex(bytes: Uint8Array): SocialSecurityCard['sex'] {
  const text = decodeAscii(bytes);
  return text === '1' || text === '2' ? text : undefined;
}

function withheldFields(
  read: ReadValues,
  optional: Readonly<Partial<Record<OptionalField, string | undefined>>>,
): SocialSecurityCard['withheld'] {
  const fields = [
    'issuedOn',
    'expiresOn',
    'socialSecurityNumber',
    'name',
    'sex',
    'ethnicGroup',
    'birthplace',
    'bornOn',
  ] as const;
  return fields
    .filter((field) => optional[field] === undefined)
    .map((field) => ({ field, reason: reasonOf(read.values.get(field)) }));
}

function reasonOf(value: FieldValue | undefined): WithheldReason {
  if (!(value instanceof Uint8Array)) return value ?? 'not-on-card';
  return stripPadding(value).length === 0 ? 'not-on-card' : 'faulty';
}
