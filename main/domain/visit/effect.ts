import type { Credential } from '../identity/credential.ts';
import type { StaffActor } from '../staff/actor.ts';
import type { ArrivalKind } from './arrival.ts';
import type { SeenPerson } from './knownPerson.ts';
import type { Reception } from './visit.ts';

/** What the journal keeps of visits, by kind; the subject is the visit, of `person.seen` the person. What a token was is not among it. */
export interface VisitPayloads {
  readonly 'visit.opened': { readonly by: ArrivalKind };
  readonly 'visit.identified': { readonly personId: string; readonly by: ArrivalKind };
  readonly 'visit.identity-checked': { readonly personId: string };
  readonly 'visit.agent-shown': { readonly by: ArrivalKind; readonly name: string; readonly idNumber: string };
  readonly 'visit.parked': Readonly<Record<string, never>>;
  readonly 'visit.resumed': { readonly by: ArrivalKind | 'teller' };
  readonly 'visit.taken-over': { readonly from: string };
  /** `merged`: it turned out to be of a citizen whose visit was parked, and goes on there. */
  readonly 'visit.ended': { readonly reason: 'teller' | 'switched' | 'merged' };
  readonly 'person.seen': SeenPerson;
}

/** One act to be recorded. */
export type VisitRecord = {
  readonly [Kind in keyof VisitPayloads]: {
    readonly kind: Kind;
    readonly subject: string;
    readonly actor: StaffActor;
    readonly payload: VisitPayloads[Kind];
  };
}[keyof VisitPayloads];

/**
 * What has to be done outside. `record` and `close-work` are done in their order in one transaction, before the new state
 * counts; `ask-central` after it, and its answer comes back as an event with the ticket.
 */
export type VisitEffect =
  | { readonly kind: 'record'; readonly record: VisitRecord }
  /** Intakes of the visit are closed as "left", drafts of its person are removed. */
  | {
      readonly kind: 'close-work';
      readonly actor: StaffActor;
      readonly visitId: string;
      readonly personId: string | null;
    }
  | {
      readonly kind: 'ask-central';
      readonly ticket: number;
      readonly credential: Credential;
      readonly operator: StaffActor;
    };

/** Why an act is refused; nothing has changed then. */
export type VisitRefusal =
  | 'VISIT_NONE'
  /** Another visit is before the teller than the one the act was meant for. */
  | 'VISIT_CHANGED'
  | 'VISIT_OF_OTHER_TELLER'
  | 'PERSON_UNKNOWN'
  | 'AGENT_UNKNOWN';

/** The counter after an event, and what has to be done. */
export interface Step {
  readonly reception: Reception;
  readonly effects: readonly VisitEffect[];
  readonly refused: VisitRefusal | null;
}

/** A step to this state with these effects. */
export function stepTo(reception: Reception, ...effects: readonly VisitEffect[]): Step {
  return { reception, effects, refused: null };
}

/** A step that changes nothing. */
export function refuse(reception: Reception, refused: VisitRefusal): Step {
  return { reception, effects: [], refused };
}

/** One step after the other, with the effects of both. */
export function andThen(step: Step, next: (reception: Reception) => Step): Step {
  const following = next(step.reception);
  return { ...following, effects: [...step.effects, ...following.effects] };
}

/** An act to be recorded, as an effect. */
export function record(act: VisitRecord): VisitEffect {
  return { kind: 'record', record: act };
}
