import type { SocialSecurityCard } from '../../main/domain/identity/socialSecurityCard.ts';
import type { Unsubscribe } from '../transport/port.ts';

/** Why a reader can not be used. */
export type ReaderFault = 'not-found' | 'port-busy' | 'port-denied' | 'cable-lost' | 'no-answer' | 'protocol-error';

/** Why a card in a working reader could not be read. */
export type CardFault =
  | 'mute' // power on brought no ATR
  | 'pulled' // went away while it was being read
  | 'not-a-social-security-card' // the application can not be selected
  | 'blocked' // card or application blocked by its issuer
  | 'unreadable'; // answers, but not in a form the standard allows

/**
 * What the reader is doing. Only the state `card` carries data, so nothing can use a card that is not there.
 * A presentation is one stay of one card in the slot; `presentation` rises by one each time a card comes in.
 */
export type CardReaderStatus =
  | { readonly state: 'connecting' }
  | { readonly state: 'unavailable'; readonly fault: ReaderFault; readonly detail: string }
  | { readonly state: 'empty' }
  | { readonly state: 'reading'; readonly presentation: number }
  | { readonly state: 'card'; readonly presentation: number; readonly card: SocialSecurityCard }
  | {
      readonly state: 'card-failed';
      readonly presentation: number;
      readonly fault: CardFault;
      readonly detail: string;
    };

/** A supervised reader of social-security cards: connects, reconnects and reads each card by itself. */
export interface CardReader {
  /** The present state; never throws. */
  status(): CardReaderStatus;
  /** Called on every real change (not for an equal state). */
  subscribe(listener: (status: CardReaderStatus) => void): Unsubscribe;
  /** Starts the supervision; idempotent. */
  start(): void;
  /** Reads the card in the slot once more (after `card-failed`); does nothing in other states. */
  reread(): void;
  /** Ends the supervision and closes the port. */
  stop(): Promise<void>;
}
