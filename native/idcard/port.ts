import type { IdentityDocument } from '../../main/domain/identity/identityDocument.ts';
import type { IdCardFault, IdCardReaderFault } from '../../main/domain/device/faults.ts';
import type { Unsubscribe } from '../transport/port.ts';

/**
 * What the reader is doing. `document` stays until the card has left the reader: a card that lies there is read once.
 * `presentation` rises by one with each card.
 */
export type IdCardReaderStatus =
  | { readonly state: 'connecting' }
  | { readonly state: 'unavailable'; readonly fault: IdCardReaderFault; readonly detail: string }
  | { readonly state: 'empty' }
  | { readonly state: 'reading'; readonly presentation: number }
  | {
      readonly state: 'document';
      readonly presentation: number;
      readonly document: IdentityDocument;
      /** The 1024 WLT bytes of the photo as read (empty when the card gave none); decoded only by a configured library. */
      readonly photo: Uint8Array;
      /**
       * The photo as a BMP file. Null at first: the document never waits for its picture, which follows in the same
       * presentation; and for good without a decoder, or when that could not decode it.
       */
      readonly picture: Uint8Array | null;
    }
  | {
      readonly state: 'document-failed';
      readonly presentation: number;
      readonly fault: IdCardFault;
      readonly detail: string;
    };

/** A supervised reader of resident ID cards: connects, reconnects and reads each card once by itself. */
export interface IdCardReader {
  status(): IdCardReaderStatus;
  subscribe(listener: (status: IdCardReaderStatus) => void): Unsubscribe;
  start(): void;
  stop(): Promise<void>;
}
