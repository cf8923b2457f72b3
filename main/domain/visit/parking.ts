import type { StaffActor } from '../staff/actor.ts';
import { keepsProof, type ArrivalKind } from './arrival.ts';
import { andThen, askAboutPresent, record, stepTo, type Step } from './effect.ts';
import type { ParkedVisit, Reception, Visit } from './visit.ts';

/** The parked visit of this person. There is at most one visit of a person that has not ended. */
export function parkedOf({ parked }: Reception, personId: string | null): ParkedVisit | undefined {
  // Somebody who is not known is nobody else who is not known.
  return personId === null ? undefined : parked.find(({ visit }) => visit.person?.personId === personId);
}

function unpark(reception: Reception, parked: ParkedVisit, present: Visit, by: ArrivalKind | 'teller'): Step {
  return stepTo(
    { ...reception, present, parked: reception.parked.filter((one) => one !== parked) },
    record({ kind: 'visit.resumed', subject: present.visitId, actor: present.teller, payload: { by } }),
  );
}

/**
 * The waiting visit as it goes on. Whoever comes back with no more than a slip or a number shows anew who they are, and so
 * does whoever acts for them: that they had shown it before is in the history.
 */
function goingOn({ visit }: ParkedVisit, by: ArrivalKind | 'teller'): Visit {
  if (keepsProof(by)) return visit;
  const { lookUp } = visit;
  return {
    ...visit,
    shownBy: [],
    card: null,
    cardState: 'none',
    document: null,
    photo: null,
    question: null,
    // A question asked with what is no longer there is asked anew with what is.
    lookUp: lookUp.state === 'found' ? lookUp : { state: 'unreachable', message: '' },
    checked: null,
    agent: null,
  };
}

/** The parked citizen is served on. What the central system had not answered is asked again. */
export function resume(
  reception: Reception,
  parked: ParkedVisit,
  teller: StaffActor,
  by: ArrivalKind | 'teller',
): Step {
  const present = { ...goingOn(parked, by), teller };
  const step = unpark(reception, parked, present, by);
  return present.lookUp.state === 'found' ? step : andThen(step, (next) => askAboutPresent(next, present));
}

/** The visit turns out to be of a citizen who is parked: it ends, and what was shown goes on in the parked one. */
export function mergeIntoParked(reception: Reception, visit: Visit, parked: ParkedVisit, by: ArrivalKind): Step {
  const { teller, visitId, lookUp, question } = visit;
  const merged = record({ kind: 'visit.ended', subject: visitId, actor: teller, payload: { reason: 'merged' } });
  const before = goingOn(parked, by);
  const present: Visit = {
    ...before,
    teller,
    question,
    lookUp,
    card: visit.card ?? before.card,
    cardState: visit.card ? visit.cardState : before.cardState,
    document: visit.document ?? before.document,
    photo: visit.document ? visit.photo : before.photo,
    openCase: visit.openCase,
  };
  return andThen(stepTo({ ...reception, present: null }, merged), (next) => unpark(next, parked, present, by));
}

/** The present citizen waits: everything is kept, the place is free. */
export function parked(visit: Visit, at: string): ParkedVisit {
  return {
    parkedAt: at,
    visit: { ...visit, cardState: visit.cardState === 'in' ? 'removed' : visit.cardState, other: null, openCase: null },
  };
}
