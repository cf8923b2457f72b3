import type { StaffActor } from '../staff/actor.ts';
import { credentialOf, READERS, type ReaderKind, type Shown } from './arrival.ts';
import { andThen, askAboutPresent, askWhose, avoid, record, stepTo, type Step } from './effect.ts';
import type { Moment } from './event.ts';
import { withSeen } from './knownPerson.ts';
import { mergeIntoParked, parkedOf, resume } from './parking.ts';
import { isRecordedCard, whoseIs, type Lying, type Question, type Reception, type Visit } from './visit.ts';

/** Begins a visit with what was shown, or goes on with the parked visit of its holder. */
export function begin(
  reception: Reception,
  shown: Shown,
  reader: ReaderKind | null,
  teller: StaffActor,
  moment: Moment,
): Step {
  const waiting = parkedOf(reception, shown.personId);
  if (waiting) {
    return andThen(resume(reception, waiting, teller, shown.arrival.kind), (next) =>
      joinPresent(next, shown, reader, moment),
    );
  }
  const by = shown.arrival.kind;
  const present: Visit = {
    visitId: moment.newId,
    openedBy: by,
    openedAt: moment.at,
    teller,
    person: null,
    shownBy: [],
    card: null,
    cardState: 'none',
    document: null,
    photo: null,
    question: null,
    lookUp: { state: 'unreachable', message: '' },
    checked: null,
    agent: null,
    other: null,
    openCase: null,
  };
  const opened = record({ kind: 'visit.opened', subject: moment.newId, actor: teller, payload: { by } });
  return andThen(stepTo({ ...reception, present }, opened), (next) => joinPresent(next, shown, reader, moment));
}

/** What was shown belongs to the citizen at the counter, or is the first thing that says who it is. */
export function joinPresent(reception: Reception, shown: Shown, reader: ReaderKind | null, moment: Moment): Step {
  const { present } = reception;
  if (!present) return stepTo(reception);
  const laid = lay(present, shown, reader, moment);
  const held = { ...withHandled(reception, reader, 'joined'), present: laid, ...tokenOf(shown) };
  const waiting = laid.person === null ? parkedOf(held, shown.personId) : undefined;
  const merged = waiting ? mergeIntoParked(held, laid, waiting, shown.arrival.kind) : stepTo(held);
  return andThen(
    andThen(merged, (next) => identify(next, shown)),
    (next) => askIfNeeded(next, present),
  );
}

function tokenOf({ arrival }: Shown): Partial<Reception> {
  return arrival.kind === 'e-credential' ? { lastToken: arrival.token } : {};
}

/** The visit with what was laid down, scanned or typed, and what the central system is best asked with from now on. */
function lay(visit: Visit, shown: Shown, reader: ReaderKind | null, { at }: Moment): Visit {
  const { arrival } = shown;
  const added: Partial<Visit> =
    arrival.kind === 'card'
      ? { card: arrival.card, cardState: 'in' }
      : arrival.kind === 'id-card'
        ? { document: arrival.document, photo: arrival.photo }
        : arrival.kind === 'slip'
          ? { openCase: { caseId: arrival.caseId, at } }
          : {};
  const question = questionOf(shown);
  const better = question !== null && (visit.person === null || rank(question) >= rank(visit.question));
  return {
    ...visit,
    ...added,
    question: better ? question : visit.question,
    other: visit.other?.reader === reader ? null : visit.other,
  };
}

function questionOf(shown: Shown): Question | null {
  const credential = credentialOf(shown);
  const { arrival, personId, holder } = shown;
  return credential && { by: arrival.kind, credential, personId, presumed: holder };
}

/** A card that is certainly theirs says most to the central system; one that names nobody gives way to everything else. */
function rank(question: Question | null): number {
  if (question === null) return 0;
  if (question.by === 'card') return question.personId === null ? 1 : 4;
  return question.by === 'id-card' ? 3 : 2;
}

