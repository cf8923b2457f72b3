import { stateOfNumber } from '../card/card.ts';
import type { IdentityProof, ShownIdentity } from '../identity/shownIdentity.ts';
import { readable } from '../identity/told.ts';
import type { Visit } from './visit.ts';

/** Why what was shown does not prove the identity by itself. */
export type ProofGap = 'card-lost' | 'card-expired' | 'id-card-expired' | 'slip-only' | 'number-only';

/**
 * By what the citizen's identity is shown, the strongest of it, and whether that is enough to act on. A lost card is never
 * what it is shown by.
 */
export interface IdentityState extends ShownIdentity {
  /** Why it is 待核对; null when it is proved or was checked. */
  readonly gap: ProofGap | null;
}

/** The card proves who its holder is only when it is theirs by its own word or the central system's. */
function cardIsTheirs({ card, person }: Visit): boolean {
  if (!card || !person) return false;
  return card.socialSecurityNumber !== undefined || person.card?.cardIdentifier === card.cardIdentifier;
}

/** Lost or ended by this counter's own hand; of a card that was never handled here, lost by the central system's word. */
function isLost({ card, person }: Visit): boolean {
  const here = card && person ? stateOfNumber(person.cards, card.cardNumber) : null;
  if (here !== null) return here === 'lost' || here === 'ended';
  return person?.central?.person.alerts.some(({ kind }) => kind === 'card-lost') ?? false;
}

function cardGap(visit: Visit, today: string): ProofGap | null {
  const { card, person } = visit;
  const alerts = person?.central?.person.alerts ?? [];
  if (isLost(visit)) return 'card-lost';
  const isExpired = card?.expiresOn !== undefined && card.expiresOn < today;
  return isExpired || alerts.some(({ kind }) => kind === 'card-expired') ? 'card-expired' : null;
}

function documentGap({ document }: Visit, today: string): ProofGap | null {
  const validTo = readable(document?.validTo);
  return validTo !== undefined && validTo !== 'long-term' && validTo < today ? 'id-card-expired' : null;
}

/** What can be shown, strongest first; each with what it lacks today. */
function shownProofs(visit: Visit, today: string): readonly { by: IdentityProof; gap: ProofGap | null }[] {
  return [
    ...(cardIsTheirs(visit) ? [{ by: 'card' as const, gap: cardGap(visit, today) }] : []),
    ...(visit.document ? [{ by: 'id-card' as const, gap: documentGap(visit, today) }] : []),
    ...(visit.shownBy.includes('e-credential') ? [{ by: 'e-credential' as const, gap: null }] : []),
    ...(visit.shownBy.includes('slip') ? [{ by: 'slip' as const, gap: 'slip-only' as const }] : []),
    { by: 'id-number' as const, gap: 'number-only' as const },
  ];
}

/** By what the identity is shown on this hall day. Null while nobody is identified. */
export function identityState(visit: Visit, today: string): IdentityState | null {
  if (!visit.person) return null;
  const proofs = shownProofs(visit, today);
  const checkedBy = visit.checked && { ...visit.checked.by, at: visit.checked.at };
  const whole = proofs.find(({ gap }) => gap === null);
  if (whole) return { identifiedBy: whole.by, checkedBy, gap: null };
  const [first] = proofs;
  const gap = first?.gap ?? 'number-only';
  // A lost card is refused as a proof: what is left of it is the number it named.
  const usable = proofs.find((proof) => proof.gap !== 'card-lost');
  return { identifiedBy: usable?.by ?? 'id-number', checkedBy, gap: checkedBy ? null : gap };
}
