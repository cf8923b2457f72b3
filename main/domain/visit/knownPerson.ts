import type { HeldCard } from '../card/card.ts';
import type { IdentityDocument } from '../identity/identityDocument.ts';
import type { CentralPerson } from '../identity/person.ts';
import type { SocialSecurityCard } from '../identity/socialSecurityCard.ts';

/** The central system's last word about a person. */
export interface CentralWord {
  readonly person: CentralPerson;
  /** UTC instant, ISO 8601. */
  readonly at: string;
  /** The receiver's message id. */
  readonly reference: string;
}

/** A person as this counter knows them, with the latest word of card, ID card and central system. */
export interface KnownPerson {
  readonly personId: string;
  readonly idNumber: string;
  readonly name: string;
  readonly card: SocialSecurityCard | null;
  readonly document: IdentityDocument | null;
  readonly central: CentralWord | null;
  /** The cards that were handled at this counter: what was reported lost here is lost here at once. */
  readonly cards: readonly HeldCard[];
}

/** What is learned about a person at one moment; null = this time nothing. */
export type SeenPerson = Omit<KnownPerson, 'personId' | 'cards'>;

/**
 * The person with what has just been learned. What is not learned this time stays, as in the projection of `person.seen`: a
 * card read while the central system is away must not forget its last word.
 */
export function withSeen(known: KnownPerson | null, personId: string, seen: SeenPerson): KnownPerson {
  return {
    personId,
    idNumber: seen.idNumber,
    name: seen.name,
    card: seen.card ?? known?.card ?? null,
    document: seen.document ?? known?.document ?? null,
    central: seen.central ?? known?.central ?? null,
    cards: known?.cards ?? [],
  };
}
