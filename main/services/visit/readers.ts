import type { CardReader, CardReaderStatus } from '../../../native/card/port.ts';
import type { IdCardReader, IdCardReaderStatus } from '../../../native/idcard/port.ts';
import { canonicalDocument, tellingDocument, type DocumentId } from '../../domain/identity/documentTypes.ts';
import type { IdentityDocument } from '../../domain/identity/identityDocument.ts';
import { canonicalCard, canonicalIdentityDocument } from '../../domain/identity/laidDocument.ts';
import type { SocialSecurityCard } from '../../domain/identity/socialSecurityCard.ts';
import { DOCUMENT_TYPES, type Shown } from '../../domain/visit/arrival.ts';
import type { ReaderNews, VisitEvent } from '../../domain/visit/event.ts';
import { withSeen, type SeenPerson } from '../../domain/visit/knownPerson.ts';
import type { KnownPeople } from './known.ts';

/** Readers a citizen lays something on. */
export interface Readers {
  readonly cardReader: CardReader;
  readonly idCardReader: IdCardReader;
}

/** The readers as the reception is told of them. */
interface FollowedReaders {
  /** Tells once more what lies on them now. */
  tellAgain(): void;
  stop(): void;
}

/** Tells what lies on the readers, now and whenever it changes. */
export function followReaders(
  people: KnownPeople,
  { cardReader, idCardReader }: Readers,
  tell: (event: VisitEvent) => void,
): FollowedReaders {
  const cardTold = (status: CardReaderStatus): void =>
    tell({ kind: 'reader-changed', reader: 'card', news: cardNews(people, status) });
  const documentTold = (status: IdCardReaderStatus): void =>
    tell({ kind: 'reader-changed', reader: 'id-card', news: documentNews(people, status) });
  const cancels = [cardReader.subscribe(cardTold), idCardReader.subscribe(documentTold)];
  const tellAgain = (): void => {
    cardTold(cardReader.status());
    documentTold(idCardReader.status());
  };
  tellAgain();
  return {
    tellAgain,
    stop: () => {
      for (const cancel of cancels) cancel();
    },
  };
}

function cardNews(people: KnownPeople, status: CardReaderStatus): ReaderNews {
  switch (status.state) {
    case 'empty':
      return { state: 'empty' };
    case 'reading':
      return { state: 'busy', presentation: status.presentation };
    case 'card':
      return {
        state: 'lying',
        presentation: status.presentation,
        shown: shownCard(people, canonicalCard(status.card)),
      };
    case 'card-failed':
      // A card that went away while it was being read is a card that is not there.
      return status.fault === 'pulled' ? { state: 'empty' } : { state: 'unreadable' };
    case 'connecting':
    case 'unavailable':
      return { state: 'unreadable' };
  }
}

function documentNews(people: KnownPeople, status: IdCardReaderStatus): ReaderNews {
  switch (status.state) {
    case 'empty':
      return { state: 'empty' };
    case 'reading':
      return { state: 'busy', presentation: status.presentation };
    case 'document': {
      const { presentation, picture } = status;
      const document = canonicalIdentityDocument(status.document);
      return { state: 'lying', presentation, shown: shownDocument(people, document, picture) };
    }
    case 'document-failed':
      return status.fault === 'pulled' ? { state: 'empty' } : { state: 'unreadable' };
    case 'connecting':
    case 'unavailable':
      return { state: 'unreadable' };
  }
}

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
function shownCard(people: KnownPeople, card: SocialSecurityCard): Shown {
  const arrival = { kind: 'card', card } as const;
  const { socialSecurityNumber, name } = card;
  const document = socialSecurityNumber === undefined ? null : tellingDocument(socialSecurityNumber);
  if (!document) {
    return { arrival, personId: null, holder: people.findByCard(card.cardNumber), news: null };
  }
  return { arrival, ...namedBy(people, { ...document, name }, { card, document: null }) };
}

/** An ID card on its reader. */
function shownDocument(people: KnownPeople, document: IdentityDocument, photo: Uint8Array | null): Shown {
  const { kind, number, name } = document;
  const said = { ...canonicalDocument(DOCUMENT_TYPES[kind], number), name };
  return {
    arrival: { kind: 'id-card', document, photo },
    ...namedBy(people, said, { card: null, document }),
  };
}
