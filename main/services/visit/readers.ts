import type { CardReader, CardReaderStatus } from '../../../native/card/port.ts';
import type { IdCardReader, IdCardReaderStatus } from '../../../native/idcard/port.ts';
import { canonicalCard, canonicalIdentityDocument } from '../../domain/identity/laidDocument.ts';
import type { ReaderNews } from '../../domain/visit/event.ts';
import type { Context } from '../context.ts';
import type { KnownPeople } from './known.ts';
import type { ReceptionKeeper } from './reception.ts';
import { shownCard, shownDocument } from './shown.ts';

/** Readers a citizen lays something on. */
export interface Readers {
  readonly cardReader: CardReader;
  readonly idCardReader: IdCardReader;
}

/** The readers as the reception is told of them. */
export interface FollowedReaders {
  /** Tells once more what lies on them now. */
  tellAgain(): void;
  stop(): void;
}

/** Tells the reception what lies on the readers, now and whenever it changes. */
export function followReaders(
  context: Pick<Context, 'reportBug'>,
  reception: ReceptionKeeper,
  people: KnownPeople,
  { cardReader, idCardReader }: Readers,
): FollowedReaders {
  const cardTold = (status: CardReaderStatus): void => {
    const news = cardNews(people, status);
    reception.happen({ kind: 'reader-changed', reader: 'card', news }).catch(context.reportBug);
  };
  const documentTold = (status: IdCardReaderStatus): void => {
    const news = documentNews(people, status);
    reception.happen({ kind: 'reader-changed', reader: 'id-card', news }).catch(context.reportBug);
  };
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
