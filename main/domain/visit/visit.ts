import type { Credential } from '../identity/credential.ts';
import type { IdentityDocument } from '../identity/identityDocument.ts';
import type { SocialSecurityCard } from '../identity/socialSecurityCard.ts';
import type { StaffActor } from '../staff/actor.ts';
import type { ArrivalKind, ReaderKind, Shown } from './arrival.ts';
import type { KnownPerson } from './knownPerson.ts';

/** The central system is being asked; the answer counts only with this ticket. */
interface LookingUp {
  readonly state: 'looking';
  readonly ticket: number;
}

/** How the last question about the citizen ended. `message`: the central system's own words, or ours about its answer. */
interface LookedUp {
  readonly state: 'found' | 'not-found' | 'unreachable' | 'refused' | 'broken';
  readonly message: string;
}

/** How the central system's look-up of the citizen stands. */
export type LookUp = LookingUp | LookedUp;

/** What the central system is asked with about the citizen. */
export interface Question {
  /** Where the credential came from. */
  readonly by: ArrivalKind;
  /** A token stays here and goes nowhere else; once it is answered the number takes its place. */
  readonly credential: Credential;
  /** Whose number it is; null while only the central system can tell. */
  readonly personId: string | null;
  /** Who it is presumed to be when the central system cannot be asked. */
  readonly presumed: KnownPerson | null;
}

/** The teller's word that the original document was compared with the person. */
export interface IdentityCheck {
  readonly by: { readonly number: string; readonly name: string };
  /** UTC instant, ISO 8601. */
  readonly at: string;
}

/** Who acts for the citizen, as shown by a card or code of their own. */
export interface PresentAgent {
  readonly by: ArrivalKind;
  readonly name: string;
  readonly idNumber: string;
}

/** Somebody else's card or code was shown: the teller is asked what that means. */
export interface OtherPerson {
  readonly shown: Shown;
  /** Null when it was scanned or typed, so that it does not lie anywhere. */
  readonly reader: ReaderKind | null;
}

/** One citizen at the counter (接待), present or parked. */
export interface Visit {
  readonly visitId: string;
  readonly openedBy: ArrivalKind;
  readonly openedAt: string;
  /** Who conducts it. Another teller takes it over by an act of their own. */
  readonly teller: StaffActor;
  /** Null while nobody knows who it is. */
  readonly person: KnownPerson | null;
  /** By what the person was identified so far. */
  readonly shownBy: readonly ArrivalKind[];
  readonly card: SocialSecurityCard | null;
  readonly cardState: 'in' | 'removed' | 'none';
  readonly document: IdentityDocument | null;
  /**
   * The photo of `document` as a BMP file, while the visit lasts. Here and nowhere else: the journal is append-only, and a face
   * in it could never be forgotten again. After a restart there is none until the ID card is laid again.
   */
  readonly photo: Uint8Array | null;
  /** Null when it was lost with an earlier process. */
  readonly question: Question | null;
  readonly lookUp: LookUp;
  readonly checked: IdentityCheck | null;
  readonly agent: PresentAgent | null;
  readonly other: OtherPerson | null;
  /** The case a slip asks for; the window goes there once. */
  readonly openCase: { readonly caseId: string; readonly at: string } | null;
}

/** A citizen who waits while another is served; everything of the visit is kept. */
export interface ParkedVisit {
  readonly visit: Visit;
  readonly parkedAt: string;
}

/** What lies on a reader. */
export interface Lying {
  readonly state: 'lying';
  /** Number of this stay on the reader. */
  readonly presentation: number;
  readonly shown: Shown;
  /**
   * What became of it: `new` nothing yet; `joined` it belongs to the visit; `answered` the teller has said what somebody else's
   * card does here; `left` the visit it was shown for is over: it begins nothing and asks nothing until it is taken away or
   * taken up; `avoided` the teller must not serve its holder: another teller may.
   */
  readonly handled: 'new' | 'joined' | 'answered' | 'left' | 'avoided';
  /** Whose it is in words, for giving it back; empty when nobody knows. */
  readonly owner: string;
}

/** How a reader stands: nothing on it, something being read, something read or something that could not be read. */
export type Reading =
  | { readonly state: 'empty' }
  | { readonly state: 'busy'; readonly presentation: number }
  | { readonly state: 'unreadable' }
  | Lying;

/** Something is at hand of which only the central system can say whose it is. */
export interface Doubt {
  readonly ticket: number;
  readonly shown: Shown;
  readonly reader: ReaderKind | null;
}

/** Why the last thing shown did nothing. */
export type NoticeKind = 'not-recognised' | 'pulled-while-reading' | 'avoided';

/** All that a counter knows of who is there: one citizen at most is being served. */
export interface Reception {
  /** The teller at this counter now. */
  readonly teller: StaffActor | null;
  readonly present: Visit | null;
  /** Oldest first. */
  readonly parked: readonly ParkedVisit[];
  readonly readers: Readonly<Record<ReaderKind, Reading>>;
  /** Scanned while the central system was being asked who is there; looked at when that is known. */
  readonly waiting: Shown | null;
  readonly doubt: Doubt | null;
  /** The token scanned last, while its visit lasts: a scanner that sends it twice has shown one citizen once. */
  readonly lastToken: string | null;
  readonly notice: { readonly serial: number; readonly kind: NoticeKind } | null;
  readonly nextTicket: number;
}

/** A counter at which nobody has been yet. */
export const EMPTY_RECEPTION: Reception = {
  teller: null,
  present: null,
  parked: [],
  readers: { card: { state: 'empty' }, 'id-card': { state: 'empty' } },
  waiting: null,
  doubt: null,
  lastToken: null,
  notice: null,
  nextTicket: 1,
};

/** A person who is being served or waits. */
export function personInHand({ present, parked }: Reception, personId: string): KnownPerson | null {
  return (
    [present, ...parked.map(({ visit }) => visit)].find((visit) => visit?.person?.personId === personId)?.person ?? null
  );
}

/** The visit that this teller conducts now: nobody works in another's visit without taking it over. */
export function visitOf({ present }: Reception, teller: Pick<StaffActor, 'number'>): Visit | null {
  return present?.teller.number === teller.number ? present : null;
}

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
