import type { StaffActor } from '../staff/actor.ts';
import { receiveAnswer } from './answers.ts';
import { READERS, type ReaderKind } from './arrival.ts';
import { lookAtHand, receive, withHandled } from './arriving.ts';
import { andThen, askAboutPresent, askAgainIfUnreached, record, refuse, stepTo, type Step } from './effect.ts';
import type { Moment, ReaderNews, VisitEvent } from './event.ts';
import { decideOther, end, park } from './leaving.ts';
import { resume } from './parking.ts';
import { personOf, type Lying, type Reading, type Reception, type Visit } from './visit.ts';

/** The counter after an event. Pure: what has to be done is said in effects, and refused acts change nothing. */
export function step(reception: Reception, event: VisitEvent, moment: Moment): Step {
  const stepped = happen(event.kind, reception, event, moment);
  return stepped.refused ? stepped : andThen(stepped, (next) => lookAtHand(next, moment));
}

type EventOf<Kind extends VisitEvent['kind']> = Extract<VisitEvent, { readonly kind: Kind }>;

/** What each kind of event makes of the reception. */
const happenings: {
  readonly [Kind in VisitEvent['kind']]: (reception: Reception, event: EventOf<Kind>, moment: Moment) => Step;
} = {
  'teller-changed': (reception, { teller }) => stepTo({ ...forAnother(reception, teller), teller }),
  'reader-changed': (reception, { reader, news }) => readerChanged(reception, reader, news),
  shown: show,
  'lying-taken-up': (reception, { reader }) => stepTo(withHandled(reception, reader, 'new')),
  'central-recovered': (reception) => askAgainIfUnreached(reception),
  'look-up-answered': (reception, { ticket, answer }, moment) => receiveAnswer(reception, ticket, answer, moment),
  resumed: (reception, { by, visitId }, moment) =>
    avoided(reception, by, visitId, moment)
      ? refuse(reception, 'PERSON_AVOIDED')
      : takeBack(reception, by, visitId, moment),
  'look-up-wanted': (reception, { by }) =>
    onOwn(reception, by, null, (visit) =>
      visit.question ? askAboutPresent(reception, visit) : refuse(reception, 'PERSON_UNKNOWN'),
    ),
  'other-decided': (reception, { by, visitId, decision }, moment) =>
    onOwn(reception, by, visitId, (visit) =>
      visit.other
        ? decideOther(reception, visit, visit.other, by, decision, moment)
        : refuse(reception, 'VISIT_CHANGED'),
    ),
  'identity-checked': (reception, { by, visitId }, moment) =>
    onOwn(reception, by, visitId, (visit) => checkIdentity(reception, visit, by, moment)),
  parked: (reception, { by, visitId }, { at }) =>
    onOwn(reception, by, visitId, (visit) => park(reception, visit, by, at)),
  'taken-over': (reception, { by, visitId }, moment) =>
    onPresent(reception, visitId, (visit) =>
      avoided(reception, by, visitId, moment) ? refuse(reception, 'PERSON_AVOIDED') : takeOver(reception, visit, by),
    ),
  ended: (reception, { by, visitId }) => onPresent(reception, visitId, (visit) => end(reception, visit, by, 'teller')),
};

function happen<Kind extends VisitEvent['kind']>(
  kind: Kind,
  reception: Reception,
  event: EventOf<Kind>,
  moment: Moment,
): Step {
  return happenings[kind](reception, event, moment);
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

/** Whether it is the visit of somebody whom this teller must not serve, as far as anybody knows whose it is. */
function avoided(
  { present, parked }: Reception,
  by: StaffActor,
  visitId: string,
  { avoids }: Pick<Moment, 'avoids'>,
): boolean {
  const visits = [present, ...parked.map(({ visit }) => visit)];
  const found = visits.find((visit) => visit?.visitId === visitId);
  const personId = found ? personOf(found) : null;
  return personId !== null && avoids(by, personId);
}

/** What one teller must not serve another may: it is looked at anew. */
function forAnother(reception: Reception, teller: StaffActor | null): Reception {
  if (!teller || teller.number === reception.teller?.number) return reception;
  return READERS.reduce((next, reader) => {
    const reading = next.readers[reader];
    return reading.state === 'lying' && reading.handled === 'avoided' ? withHandled(next, reader, 'new') : next;
  }, reception);
}

function show(reception: Reception, { by, shown }: Extract<VisitEvent, { kind: 'shown' }>, moment: Moment): Step {
  const { present, lastToken } = reception;
  if (present && present.teller.number !== by.number) return refuse(reception, 'VISIT_OF_OTHER_TELLER');
  const { arrival } = shown;
  const known = shown.personId ?? shown.holder?.personId;
  if (known !== undefined && moment.avoids(by, known)) return refuse(reception, 'PERSON_AVOIDED');
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

/** What a reader tells is kept; what follows from it is decided when everything at hand is looked at. */
function readerChanged(reception: Reception, reader: ReaderKind, news: ReaderNews): Step {
  const before = reception.readers[reader];
  if (news.state === 'lying' && before.state === 'lying' && news.presentation === before.presentation) {
    return stepTo(readMore(reception, reader, { ...before, shown: news.shown }));
  }
  const reading: Reading =
    news.state === 'lying' ? { ...news, handled: 'new', owner: news.shown.holder?.name ?? '' } : news;
  const next = withdrawn(reception, reader, before);
  return stepTo({
    ...next,
    readers: { ...next.readers, [reader]: reading },
    ...noticeAfter(reception, before, news),
  });
}

/** The same stay again: its photo has come. */
function readMore(reception: Reception, reader: ReaderKind, reading: Lying): Reception {
  const { present, doubt } = reception;
  const { shown, handled } = reading;
  const photo = handled === 'joined' && shown.arrival.kind === 'id-card' ? { photo: shown.arrival.photo } : {};
  const other = present?.other?.reader === reader ? { other: { ...present.other, shown } } : {};
  return {
    ...reception,
    readers: { ...reception.readers, [reader]: reading },
    present: present && { ...present, ...photo, ...other },
    doubt: doubt?.reader === reader ? { ...doubt, shown } : doubt,
  };
}

/** What lay there is gone, and with it every question about it. */
function withdrawn(reception: Reception, reader: ReaderKind, before: Reading): Reception {
  const { present, doubt } = reception;
  const left = reader === 'card' && before.state === 'lying' && before.handled === 'joined';
  return {
    ...reception,
    present: present && {
      ...present,
      cardState: left && present.cardState === 'in' ? 'removed' : present.cardState,
      other: present.other?.reader === reader ? null : present.other,
    },
    doubt: doubt?.reader === reader ? null : doubt,
  };
}

function noticeAfter(reception: Reception, before: Reading, news: ReaderNews): Partial<Reception> {
  if (before.state === 'busy' && news.state === 'empty') {
    const serial = reception.nextTicket;
    return { nextTicket: serial + 1, notice: { serial, kind: 'pulled-while-reading' } };
  }
  return news.state === 'busy' || news.state === 'lying' ? { notice: null } : {};
}
