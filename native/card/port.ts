import type { SocialSecurityCard } from '../../main/domain/identity/socialSecurityCard.ts';
import type { CardFault, ReaderFault } from '../../main/domain/device/faults.ts';
import type { Unsubscribe } from '../transport/port.ts';

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
   * Reads the card in the slot once more (after `card-failed`). A reader that cannot notice cards by itself
   * (`onRequest`) reads on this word in the states `empty` and `card` too: it does not notice either that the last card
   * has left. Does nothing in other states.
   */
  reread(): void;
  /** Ends the supervision and closes the port. */
  stop(): Promise<void>;
}