/** Records who it is and by what, as soon as it is certain: the work can begin before the central system answers. */
function identify(reception: Reception, shown: Shown): Step {
  const { present } = reception;
  const sure = present && (shown.personId !== null || isRecordedCard(shown, present));
  const known = present?.person ?? shown.holder;
  if (!sure || !known) return stepTo(reception);
  const { teller, visitId, shownBy } = present;
  const by = shown.arrival.kind;
  const { personId } = known;
  const { arrival, news } = shown;
  const otherCard = arrival.kind === 'card' && present.person?.card?.cardIdentifier !== arrival.card.cardIdentifier;
  if (present.person && shownBy.includes(by) && !otherCard) return stepTo(reception);
  // The name that is known already may be the central system's: what was laid down later does not change it.
  const seen = news && { ...news, idNumber: known.idNumber, name: known.name };
  return stepTo(
    {
      ...reception,
      present: {
        ...present,
        person: seen ? withSeen(known, personId, seen) : known,
        shownBy: shownBy.includes(by) ? shownBy : [...shownBy, by],
      },
    },
    ...(seen ? [record({ kind: 'person.seen', subject: personId, actor: teller, payload: seen })] : []),
    record({ kind: 'visit.identified', subject: visitId, actor: teller, payload: { personId, by } }),
  );
}

/** A question is asked when nobody was known before, and again when the last one brought nothing. */
function askIfNeeded(reception: Reception, before: Visit): Step {
  const { present } = reception;
  if (!present) return stepTo(reception);
  const { state } = present.lookUp;
  const settled = state === 'found' || (state === 'looking' && before.person !== null);
  return settled ? stepTo(reception) : askAboutPresent(reception, present);
}

/** The reception with another word on what lies on a reader. */
export function withHandled(reception: Reception, reader: ReaderKind | null, handled: Lying['handled']): Reception {
  if (reader === null) return reception;
  const reading = reception.readers[reader];
  if (reading.state !== 'lying') return reception;
  return { ...reception, readers: { ...reception.readers, [reader]: { ...reading, handled } } };
}

/** Does what the thing is for, seen from who is at the counter. */
export function receive(
  reception: Reception,
  shown: Shown,
  reader: ReaderKind | null,
  teller: StaffActor,
  moment: Moment,
): Step {
  const { present, doubt } = reception;
  const known = shown.personId ?? shown.holder?.personId;
  if (known !== undefined && moment.avoids(teller, known)) {
    return avoid(withHandled(reception, reader, 'avoided'), teller, shown.arrival.kind);
  }
  if (!present) return begin(reception, shown, reader, teller, moment);
  switch (whoseIs(shown, present)) {
    case 'same':
    case 'tells':
      return joinPresent(reception, shown, reader, moment);
    case 'wait':
      return stepTo(reader === null ? { ...reception, waiting: shown } : reception);
    case 'other':
      // One question at a time; what is scanned while a card lies there is the newer wish.
      if (reader !== null && present.other) return stepTo(reception);
      if (shown.holder) return stepTo({ ...reception, present: { ...present, other: { shown, reader } } });
      return doubt && reader !== null ? stepTo(reception) : askWhose(reception, present, shown, reader);
    case 'unsure':
      if (reader !== null && (doubt || present.other)) return stepTo(reception);
      return askWhose({ ...reception, ...tokenOf(shown) }, present, shown, reader);
  }
}

/** Looks again at everything that is at hand: after each event, because each may be what something was waiting for. */
export function lookAtHand(reception: Reception, moment: Moment): Step {
  const { teller, present, waiting } = reception;
  if (!teller || (present && present.teller.number !== teller.number)) return stepTo(reception);
  const scanned = waiting ? receive({ ...reception, waiting: null }, waiting, null, teller, moment) : stepTo(reception);
  return READERS.reduce((step, reader) => andThen(step, (next) => look(next, reader, teller, moment)), scanned);
}

function look(reception: Reception, reader: ReaderKind, teller: StaffActor, moment: Moment): Step {
  const reading = reception.readers[reader];
  if (reading.state !== 'lying') return stepTo(reception);
  switch (reading.handled) {
    case 'new':
      return receive(reception, reading.shown, reader, teller, moment);
    case 'left': {
      // Left lying by the citizen before: it says nobody's name and asks nothing; its own holder may come back to it.
      const mine = reception.present && whoseIs(reading.shown, reception.present) === 'same';
      return mine ? joinPresent(reception, reading.shown, reader, moment) : stepTo(reception);
    }
    case 'joined':
    case 'answered':
    case 'avoided':
      return stepTo(reception);
  }
}
