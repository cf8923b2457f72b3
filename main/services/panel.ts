import {
  DOCUMENT_TYPE_LABELS,
  INSURANCE_STATUS_LABELS,
  INSURANCE_TYPE_LABELS,
  PERSON_TYPE_LABELS,
} from '../central/wire/dictionary.ts';
import type { PersonPanel, Visit } from '../contract/visit.ts';
import { hallDate } from '../domain/calendar/hallTime.ts';
import { ageOn } from '../domain/identity/age.ts';
import { ethnicGroups } from '../domain/identity/ethnicGroup.ts';
import { maskIdNumber, maskName, maskPhone } from '../domain/identity/mask.ts';
import { sameName } from '../domain/identity/name.ts';
import type { PersonAlert } from '../domain/identity/person.ts';
import type { SocialSecurityCard } from '../domain/identity/socialSecurityCard.ts';
import { casesOfPerson } from '../store/cases.ts';
import { caseSummary } from './caseView.ts';
import type { Context } from './context.ts';
import { personForFacts, type KnownPerson } from './knownPerson.ts';
import type { LookUpState, PresentVisit } from './visits.ts';

type Fact = PersonPanel['facts'][number];
type Alert = PersonPanel['alerts'][number];

const FEN_PER_YUAN = 100;
/** Dictionary `psn_cert_type`: citizen ID card. */
const CITIZEN_ID = '01';
const labelIn = (table: Readonly<Record<string, string>>, code: string): string => table[code] ?? code;
const sexLabels: Readonly<Record<string, string>> = { '1': '男', '2': '女' };

/** Yuan with two digits from fen. */
function yuan(fen: number): string {
  const sign = fen < 0 ? '-' : '';
  const whole = Math.trunc(Math.abs(fen) / FEN_PER_YUAN);
  return `${sign}${whole}.${String(Math.abs(fen) % FEN_PER_YUAN).padStart(2, '0')}`;
}

/** The visit as the window shows it. */
export function shownVisit(context: Context, visit: PresentVisit): Visit {
  const { person, otherCard } = visit;
  return {
    visitId: visit.visitId,
    startedAt: visit.openedAt,
    card: visit.cardState,
    otherCard: otherCard && {
      maskedName: otherCard.name === undefined ? '（第三代卡）' : maskName(otherCard.name, 'list'),
      maskedNumber:
        otherCard.socialSecurityNumber === undefined
          ? otherCard.cardNumber
          : maskIdNumber(otherCard.socialSecurityNumber),
    },
    lookUp: visit.lookUp,
    person: person && panel(context, person, visit),
    cases: person ? listedCases(context, person) : [],
  };
}

function listedCases(context: Context, person: KnownPerson): Visit['cases'] {
  const open = (state: string): number => (state === 'completed' || state === 'abandoned' ? 1 : 0);
  return casesOfPerson(context.store.database, person.personId)
    .map((row) => caseSummary(context, row))
    .sort((one, other) => open(one.state) - open(other.state));
}

function panel(context: Context, person: KnownPerson, visit: PresentVisit): PersonPanel {
  const today = hallDate(context.clock().toISOString());
  const { central } = person;
  return {
    personId: person.personId,
    name: person.name,
    maskedIdNumber: maskIdNumber(person.idNumber),
    facts: facts(person, visit, today),
    insurances: (central?.person.insurances ?? []).map((row) => ({
      type: row.type,
      typeLabel: labelIn(INSURANCE_TYPE_LABELS, row.type),
      status: row.status,
      statusLabel: INSURANCE_STATUS_LABELS[row.status],
      personTypeLabel: labelIn(PERSON_TYPE_LABELS, row.personType),
      region: row.region,
      employer: row.employer ?? null,
      startedOn: row.startedOn ?? null,
      balance: row.balanceFen === undefined ? null : yuan(row.balanceFen),
    })),
    identityMarks: (central?.person.identityMarks ?? []).map(({ label, startsOn, endsOn }) => ({
      label,
      period: startsOn ? `${startsOn} 至 ${endsOn ?? '长期'}` : '',
    })),
    alerts: alerts(person, visit.card, visit.lookUp, today),
    centralAnswer: central && { at: central.at, reference: central.reference },
  };
}

