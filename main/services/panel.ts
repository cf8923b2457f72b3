import type { PersonPanel, Visit } from '../contract/visit.ts';
import { hallDate } from '../domain/calendar/hallTime.ts';
import { insuranceStatusInWords, insuranceTitle, inWords, personTypes } from '../domain/identity/dictionary.ts';
import { maskIdNumber, maskName } from '../domain/identity/mask.ts';
import type { IdentityMark } from '../domain/identity/person.ts';
import { readable, toldText } from '../domain/identity/told.ts';
import { yuanText } from '../domain/money/fen.ts';
import { casesOfPerson } from '../store/cases.ts';
import { caseSummary } from './caseView.ts';
import type { Context } from './context.ts';
import type { KnownPerson } from './knownPerson.ts';
import { shownAlerts } from './panelAlerts.ts';
import { shownFacts } from './panelFacts.ts';
import type { PresentVisit } from './visit/presentVisit.ts';
import type { Presented } from './visit/presented.ts';

/** The visit as the window shows it. */
export function shownVisit(context: Context, visit: PresentVisit): Visit {
  const { person, other, lookUp } = visit;
  return {
    visitId: visit.visitId,
    startedAt: visit.openedAt,
    openedBy: visit.openedBy,
    card: visit.cardState,
    otherCard: other && shownOther(other),
    lookUp,
    advice: person || lookUp.state === 'looking' ? '' : adviceFor(visit),
    openCase: visit.openCase,
    photo: visit.photo && `data:image/bmp;base64,${Buffer.from(visit.photo).toString('base64')}`,
    person: person && panel(context, person, visit),
    cases: person ? listedCases(context, person) : [],
  };
}

function shownOther(other: Presented): NonNullable<Visit['otherCard']> {
  if (other.kind === 'id-card') {
    const { name, number } = other.document;
    return { kind: 'id-card', maskedName: maskName(name, 'list'), maskedNumber: maskIdNumber(number) };
  }
  const { name, socialSecurityNumber, cardNumber } = other.card;
  return {
    kind: 'card',
    maskedName: name === undefined ? '（第三代卡）' : maskName(name, 'list'),
    maskedNumber: socialSecurityNumber === undefined ? cardNumber : maskIdNumber(socialSecurityNumber),
  };
}

/** What else the teller can try to learn who it is. */
function adviceFor({ card, credential }: PresentVisit): string {
  if (card?.withheld.some(({ reason }) => reason === 'needs-psam')) {
    return '第三代社保卡的姓名和号码要经 PSAM 才能读出：请群众刷身份证或出示医保码，也可输入证件号码；装有厂家读卡库的，请信息股改用厂家读卡库。';
  }
  if (credential?.kind === 'e-credential') {
    return '请群众刷新医保码后再扫一次；也可刷身份证、插社保卡或输入证件号码。';
  }
  return '请群众刷身份证、插社保卡或出示医保码，也可输入证件号码。';
}

function listedCases(context: Context, person: KnownPerson): Visit['cases'] {
  const open = (state: string): number => (state === 'completed' || state === 'abandoned' ? 1 : 0);
  return casesOfPerson(context.store.database, person.personId)
    .map((row) => caseSummary(context, row))
    .sort((one, other) => open(one.state) - open(other.state));
}

function panel(context: Context, person: KnownPerson, visit: PresentVisit): PersonPanel {
  const today = hallDate(context.clock.wall().toISOString());
  const { central } = person;
  return {
    personId: person.personId,
    name: person.name,
    maskedIdNumber: maskIdNumber(person.idNumber),
    facts: shownFacts(person, visit, today),
    insurances: (central?.person.insurances ?? []).map((row) => ({
      type: row.type,
      typeLabel: insuranceTitle(row.type),
      status: row.status,
      statusLabel: insuranceStatusInWords(row),
      personTypeLabel: inWords(personTypes, row.personType),
      region: row.region === undefined ? '' : toldText(row.region),
      employer: row.employer === undefined ? null : toldText(row.employer),
      startedOn: row.startedOn === undefined ? null : toldText(row.startedOn),
      balance: row.balanceFen === undefined ? null : toldText(row.balanceFen, (fen) => `${yuanText(fen)} 元`),
    })),
    identityMarks: (central?.person.identityMarks ?? []).map((mark) => ({
      label: mark.label,
      period: periodText(mark, today),
    })),
    alerts: shownAlerts(person, visit, today),
    centralAnswer: central && { at: central.at, reference: central.reference },
  };
}

/** From when to when a mark holds: an end that is past is said, one that could not be read is not taken for none. */
function periodText({ startsOn, endsOn }: IdentityMark, today: string): string {
  if (startsOn === undefined && endsOn === undefined) return '';
  const end = endsOn === undefined ? '长期' : toldText(endsOn);
  const over = (readable(endsOn) ?? today) < today ? '（已到期）' : '';
  return `${startsOn === undefined ? '' : `${toldText(startsOn)} `}至 ${end}${over}`;
}
