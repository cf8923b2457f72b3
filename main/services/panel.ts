import type { LiveValue } from '../contract/live.ts';
import type { PersonPanel, Visit as ShownVisit } from '../contract/visit.ts';
import { hallDate } from '../domain/calendar/hallTime.ts';
import { phases } from '../domain/case/phase.ts';
import { insuranceStatusInWords, insuranceTitle, inWords, personTypes } from '../domain/identity/dictionary.ts';
import { maskIdNumber, maskName } from '../domain/identity/mask.ts';
import { writtenName } from '../domain/identity/name.ts';
import type { IdentityMark } from '../domain/identity/person.ts';
import { readable, toldText } from '../domain/identity/told.ts';
import { yuanInWords } from '../domain/money/fen.ts';
import { regionInWords } from '../domain/region/regions.ts';
import { maskedHolder, READERS } from '../domain/visit/arrival.ts';
import type { KnownPerson } from '../domain/visit/knownPerson.ts';
import { parkedOf } from '../domain/visit/parking.ts';
import { identityState } from '../domain/visit/proof.ts';
import type { OtherPerson, PresentAgent, Reception, Visit } from '../domain/visit/visit.ts';
import { cardsOf } from '../store/cards.ts';
import { locksOf } from '../store/benefitLocks.ts';
import { casesOfPerson, casesOfVisit, findCaseRow } from '../store/cases.ts';
import { caseSummary } from './caseLists.ts';
import { shownIdentity } from './caseView.ts';
import { agentOftenAlerts } from './agentOften.ts';
import type { Context } from './context.ts';
import { lockAlerts, lockRows, withLocks } from './panelBenefits.ts';
import { shownAlerts } from './panelAlerts.ts';
import { shownFacts } from './panelFacts.ts';
import type { Session } from './sessions.ts';
import { photoName } from './visit/photo.ts';

/** The visit as the window shows it. */
export function shownVisit(context: Context, reception: Reception, visit: Visit): ShownVisit {
  const { person, other } = visit;
  const { doubt } = reception;
  const today = hallDate(context.clock.wall().toISOString());
  const identity = identityState(visit, today);
  return {
    visitId: visit.visitId,
    startedAt: visit.openedAt,
    openedBy: visit.openedBy,
    card: visit.cardState,
    other: other && shownOther(reception, other),
    asking: doubt?.shown.arrival.kind ?? null,
    ...shownLookUp(visit),
    identity: identity && shownIdentity(identity),
    agent: visit.agent && shownAgent(visit.agent),
    openCase: visit.openCase,
    photo: visit.photo && photoName(context, visit.photo),
    person: person && panel(context, person, visit),
    cases: person ? listedCases(context, person) : [],
  };
}

/** How far the central system has answered who it is, and what to do meanwhile. */
function shownLookUp(visit: Visit): Pick<ShownVisit, 'lookUp' | 'advice' | 'askedNumber'> {
  const { person, lookUp, question } = visit;
  const { state } = lookUp;
  if (state === 'looking')
    return { lookUp: { state, message: '' }, advice: '', askedNumber: numberIn(person, question) };
  const advice = person ? '' : adviceFor(visit);
  return { lookUp: { state, message: lookUp.message }, advice, askedNumber: numberIn(person, question) };
}

function numberIn(person: Visit['person'], question: Visit['question']): string | null {
  return !person && question?.credential.kind === 'id-number' ? question.credential.idNumber : null;
}

function shownAgent({ by, name, idNumber }: PresentAgent): NonNullable<ShownVisit['agent']> {
  return { kind: by, name, maskedIdNumber: maskIdNumber(idNumber) };
}

function shownOther(reception: Reception, { shown }: OtherPerson): NonNullable<ShownVisit['other']> {
  const { name, number } = maskedHolder(shown);
  return {
    kind: shown.arrival.kind,
    maskedName: name,
    maskedNumber: number,
    waiting: parkedOf(reception, shown.personId) !== undefined,
  };
}

/** Those who wait. Masked: the citizen at the counter sees the list as well. */
export function shownWaiting(context: Context, { parked }: Reception): LiveValue<'reception'>['waiting'] {
  return parked.map(({ visit, parkedAt }) => ({
    visitId: visit.visitId,
    maskedName: maskName(visit.person?.name ?? '', 'list'),
    items: openItems(context, visit.visitId),
    parkedAt,
  }));
}