/** Facts with their source: what card and central system both say is marked as said by both. */
function facts(person: KnownPerson, visit: PresentVisit, today: string): Fact[] {
  const card = visit.card;
  const fresh = visit.lookUp.state === 'found';
  const known = personForFacts(person);
  const list: Fact[] = [];
  const add = (key: Fact['key'], label: string, ofCard: string | undefined, ofCentral: string | undefined): void => {
    const value = ofCentral ?? ofCard;
    if (value === undefined || value === '') return;
    const central = fresh ? 'central' : 'counter';
    const source: Fact['source'] =
      ofCentral === undefined
        ? card
          ? 'card'
          : 'teller'
        : fresh && ofCard === ofCentral
          ? 'card-and-central'
          : central;
    list.push({ key, label, value, source });
  };
  const central = person.central?.person;
  const ageText = (bornOn: string | undefined): string | undefined => {
    const age = bornOn === undefined ? null : ageOn(bornOn, today);
    return age === null ? undefined : `${age} 岁`;
  };
  const ethnic = (code: string | undefined): string | undefined =>
    code === undefined ? undefined : labelIn(ethnicGroups, code);
  // The usual document needs no name of its own; any other one must be seen.
  const documentLabel =
    known.documentType === CITIZEN_ID ? '证件号码' : labelIn(DOCUMENT_TYPE_LABELS, known.documentType);
  add('name', '姓名', card?.name, central?.name);
  add(
    'idNumber',
    documentLabel,
    card?.socialSecurityNumber === undefined ? undefined : maskIdNumber(card.socialSecurityNumber),
    central && maskIdNumber(central.idNumber),
  );
  add('sex', '性别', labelOrNone(sexLabels, card?.sex), labelOrNone(sexLabels, central?.sex));
  add('age', '年龄', ageText(card?.bornOn), ageText(central?.bornOn));
  add('bornOn', '出生日期', card?.bornOn, central?.bornOn);
  add('ethnicGroup', '民族', ethnic(card?.ethnicGroup), ethnic(central?.ethnicGroup));
  add('phone', '联系电话', undefined, central?.phone === undefined ? undefined : maskPhone(central.phone));
  add('personNumber', '人员编号', undefined, central?.personNumber);
  add('cardNumber', '社保卡号', card?.cardNumber, undefined);
  add('cardGeneration', '卡版本', card ? `第${'一二三'.charAt(card.generation - 1)}代` : undefined, undefined);
  add('cardExpiresOn', '卡有效期至', card?.expiresOn, undefined);
  const agent = central?.agent;
  add('agent', '代办人', undefined, agent && `${agent.name}（${agent.relation}）`);
  return list;
}

function labelOrNone(table: Readonly<Record<string, string>>, code: string | undefined): string | undefined {
  return code === undefined ? undefined : table[code];
}

function alerts(person: KnownPerson, card: SocialSecurityCard | null, lookUp: LookUpState, today: string): Alert[] {
  const list: Alert[] = (person.central?.person.alerts ?? []).map(centralAlert);
  const expired = list.some(({ kind }) => kind === 'card-expired');
  if (!expired && card?.expiresOn !== undefined && card.expiresOn < today) {
    list.push(centralAlert({ kind: 'card-expired', on: card.expiresOn }));
  }
  const central = person.central?.person;
  if (central && card?.name !== undefined && !sameName(card.name, central.name)) {
    list.push({
      kind: 'name-differs',
      level: 'warning',
      title: '卡上姓名与中心系统不一致',
      detail: '请核对身份证件，确认是同一人后再办理。',
    });
  }
  if (person.central && lookUp.state !== 'found' && lookUp.state !== 'looking') {
    list.push({
      kind: 'data-old',
      level: 'warning',
      title: '显示的是本机以前的记录',
      detail: `中心系统暂未答复，参保信息截至 ${hallDate(person.central.at)}。`,
    });
  }
  return list;
}

function centralAlert(alert: PersonAlert): Alert {
  switch (alert.kind) {
    case 'benefit-locked':
      return {
        kind: alert.kind,
        level: 'error',
        title: '医保待遇已封锁',
        detail: `${alert.reason}${alert.since ? `，自 ${alert.since}` : ''}。`,
      };
    case 'arrears':
      return { kind: alert.kind, level: 'warning', title: `欠费 ${alert.months} 个月`, detail: '请提醒群众补缴。' };
    case 'card-lost':
      return {
        kind: alert.kind,
        level: 'error',
        title: '此卡已挂失',
        detail: `${alert.since ? `自 ${alert.since}，` : ''}请核对持卡人身份证件。`,
      };
    case 'card-expired':
      return {
        kind: alert.kind,
        level: 'warning',
        title: '社保卡已过有效期',
        detail: `有效期至 ${alert.on}，请提醒换卡。`,
      };
  }
}
