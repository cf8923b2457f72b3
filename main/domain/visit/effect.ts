import type { Credential } from '../identity/credential.ts';
import type { NewEntry } from '../journal/entry.ts';
import type { PayloadsOf } from '../journal/kind.ts';
import type { visitKinds } from '../journal/kinds/visit.ts';
import type { StaffActor } from '../staff/actor.ts';
import { credentialOf, type ArrivalKind, type ReaderKind, type Shown } from './arrival.ts';
import type { Reception, Visit } from './visit.ts';

/** One act to be recorded. */
export type VisitRecord = Extract<NewEntry, { kind: VisitKind }> & { readonly actor: StaffActor };

type VisitKind = Exclude<keyof PayloadsOf<typeof visitKinds>, 'person.revealed'>;

/**
 * What has to be done outside. `avoided` says that somebody was shown their own or a relative's card: nothing of it is kept but that. `record` and `close-work` are done in their order in one transaction, before the new state
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
  | { readonly kind: 'avoided'; readonly actor: StaffActor; readonly by: ArrivalKind }
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
  | 'AGENT_UNKNOWN'
  /** It is the teller's own business, or a relative's. */
  | 'PERSON_AVOIDED';

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

/** Asks the central system about the present citizen; an earlier question is given up with it. */
export function askAboutPresent(reception: Reception, visit: Visit): Step {
  if (!visit.question) return stepTo({ ...reception, present: visit });
  const ticket = reception.nextTicket;
  return stepTo(
    { ...reception, nextTicket: ticket + 1, present: { ...visit, lookUp: { state: 'looking', ticket } } },
    { kind: 'ask-central', ticket, credential: visit.question.credential, operator: visit.teller },
  );
}

/** Asks the central system whose something is, while the present citizen is served on. */
export function askWhose(reception: Reception, visit: Visit, shown: Shown, reader: ReaderKind | null): Step {
  const credential = credentialOf(shown);
  if (!credential) return stepTo(reception);
  const ticket = reception.nextTicket;
  return stepTo(
    { ...reception, nextTicket: ticket + 1, doubt: { ticket, shown, reader } },
    { kind: 'ask-central', ticket, credential, operator: visit.teller },
  );
}

/** Nothing is shown, kept or begun of somebody whom this teller must not serve; they are told so. */
export function avoid(reception: Reception, actor: StaffActor, by: ArrivalKind): Step {
  const serial = reception.nextTicket;
  return stepTo(
    { ...reception, nextTicket: serial + 1, notice: { serial, kind: 'avoided' } },
    { kind: 'avoided', actor, by },
  );
}

/** Asks again what was not answered because nobody could be reached. */
export function askAgainIfUnreached(reception: Reception): Step {
  const { present } = reception;
  return present?.lookUp.state === 'unreachable' ? askAboutPresent(reception, present) : stepTo(reception);
}
