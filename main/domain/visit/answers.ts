import { READERS, type ArrivalKind } from './arrival.ts';
import { andThen, avoid, record, stepTo, type Step } from './effect.ts';
import type { LookUpAnswer, Moment } from './event.ts';
import { withSeen, type CentralWord, type KnownPerson, type SeenPerson } from './knownPerson.ts';
import { joinPresent, withHandled } from './arriving.ts';
import { mergeIntoParked, parkedOf } from './parking.ts';
import { personOf, type Doubt, type Reception, type Visit } from './visit.ts';

type Found = Extract<LookUpAnswer, { ok: true }>;
type NotFound = Extract<LookUpAnswer, { ok: false }>;

/** Told to the teller when an answer is about another number than the question was. */
const WRONG_PERSON = '答复的证件号码与查询的不一致，未采用。';

/** An answer counts for the question with its ticket; what comes too late is dropped. */
export function receiveAnswer(reception: Reception, ticket: number, answer: LookUpAnswer, moment: Moment): Step {
  const { present, doubt } = reception;
  if (present?.lookUp.state === 'looking' && present.lookUp.ticket === ticket) {
    if (answer.ok && moment.avoids(present.teller, answer.personId)) return endAvoided(reception, present);
    return answer.ok ? learnWhoIsPresent(reception, present, answer) : goOnWithout(reception, present, answer);
  }
  if (present && doubt?.ticket === ticket) {
    return settleDoubt({ ...reception, doubt: null }, present, doubt, answer, moment);
  }
  return stepTo(reception);
}

/** The central system says that it is somebody whom this teller must not serve: what was begun ends, and nothing of them is kept. */
function endAvoided(reception: Reception, { visitId, teller, question, openedBy }: Visit): Step {
  const by = question?.by ?? openedBy;
  const ended = record({ kind: 'visit.ended', subject: visitId, actor: teller, payload: { reason: 'avoided' } });
  const lying = READERS.reduce((next, reader) => {
    const reading = next.readers[reader];
    return reading.state === 'lying' && reading.handled === 'joined' ? withHandled(next, reader, 'avoided') : next;
  }, reception);
  return andThen(stepTo({ ...lying, present: null, doubt: null, lastToken: null }, ended), (next) =>
    avoid(next, teller, by),
  );
}

function wordOf({ person, at, reference }: Found): CentralWord {
  return { person, at, reference };
}

function learnWhoIsPresent(reception: Reception, visit: Visit, answer: Found): Step {
  const expected = personOf(visit) ?? answer.personId;
  if (expected !== answer.personId) {
    // Never the data of one citizen in the visit of another, whoever mixed them up.
    return stepTo({ ...reception, present: { ...visit, lookUp: { state: 'broken', message: WRONG_PERSON } } });
  }
  const waiting = visit.person ? undefined : parkedOf(reception, answer.personId);
  const by = visit.question?.by ?? visit.openedBy;
  const merged = waiting ? mergeIntoParked(reception, visit, waiting, by) : stepTo(reception);
  return andThen(merged, (next) => (next.present ? recordAnswer(next, next.present, answer) : stepTo(next)));
}

function recordAnswer(reception: Reception, visit: Visit, answer: Found): Step {
  const { teller, question } = visit;
  const by = question?.by ?? visit.openedBy;
  const { personId, person } = answer;
  const name = person.name === '' ? (visit.person?.name ?? '') : person.name;
  // A card that names nobody is recorded as this person's on the central system's word about that very card.
  const card = question?.credential.kind === 'social-card' && question.personId === null ? visit.card : null;
  const seen: SeenPerson = { idNumber: person.idNumber, name, card, document: null, central: wordOf(answer) };
  const isNew = !visit.person || !visit.shownBy.includes(by);
  const present: Visit = {
    ...visit,
    person: withSeen(visit.person ?? answer.recorded, personId, seen),
    shownBy: visit.shownBy.includes(by) ? visit.shownBy : [...visit.shownBy, by],
    lookUp: { state: 'found', message: '' },
    question: question && {
      ...question,
      personId,
      credential:
        question.credential.kind === 'e-credential'
          ? { kind: 'id-number', idNumber: person.idNumber, name, documentType: person.documentType }
          : question.credential,
    },
  };
  return stepTo(
    { ...reception, present },
    record({ kind: 'person.seen', subject: personId, actor: teller, payload: seen }),
    ...(isNew
      ? [record({ kind: 'visit.identified', subject: visit.visitId, actor: teller, payload: { personId, by } })]
      : []),
  );
}

/** Without the central system the visit goes on with who it is presumed to be. */
function goOnWithout(reception: Reception, visit: Visit, answer: NotFound): Step {
  const lookUp = { state: answer.code, message: answer.message };
  const { question } = visit;
  const present = { ...visit, lookUp };
  // A token that was not answered may be shown again.
  const held = { ...reception, present, lastToken: null };
  const presumed = question?.presumed;
  if (visit.person || !presumed) return stepTo(held);
  const { personId } = presumed;
  const waiting = parkedOf(held, personId);
  if (waiting) {
    return andThen(mergeIntoParked(held, present, waiting, question.by), (next) =>
      next.present ? presume(next, next.present, presumed, question.by) : stepTo(next),
    );
  }
  return presume(held, present, presumed, question.by);
}

/** Goes on with whom the question was about: nobody can say more now. */
function presume(reception: Reception, visit: Visit, presumed: KnownPerson, by: ArrivalKind): Step {
  const { shownBy, visitId, teller } = visit;
  if (visit.person && shownBy.includes(by)) return stepTo(reception);
  const person = visit.person ?? presumed;
  return stepTo(
    { ...reception, present: { ...visit, person, shownBy: [...shownBy, by] } },
    record({
      kind: 'visit.identified',
      subject: visitId,
      actor: teller,
      payload: { personId: person.personId, by },
    }),
  );
}

/** The central system has said whose the thing is, or could not. */
function settleDoubt(reception: Reception, visit: Visit, doubt: Doubt, answer: LookUpAnswer, moment: Moment): Step {
  const { shown, reader } = doubt;
  const { arrival } = shown;
  if (!answer.ok) {
    if (arrival.kind === 'e-credential') {
      const serial = reception.nextTicket;
      return stepTo({
        ...reception,
        lastToken: null,
        nextTicket: serial + 1,
        notice: { serial, kind: 'not-recognised' },
      });
    }
    return stepTo({ ...reception, present: { ...visit, other: { shown, reader } } });
  }
  const { personId, person } = answer;
  if (moment.avoids(visit.teller, personId)) {
    return avoid(withHandled(reception, reader, 'avoided'), visit.teller, arrival.kind);
  }
  const news: SeenPerson = {
    idNumber: person.idNumber,
    name: person.name,
    card: arrival.kind === 'card' ? arrival.card : null,
    document: null,
    central: wordOf(answer),
  };
  const certain = { arrival, personId, holder: withSeen(answer.recorded, personId, news), news };
  if (personId === personOf(visit)) return joinPresent(reception, certain, reader, moment);
  return stepTo({ ...reception, present: { ...visit, other: { shown: certain, reader } } });
}
