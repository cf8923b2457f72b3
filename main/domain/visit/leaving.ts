import type { StaffActor } from '../staff/actor.ts';
import { READERS } from './arrival.ts';
import { begin, withHandled } from './arriving.ts';
import { andThen, record, refuse, stepTo, type Step } from './effect.ts';
import type { Moment, OtherDecision } from './event.ts';
import { parked } from './parking.ts';
import type { OtherPerson, Reading, Reception, Visit } from './visit.ts';

/** The place is free. What lies on the readers was shown to the visit that is over: it begins nothing by itself. */
function cleared(reception: Reception, visit: Visit): Reception {
  const left = (reading: Reading): Reading => {
    if (reading.state !== 'lying') return reading;
    const owner = reading.handled === 'joined' ? (visit.person?.name ?? reading.owner) : reading.owner;
    return { ...reading, handled: 'left', owner };
  };
  const [card, idCard] = READERS.map((reader) => left(reception.readers[reader]));
  return {
    ...reception,
    present: null,
    readers: { card: card ?? reception.readers.card, 'id-card': idCard ?? reception.readers['id-card'] },
    waiting: null,
    doubt: null,
    lastToken: null,
    notice: null,
  };
}

/** Ends the visit: what was not accepted is closed as "left". */
export function end(reception: Reception, visit: Visit, actor: StaffActor, reason: 'teller' | 'switched'): Step {
  const { visitId, person } = visit;
  return stepTo(
    cleared(reception, visit),
    { kind: 'close-work', actor, visitId, personId: person?.personId ?? null },
    record({ kind: 'visit.ended', subject: visitId, actor, payload: { reason } }),
  );
}

/** Lets the citizen wait. Somebody who is not known could not be found again. */
export function park(reception: Reception, visit: Visit, actor: StaffActor, at: string): Step {
  if (!visit.person) return refuse(reception, 'PERSON_UNKNOWN');
  return stepTo(
    { ...cleared(reception, visit), parked: [...reception.parked, parked(visit, at)] },
    record({ kind: 'visit.parked', subject: visit.visitId, actor, payload: {} }),
  );
}

/** Does what the teller said about somebody else's card or code. */
export function decideOther(
  reception: Reception,
  visit: Visit,
  other: OtherPerson,
  actor: StaffActor,
  decision: OtherDecision,
  moment: Moment,
): Step {
  switch (decision) {
    case 'stay':
      return stepTo(answered(reception, other, { ...visit, other: null }));
    case 'agent':
      return takeAsAgent(reception, visit, other, actor);
    case 'park':
    case 'end': {
      const left =
        decision === 'park' ? park(reception, visit, actor, moment.at) : end(reception, visit, actor, 'switched');
      if (left.refused) return left;
      return andThen(left, (next) => begin(next, other.shown, other.reader, actor, moment));
    }
  }
}

/** The question is answered; the same code shown once more asks it again. */
function answered(reception: Reception, other: OtherPerson, present: Visit): Reception {
  return { ...withHandled(reception, other.reader, 'answered'), present, lastToken: null };
}

function takeAsAgent(reception: Reception, visit: Visit, other: OtherPerson, actor: StaffActor): Step {
  const { holder, arrival } = other.shown;
  // Nobody acts for themselves: a card that names nobody may be presumed to be the citizen's own.
  if (!holder || holder.personId === visit.person?.personId) return refuse(reception, 'AGENT_UNKNOWN');
  const agent = { by: arrival.kind, name: holder.name, idNumber: holder.idNumber };
  return stepTo(
    answered(reception, other, { ...visit, agent, other: null }),
    record({ kind: 'visit.agent-shown', subject: visit.visitId, actor, payload: agent }),
  );
}
