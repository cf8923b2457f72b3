import { canonicalDocument, tellingDocument, type DocumentId } from '../../domain/identity/documentTypes.ts';
import type { IdentityDocument } from '../../domain/identity/identityDocument.ts';
import type { SocialSecurityCard } from '../../domain/identity/socialSecurityCard.ts';
import { DOCUMENT_TYPES, type Shown } from '../../domain/visit/arrival.ts';
import { withSeen, type SeenPerson } from '../../domain/visit/knownPerson.ts';
import type { KnownPeople } from './known.ts';

/** Something was laid that carries a number: whose it is, and what it says about them. */
function namedBy(
  people: KnownPeople,
  said: DocumentId & { readonly name: string | undefined },
  more: Pick<SeenPerson, 'card' | 'document'>,
): Omit<Shown, 'arrival'> {
  const personId = people.idOf(said);
  const recorded = people.find(personId);
  // The central system's spelling of a name counts more than what stands on a card.
  const onDocument = said.name === '' ? undefined : said.name;
  const name = recorded?.central ? recorded.name : (onDocument ?? recorded?.name);
  if (name === undefined) return { personId, holder: null, news: null };
  const news: SeenPerson = { idNumber: said.number, name, ...more, central: null };
  return { personId, holder: withSeen(recorded, personId, news), news };
}

/**
 * A card in the reader. One that names nobody is presumed to be of who showed it last; so is one whose number may be of several
 * types of document, because a card does not say which.
 */
export function shownCard(people: KnownPeople, card: SocialSecurityCard): Shown {
  const arrival = { kind: 'card', card } as const;
  const { socialSecurityNumber, name } = card;
  const document = socialSecurityNumber === undefined ? null : tellingDocument(socialSecurityNumber);
  if (!document) {
    return { arrival, personId: null, holder: people.findByCard(card.cardNumber), news: null };
  }
  return { arrival, ...namedBy(people, { ...document, name }, { card, document: null }) };
}

/** An ID card on its reader. */
export function shownDocument(people: KnownPeople, document: IdentityDocument, photo: Uint8Array | null): Shown {
  const { kind, number, name } = document;
  const said = { ...canonicalDocument(DOCUMENT_TYPES[kind], number), name };
  return {
    arrival: { kind: 'id-card', document, photo },
    ...namedBy(people, said, { card: null, document }),
  };
}

/** A number that was typed or scanned. */
export function shownNumber(people: KnownPeople, document: DocumentId): Shown {
  const personId = people.idOf(document);
  return { arrival: { kind: 'id-number', document }, personId, holder: people.find(personId), news: null };
}

/** The number of a social-security card without the card: known by whoever was here with it. */
export function shownCardNumber(people: KnownPeople, cardNumber: string): Shown {
  const holder = people.findByCard(cardNumber);
  return { arrival: { kind: 'card-number', cardNumber }, personId: holder?.personId ?? null, holder, news: null };
}

/** A token: only the central system knows whose it is. */
export function shownToken(token: string): Shown {
  return { arrival: { kind: 'e-credential', token }, personId: null, holder: null, news: null };
}

/** A slip of this counter, by its case. */
export function shownSlip(people: KnownPeople, caseId: string, personId: string): Shown {
  return { arrival: { kind: 'slip', caseId }, personId, holder: people.find(personId), news: null };
}
