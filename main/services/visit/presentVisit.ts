import type { Credential } from '../../domain/identity/credential.ts';
import type { IdentityProof } from '../../domain/case/actions.ts';
import type { IdentityDocument } from '../../domain/identity/identityDocument.ts';
import type { SocialSecurityCard } from '../../domain/identity/socialSecurityCard.ts';
import type { VisitOpening } from '../../domain/journal/entry.ts';
import { findPersonByCard, findPersonByIdNumber, findPresentVisit, getPerson } from '../../store/people.ts';
import type { Context } from '../context.ts';
import { knownPerson, type KnownPerson } from '../knownPerson.ts';
import { credentialOf, type Presented } from './presented.ts';

/** How the central system's look-up of the citizen stands. */
export interface LookUpState {
  readonly state: 'looking' | 'found' | 'not-found' | 'unreachable' | 'refused' | 'broken';
  readonly message: string;
}

/** The citizen at the counter. */
export interface PresentVisit {
  readonly visitId: string;
  readonly openedBy: VisitOpening;
  readonly openedAt: string;
  readonly card: SocialSecurityCard | null;
  readonly cardState: 'in' | 'removed' | 'none';
  /** The ID card of this citizen, when it was laid on the reader. */
  readonly document: IdentityDocument | null;
  /**
   * The photo of `document` as a BMP file, while the visit lasts. Here and nowhere else: the journal is append-only, and a face
   * in it could never be forgotten again. After a restart there is none until the ID card is laid again.
   */
  readonly photo: Uint8Array | null;
  /** What lies on a reader and belongs to somebody else. */
  readonly other: Presented | null;
  readonly lookUp: LookUpState;
  readonly person: KnownPerson | null;
  /** What the central system is asked with; null when it was lost with an earlier process. A token stays here and goes nowhere else. */
  readonly credential: Credential | null;
  /** The case a scanned slip asks for; the window goes there once. */
  readonly openCase: { readonly caseId: string; readonly at: string } | null;
}

/** By what the identity of the citizen is shown now: the strongest of what is there. */
export function proofOf({ card, document, openedBy }: PresentVisit): IdentityProof {
  if (card) return 'card';
  if (document) return 'id-card';
  return openedBy === 'e-credential' || openedBy === 'slip' ? openedBy : 'id-number';
}

/** Look-up under way. */
export const LOOKING: LookUpState = { state: 'looking', message: '' };

/** The visit that was open when the core ended: the citizen is still there. */
export function restoreVisit({ store }: Context): PresentVisit | null {
  const row = findPresentVisit(store.database);
  if (!row) return null;
  const person = row.personId === null ? null : knownPerson(getPerson(store.database, row.personId));
  const card = row.openedBy === 'card' ? (person?.card ?? null) : null;
  return {
    visitId: row.visitId,
    openedBy: row.openedBy,
    openedAt: row.openedAt,
    card,
    cardState: row.openedBy === 'card' ? 'removed' : 'none',
    document: row.openedBy === 'id-card' ? (person?.document ?? null) : null,
    photo: null,
    other: null,
    lookUp: person?.central ? { state: 'found', message: '' } : { state: 'unreachable', message: '' },
    person,
    credential: card
      ? credentialOf({ kind: 'card', card })
      : person && { kind: 'id-number', idNumber: person.idNumber, name: person.name },
    openCase: null,
  };
}

/** Who it is when the central system did not say: what card or ID card says, else this counter's earlier record. */
export function nameWithoutCentral(
  { store: { database } }: Context,
  { card, document, credential }: PresentVisit,
): { readonly idNumber: string; readonly name: string } | null {
  if (card?.socialSecurityNumber !== undefined && card.name !== undefined) {
    return { idNumber: card.socialSecurityNumber, name: card.name };
  }
  if (document) return { idNumber: document.number, name: document.name };
  const row =
    credential?.kind === 'id-number'
      ? findPersonByIdNumber(database, credential.idNumber)
      : card && findPersonByCard(database, card.cardNumber);
  return row ? { idNumber: row.idNumber, name: row.name } : null;
}
