import type { CentralPerson } from '../identity/person.ts';
import type { StaffActor } from '../staff/actor.ts';
import type { ReaderKind, Shown } from './arrival.ts';
import type { KnownPerson } from './knownPerson.ts';
import type { Reading } from './visit.ts';

/** When an event happens, an id in case a visit begins with it, and who must not serve whom. */
export interface Moment {
  /** UTC instant, ISO 8601. */
  readonly at: string;
  readonly newId: string;
  /** Whether this member of the staff must not handle the business of this person: their own, or a relative's (回避). */
  readonly avoids: (teller: Pick<StaffActor, 'number'>, personId: string) => boolean;
}

/** What the central system answered about a person. */
export type LookUpAnswer =
  | {
      readonly ok: true;
      readonly personId: string;
      readonly person: CentralPerson;
      readonly reference: string;
      readonly at: string;
      /** The person as this counter knew them before. */
      readonly recorded: KnownPerson | null;
    }
  | {
      readonly ok: false;
      readonly code: 'not-found' | 'unreachable' | 'refused' | 'broken';
      readonly message: string;
    };

/** A reader as its driver tells it. */
export type ReaderNews = Exclude<Reading, { state: 'lying' }> | ReadThing;

/** Something was read; the same stay may be told again when its photo has come. */
interface ReadThing {
  readonly state: 'lying';
  readonly presentation: number;
  readonly shown: Shown;
}

/** What the teller says to somebody else's card: it changes nothing, its holder acts for the citizen, or is served now. */
export type OtherDecision = 'stay' | 'agent' | 'park' | 'end';

/** What happens at a counter. Events with `by` are acts of a teller on the visit they have before them. */
export type VisitEvent =
  | { readonly kind: 'teller-changed'; readonly teller: StaffActor | null }
  | { readonly kind: 'reader-changed'; readonly reader: ReaderKind; readonly news: ReaderNews }
  | { readonly kind: 'shown'; readonly by: StaffActor; readonly shown: Shown }
  | { readonly kind: 'lying-taken-up'; readonly by: StaffActor; readonly reader: ReaderKind }
  | { readonly kind: 'look-up-wanted'; readonly by: StaffActor }
  | { readonly kind: 'central-recovered' }
  | { readonly kind: 'look-up-answered'; readonly ticket: number; readonly answer: LookUpAnswer }
  | {
      readonly kind: 'other-decided';
      readonly by: StaffActor;
      readonly visitId: string;
      readonly decision: OtherDecision;
    }
  | { readonly kind: 'identity-checked'; readonly by: StaffActor; readonly visitId: string }
  | { readonly kind: 'parked'; readonly by: StaffActor; readonly visitId: string }
  | { readonly kind: 'resumed'; readonly by: StaffActor; readonly visitId: string }
  | { readonly kind: 'taken-over'; readonly by: StaffActor; readonly visitId: string }
  | { readonly kind: 'ended'; readonly by: StaffActor; readonly visitId: string };
