import type { SocialSecurityCard } from '../../main/domain/identity/socialSecurityCard.ts';
import type { DeviceFault } from '../transport/deviceFault.ts';
import type { Unsubscribe } from '../transport/port.ts';

/** Why a reader can not be used: faults of the line, of the smart-card service, or of the vendor's library. */
export type ReaderFault =
  | DeviceFault
  | 'service-absent' // the smart-card service of the system does not run
  | 'library-not-found' // no such file, or a library it needs is missing
  | 'library-bitness' // 32-bit library in a 64-bit helper or the other way round
  | 'library-unfit' // loads, but lacks a function we call
  | 'library-crashed' // took its helper process down
  | 'library-hung'; // gave no answer in time and was killed

/** Why a card in a working reader could not be read. */
export type CardFault =
  | 'mute' // power on brought no ATR
  | 'pulled' // went away while it was being read
  | 'not-a-social-security-card' // the application can not be selected
  | 'blocked' // card or application blocked by its issuer
  | 'held-by-other' // another program uses the card exclusively
  | 'refused-by-library' // the vendor's library gave a return code; `detail` explains it in Chinese
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
  /** True when cards are not noticed by themselves: a person must ask for each reading (vendor libraries without polling). */
  readonly onRequest: boolean;
  /** The present state; never throws. */
  status(): CardReaderStatus;
  /** Called on every real change (not for an equal state). */
  subscribe(listener: (status: CardReaderStatus) => void): Unsubscribe;
  /** Starts the supervision; idempotent. */
  start(): void;
  /**
   * Reads the card in the slot once more (after `card-failed`). A reader that can not notice cards by itself
   * (`onRequest`) reads on this word in the states `empty` and `card` too: it does not notice either that the last card
   * has left. Does nothing in other states.
   */
  reread(): void;
  /** Ends the supervision and closes the port. */
  stop(): Promise<void>;
}
