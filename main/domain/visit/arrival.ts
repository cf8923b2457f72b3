import type { Credential } from '../identity/credential.ts';
import type { DocumentId } from '../identity/documentTypes.ts';
import type { IdentityDocument, IdentityDocumentKind } from '../identity/identityDocument.ts';
import { maskIdNumber, maskName } from '../identity/mask.ts';
import type { SocialSecurityCard } from '../identity/socialSecurityCard.ts';
import type { KnownPerson, SeenPerson } from './knownPerson.ts';

/** What was shown at the counter: laid on a reader, scanned or typed. */
export type Arrival =
  | { readonly kind: 'card'; readonly card: SocialSecurityCard }
  | {
      readonly kind: 'id-card';
      readonly document: IdentityDocument;
      /** BMP file; null until it is decoded, or for good. */
      readonly photo: Uint8Array | null;
    }
  | { readonly kind: 'id-number'; readonly document: DocumentId }
  | { readonly kind: 'card-number'; readonly cardNumber: string }
  | { readonly kind: 'e-credential'; readonly token: string }
  | { readonly kind: 'slip'; readonly caseId: string };

/** By what a citizen arrives. */
export type ArrivalKind = Arrival['kind'];

/**
 * Whether what somebody arrives by says by itself who they are. A slip and a number can be in anybody's hand: they name a
 * citizen and prove nobody.
 */
const PROVES = {
  card: true,
  'id-card': true,
  'e-credential': true,
  'id-number': false,
  'card-number': false,
  slip: false,
} as const satisfies Record<ArrivalKind, boolean>;

/** True when a visit that is gone on with by this keeps what was proved before it waited; a teller calls whom they see. */
export function keepsProof(by: ArrivalKind | 'teller'): boolean {
  return by === 'teller' || PROVES[by];
}

/** A reader that something can be laid on. */
export type ReaderKind = Extract<ArrivalKind, 'card' | 'id-card'>;

/** The readers, in the order they are looked at. */
export const READERS = ['card', 'id-card'] as const satisfies readonly ReaderKind[];

/** What was shown, and whose it is as far as this counter can tell without asking. */
export interface Shown {
  readonly arrival: Arrival;
  /** Whose it certainly is; null while only the central system can tell: of a token, and of a card that names nobody. */
  readonly personId: string | null;
  /** That person in words, or who it is presumed to be because they showed it here before; null when nobody is known. */
  readonly holder: KnownPerson | null;
  /** What it says about its holder that is not on record yet; null when there is nothing new. */
  readonly news: SeenPerson | null;
}

/** Dictionary `psn_cert_type` of a document that can be read by a machine. */
export const DOCUMENT_TYPES = {
  citizen: '01',
  'hmt-resident': '17',
  'foreigner-2017': '07',
  'foreigner-2023': '07',
} as const satisfies Record<IdentityDocumentKind, string>;

/** What the central system is asked with; null when nothing could be asked. */
export function credentialOf({ arrival, holder }: Shown): Credential | null {
  switch (arrival.kind) {
    case 'card': {
      const { cardNumber, cardIdentifier, socialSecurityNumber, name } = arrival.card;
      return {
        kind: 'social-card',
        cardNumber,
        cardIdentifier,
        ...(socialSecurityNumber === undefined ? {} : { idNumber: socialSecurityNumber }),
        ...(name === undefined ? {} : { name }),
      };
    }
    case 'id-card': {
      const { number, name, kind } = arrival.document;
      return { kind: 'id-number', idNumber: number, name, documentType: DOCUMENT_TYPES[kind] };
    }
    case 'id-number':
      return { kind: 'id-number', idNumber: arrival.document.number, documentType: arrival.document.documentType };
    case 'card-number':
      // The number alone lacks what the chip adds: whoever was here before is asked for by ID number.
      return holder ? numberOf(holder) : { kind: 'social-card', cardNumber: arrival.cardNumber, cardIdentifier: '' };
    case 'e-credential':
      // A token that was answered once is used up; the number it stood for takes its place.
      return holder ? numberOf(holder) : { kind: 'e-credential', token: arrival.token };
    case 'slip':
      return holder && numberOf(holder);
  }
}

/** What the central system is asked with about somebody who was here before. */
function numberOf({ idNumber, name, central }: KnownPerson): Credential {
  const type = central === null ? {} : { documentType: central.person.documentType };
  return { kind: 'id-number', idNumber, name, ...type };
}

/** How somebody who is not being served is named on the screen: masked, for the citizen at the counter sees it too. */
export function maskedHolder({ arrival, holder }: Shown): { readonly name: string; readonly number: string } {
  const name = holder ? maskName(holder.name, 'list') : '';
  if (holder) return { name, number: maskIdNumber(holder.idNumber) };
  switch (arrival.kind) {
    case 'card':
      return { name, number: arrival.card.cardNumber };
    case 'card-number':
      return { name, number: arrival.cardNumber };
    case 'id-number':
      return { name, number: maskIdNumber(arrival.document.number) };
    case 'id-card':
      return { name: maskName(arrival.document.name, 'list'), number: maskIdNumber(arrival.document.number) };
    case 'e-credential':
    case 'slip':
      return { name, number: '' };
  }
}
