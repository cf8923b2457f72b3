import type { StaffActor } from '../staff/actor.ts';
import { receiveAnswer } from './answers.ts';
import { receive, settle, withHandled } from './arriving.ts';
import { askAboutPresent, askAgainIfUnreached } from './asking.ts';
import { andThen, record, refuse, stepTo, type Step } from './effect.ts';
import type { Moment, VisitEvent } from './event.ts';
import { decideOther, end, park } from './leaving.ts';
import { resume } from './parking.ts';
import { readerChanged } from './readers.ts';
import type { Reception, Visit } from './visit.ts';

/** The counter after an event. Pure: what has to be done is said in effects, and refused acts change nothing. */
export function step(reception: Reception, event: VisitEvent, moment: Moment): Step {
  const stepped = happen(reception, event, moment);
  return stepped.refused ? stepped : andThen(stepped, (next) => settle(next, moment));
}

function happen(reception: Reception, event: VisitEvent, moment: Moment): Step {
  switch (event.kind) {
    case 'teller-changed':
      return stepTo({ ...reception, teller: event.teller });
    case 'reader-changed':
      return readerChanged(reception, event.reader, event.news);
    case 'shown':
      return show(reception, event, moment);
    case 'lying-taken-up':
      return stepTo(withHandled(reception, event.reader, 'new'));
    case 'central-recovered':
      return askAgainIfUnreached(reception);
    case 'look-up-answered':
      return receiveAnswer(reception, event.ticket, event.answer, moment);
    case 'resumed':
      return takeBack(reception, event.by, event.visitId, moment);
    case 'look-up-wanted':
      return onOwn(reception, event.by, null, (visit) =>
        visit.question ? askAboutPresent(reception, visit) : refuse(reception, 'PERSON_UNKNOWN'),
      );
    case 'other-decided':
      return onOwn(reception, event.by, event.visitId, (visit) =>
        visit.other
          ? decideOther(reception, visit, visit.other, event.by, event.decision, moment)
          : refuse(reception, 'VISIT_CHANGED'),
      );
    case 'identity-checked':
      return onOwn(reception, event.by, event.visitId, (visit) => checkIdentity(reception, visit, event.by, moment));
    case 'parked':
      return onOwn(reception, event.by, event.visitId, (visit) => park(reception, visit, event.by, moment.at));
    case 'taken-over':
      return onPresent(reception, event.visitId, (visit) => takeOver(reception, visit, event.by));
    case 'ended':
      return onPresent(reception, event.visitId, (visit) => end(reception, visit, event.by, 'teller'));
  }
}

function onPresent(reception: Reception, visitId: string | null, act: (visit: Visit) => Step): Step {
  const { present } = reception;
  if (!present) return refuse(reception, 'VISIT_NONE');
  return visitId !== null && visitId !== present.visitId ? refuse(reception, 'VISIT_CHANGED') : act(present);
}

function onOwn(reception: Reception, by: StaffActor, visitId: string | null, act: (visit: Visit) => Step): Step {
  return onPresent(reception, visitId, (visit) =>
    visit.teller.number === by.number ? act(visit) : refuse(reception, 'VISIT_OF_OTHER_TELLER'),
  );
}

function show(reception: Reception, { by, shown }: Extract<VisitEvent, { kind: 'shown' }>, moment: Moment): Step {
  const { present, lastToken } = reception;
  if (present && present.teller.number !== by.number) return refuse(reception, 'VISIT_OF_OTHER_TELLER');
  const { arrival } = shown;
  const repeated = present !== null && arrival.kind === 'e-credential' && arrival.token === lastToken;
  return repeated ? stepTo(reception) : receive({ ...reception, notice: null }, shown, null, by, moment);
}

function checkIdentity(reception: Reception, visit: Visit, by: StaffActor, { at }: Moment): Step {
  const { person, visitId, checked } = visit;
  if (!person) return refuse(reception, 'PERSON_UNKNOWN');
  if (checked) return stepTo(reception);
  const { number, name } = by;
  return stepTo(
    { ...reception, present: { ...visit, checked: { by: { number, name }, at } } },
    record({
      kind: 'visit.identity-checked',
      subject: visitId,
      actor: by,
      payload: { personId: person.personId },
    }),
  );
}

function takeOver(reception: Reception, visit: Visit, by: StaffActor): Step {
  if (visit.teller.number === by.number) return stepTo(reception);
  return stepTo(
    { ...reception, present: { ...visit, teller: by } },
    record({ kind: 'visit.taken-over', subject: visit.visitId, actor: by, payload: { from: visit.teller.number } }),
  );
}

/** From the list of those who wait. Whoever is being served meanwhile waits in their place: nothing is closed by it. */
function takeBack(reception: Reception, by: StaffActor, visitId: string, { at }: Moment): Step {
  const { present } = reception;
  const waiting = reception.parked.find(({ visit }) => visit.visitId === visitId);
  if (!waiting) return refuse(reception, 'VISIT_CHANGED');
  if (!present) return resume(reception, waiting, by, 'teller');
  if (present.teller.number !== by.number) return refuse(reception, 'VISIT_OF_OTHER_TELLER');
  const swapped = park(reception, present, by, at);
  return swapped.refused ? swapped : andThen(swapped, (next) => resume(next, waiting, by, 'teller'));
}