/** The visit of another teller, as the one who is here now sees it: enough to know whether to take it over. */
export function shownUnfinished(
  context: Context,
  { present }: Reception,
  teller: Pick<Session, 'number'>,
): LiveValue<'reception'>['unfinished'] {
  if (!present || present.teller.number === teller.number) return null;
  return {
    visitId: present.visitId,
    tellerNumber: present.teller.number,
    tellerName: present.teller.name,
    startedAt: present.openedAt,
    maskedName: maskName(present.person?.name ?? '', 'list'),
    items: openItems(context, present.visitId),
  };
}

function openItems(context: Context, visitId: string): string[] {
  return casesOfVisit(context.store.read, visitId)
    .flatMap((caseId) => findCaseRow(context.store.read, caseId) ?? [])
    .filter(({ phase }) => !phases[phase].ended)
    .map((row) => caseSummary(context, row).itemName);
}

/** What lies on the readers and belongs to no visit. */
export function shownLeftBehind({ present, readers }: Reception): LiveValue<'reception'>['leftBehind'] {
  return READERS.flatMap((reader) => {
    const reading = readers[reader];
    if (reading.state !== 'lying') return [];
    const lies = reading.handled === 'left' || (present !== null && reading.handled === 'answered');
    return lies ? [{ reader, maskedName: maskName(reading.owner, 'list') }] : [];
  });
}

/** What else the teller can try to learn who it is. */
function adviceFor({ card, question }: Visit): string {
  if (card?.withheld.some(({ reason }) => reason === 'needs-psam')) {
    return '第三代社保卡的姓名和号码要经 PSAM 才能读出：请群众刷身份证或出示医保码，也可输入证件号码；装有厂家读卡库的，请信息股改用厂家读卡库。';
  }
  if (question?.by === 'e-credential') {
    return '请群众刷新医保码后再扫一次；也可刷身份证、插社保卡或输入证件号码。';
  }
  return '请群众刷身份证、插社保卡或出示医保码，也可输入证件号码。';
}

function listedCases(context: Context, person: KnownPerson): ShownVisit['cases'] {
  const rows = casesOfPerson(context.store.read, person.personId);
  return (
    rows
      // What was only looked at and came to nothing has no number: it was no case.
      .filter(({ phase, caseNumber }) => phase !== 'closed' || caseNumber !== null)
      .map((row) => caseSummary(context, row))
      .sort((one, other) => Number(phases[one.phase].ended) - Number(phases[other.phase].ended))
  );
}

function panel(context: Context, person: KnownPerson, visit: Visit): PersonPanel {
  const now = context.clock.wall().toISOString();
  const today = hallDate(now);
  const { central } = person;
  const locks = locksOf(context.store.read, person.personId);
  return {
    personId: person.personId,
    name: writtenName(person.name),
    maskedIdNumber: maskIdNumber(person.idNumber),
    facts: shownFacts(person, visit, today),
    insurances: (central?.person.insurances ?? []).map((row) => ({
      type: row.type,
      typeLabel: insuranceTitle(row.type),
      status: row.status,
      statusLabel: insuranceStatusInWords(row),
      personTypeLabel: inWords(personTypes, row.personType),
      region: row.region === undefined ? '' : toldText(row.region, regionInWords),
      employer: row.employer === undefined ? null : toldText(row.employer),
      startedOn: row.startedOn === undefined ? null : toldText(row.startedOn),
      endedOn: row.status === 'active' || row.pausedOn === undefined ? null : toldText(row.pausedOn),
      balance: row.balanceFen === undefined ? null : toldText(row.balanceFen, yuanInWords),
    })),
    identityMarks: (central?.person.identityMarks ?? []).map((mark) => ({
      label: mark.label,
      period: periodText(mark, today),
    })),
    alerts: [
      ...agentOftenAlerts(context, visit, now),
      ...lockAlerts(person, locks),
      ...shownAlerts(withLocks(person, locks), visit, today, cardsOf(context.store.read, person.personId).cards),
    ],
    locks: lockRows(locks),
    centralAnswer: central && { at: central.at, reference: central.reference },
  };
}

/** From when to when a mark holds: an end that is past is said, one that could not be read is not taken for none. */
function periodText({ startsOn, endsOn }: IdentityMark, today: string): string {
  if (startsOn === undefined && endsOn === undefined) return '';
  const end = endsOn === undefined ? '长期' : toldText(endsOn);
  const expired = (readable(endsOn) ?? today) < today ? '（已到期）' : '';
  return `${startsOn === undefined ? '' : `${toldText(startsOn)} `}至 ${end}${expired}`;
}
