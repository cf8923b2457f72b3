import type { Shown } from './arrival.ts';
import type { Visit } from './visit.ts';

/**
 * Whose something is, seen from the visit. `same`: the citizen's. `other`: somebody else's. `tells`: nobody knows who is at
 * the counter, and this says it. `wait`: the central system is just being asked who that is. `unsure`: it names nobody; only
 * the central system knows.
 */
export type Whose = 'same' | 'other' | 'tells' | 'wait' | 'unsure';

/** Whose visit it is as far as a number says: of who is identified, else of whose number is being asked about. */
export function personOf({ person, question }: Visit): string | null {
  return person?.personId ?? question?.personId ?? null;
}

/** Decides it by number, never by name. */
export function whoseIs(shown: Shown, visit: Visit): Whose {
  const { arrival, personId } = shown;
  if (arrival.kind === 'card' && visit.card?.cardIdentifier === arrival.card.cardIdentifier) return 'same';
  const present = personOf(visit);
  if (present === null) return visit.lookUp.state === 'looking' ? 'wait' : 'tells';
  if (personId !== null) return personId === present ? 'same' : 'other';
  return isRecordedCard(shown, visit) ? 'same' : 'unsure';
}

/** True when this card was recorded as the citizen's before. */
export function isRecordedCard({ arrival }: Shown, { person }: Visit): boolean {
  if (arrival.kind === 'card') return person?.card?.cardIdentifier === arrival.card.cardIdentifier;
  return arrival.kind === 'card-number' && person?.card?.cardNumber === arrival.cardNumber;
}
