import type { Credential } from '../../domain/identity/credential.ts';
import type { IdentityDocument, IdentityDocumentKind } from '../../domain/identity/identityDocument.ts';
import type { SocialSecurityCard } from '../../domain/identity/socialSecurityCard.ts';
import type { PresentVisit } from './presentVisit.ts';

/** What lies on a reader. */
export type Presented =
  | { readonly kind: 'card'; readonly card: SocialSecurityCard }
  | {
      readonly kind: 'id-card';
      readonly document: IdentityDocument;
      /** BMP file; null until it is decoded, or for good. */
      readonly photo: Uint8Array | null;
    };

/** Dictionary `psn_cert_type` of a document that can be read by a machine. */
export const DOCUMENT_TYPES = {
  citizen: '01',
  'hmt-resident': '17',
  'foreigner-2017': '07',
  'foreigner-2023': '07',
} as const satisfies Record<IdentityDocumentKind, string>;

/** What the central system is asked with about a card or ID card. */
export function credentialOf(presented: Presented): Credential {
  if (presented.kind === 'id-card') {
    const { number, name, kind } = presented.document;
    return { kind: 'id-number', idNumber: number, name, documentType: DOCUMENT_TYPES[kind] };
  }
  const { cardNumber, cardIdentifier, socialSecurityNumber, name } = presented.card;
  return {
    kind: 'social-card',
    cardNumber,
    cardIdentifier,
    ...(socialSecurityNumber === undefined ? {} : { idNumber: socialSecurityNumber }),
    ...(name === undefined ? {} : { name }),
  };
}

/** The ID number of the citizen at the counter as far as it is known; null while it is not. */
function numberOf({ person, document, card, credential }: PresentVisit): string | null {
  const asked = credential?.kind === 'id-number' ? credential.idNumber : null;
  return person?.idNumber ?? document?.number ?? card?.socialSecurityNumber ?? asked;
}

/**
 * Whose it is. `same`: the citizen's at the counter. `tells`: nobody knows who is at the counter, and this says it. `wait`:
 * the central system is just being asked who that is. `unsure`: a third-generation card, which names nobody; only the
 * central system knows.
 */
export function belongsTo(presented: Presented, visit: PresentVisit): 'same' | 'tells' | 'other' | 'wait' | 'unsure' {
  const verdict = (same: boolean) => (same ? 'same' : 'other');
  if (presented.kind === 'card' && visit.card) {
    return verdict(visit.card.cardIdentifier === presented.card.cardIdentifier);
  }
  if (presented.kind === 'id-card' && visit.document?.number === presented.document.number) return 'same';
  const number = presented.kind === 'card' ? presented.card.socialSecurityNumber : presented.document.number;
  const known = numberOf(visit);
  if (known === null) return visit.lookUp.state === 'looking' ? 'wait' : 'tells';
  if (number !== undefined) return verdict(number === known);
  const recorded = visit.person?.card?.cardIdentifier;
  return presented.kind === 'card' && recorded === presented.card.cardIdentifier ? 'same' : 'unsure';
}

/** True when the credential certainly means the citizen at the counter. A token never does: only the central system reads it. */
export function meansPresent(credential: Credential, { person, card }: PresentVisit): boolean {
  switch (credential.kind) {
    case 'id-number':
      return credential.idNumber === person?.idNumber;
    case 'social-card':
      return credential.cardNumber === (card ?? person?.card)?.cardNumber;
    case 'e-credential':
      return false;
  }
}
