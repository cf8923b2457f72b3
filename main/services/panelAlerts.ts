import type { PersonPanel } from '../contract/visit.ts';
import { hallDate } from '../domain/calendar/hallTime.ts';
import type { HeldCard } from '../domain/card/card.ts';
import type { IdentityDocument, IdentityDocumentKind } from '../domain/identity/identityDocument.ts';
import { shownAlert } from '../domain/identity/alerts.ts';
import { sameName } from '../domain/identity/name.ts';
import { readable } from '../domain/identity/told.ts';
import type { CentralPerson, PersonAlert } from '../domain/identity/person.ts';
import type { KnownPerson } from '../domain/visit/knownPerson.ts';
import type { Visit } from '../domain/visit/visit.ts';

type Alert = PersonPanel['alerts'][number];

/** What each kind of document is called on the screen. */
export const DOCUMENT_NAMES = {
  citizen: '身份证',
  'hmt-resident': '居住证',
  'foreigner-2017': '永久居留身份证',
  'foreigner-2023': '永久居留身份证',
} as const satisfies Record<IdentityDocumentKind, string>;

/** What the teller must see first: the central system's alerts, then what the cards at the counter give cause for. */
export function shownAlerts(
  person: KnownPerson,
  { card, document }: Visit,
  today: string,
  cards: readonly HeldCard[] = person.cards,
): Alert[] {
  const central = person.central?.person;
  const byEmployer = central?.insurances.some(({ employer }) => employer !== undefined) ?? false;
  const told = [...alertsOf(central, cards), ...expiryOfCard(card, central, today)];
  return [
    ...told.map((alert) => shownAlert(alert.kind, alert, byEmployer)),
    ...nameAlerts(card, central),
    ...documentAlerts(document, central, today),
    ...unconfirmedCard(card, person),
    ...endedCard(card, cards),
  ];
}

/** What the central system tells, with the loss of a card as it stands here: a report or a new card is known here first. */
function alertsOf(central: CentralPerson | undefined, cards: readonly HeldCard[]): PersonAlert[] {
  const told = central?.alerts ?? [];
  const newest = cards.findLast(({ state }) => state === 'active' || state === 'lost');
  if (!newest) return [...told];
  const others = told.filter(({ kind }) => kind !== 'card-lost');
  return newest.state === 'lost' ? [...others, { kind: 'card-lost', since: hallDate(newest.since) }] : others;
}

/** A card lies on the reader that ended when another one took its place. */
function endedCard(card: Visit['card'], cards: readonly HeldCard[]): Alert[] {
  const ended = card && cards.findLast(({ number }) => number === card.cardNumber);
  if (ended?.state !== 'ended') return [];
  return [
    {
      kind: 'card-ended',
      level: 'error',
      title: '这张社保卡已注销',
      detail: `自 ${hallDate(ended.since)} 起注销，请收回，并核对持卡人身份证件。`,
    },
  ];
}

/** What the card says of its own end, where the central system says nothing of it. */
function expiryOfCard(card: Visit['card'], central: CentralPerson | undefined, today: string): PersonAlert[] {
  if (central?.alerts.some(({ kind }) => kind === 'card-expired') === true) return [];
  const on = card?.expiresOn;
  return on !== undefined && on < today ? [{ kind: 'card-expired', on }] : [];
}

function nameAlerts(card: Visit['card'], central: CentralPerson | undefined): Alert[] {
  if (!central) return [];
  const faulty = central.nameProblem === undefined ? [] : [nameAlert(central.nameProblem)];
  if (card?.name === undefined || sameName(card.name, central.name)) return faulty;
  return [
    ...faulty,
    {
      kind: 'name-differs',
      level: 'warning',
      title: '卡上姓名与中心系统不一致',
      detail: '请核对身份证件，确认是同一人后再办理。',
    },
  ];
}

/** A card that names nobody, and that was never this citizen's by the central system's word. */
function unconfirmedCard(card: Visit['card'], person: KnownPerson): Alert[] {
  if (!card || card.socialSecurityNumber !== undefined) return [];
  if (person.card?.cardIdentifier === card.cardIdentifier) return [];
  return [
    {
      kind: 'card-unconfirmed',
      level: 'warning',
      title: '社保卡没有读出持卡人',
      detail: '当前身份不是从这张卡得到的，请核对卡面姓名与证件是同一人。',
    },
  ];
}

const nameProblems = {
  empty: '没有给出姓名',
  faulty: '给出的姓名里有不能识别的字符',
  'too-long': '给出的姓名过长',
} as const satisfies Record<NonNullable<CentralPerson['nameProblem']>, string>;

function nameAlert(problem: keyof typeof nameProblems): Alert {
  return {
    kind: 'name-faulty',
    level: 'warning',
    title: `中心系统${nameProblems[problem]}`,
    detail: '显示、打印和上报的姓名取自证件，请核对；并请信息股转告中心系统更正。',
  };
}

function documentAlerts(document: IdentityDocument | null, central: CentralPerson | undefined, today: string): Alert[] {
  if (!document) return [];
  const list: Alert[] = [];
  const validTo = readable(document.validTo);
  if (validTo !== undefined && validTo !== 'long-term' && validTo < today) {
    list.push({
      kind: 'id-card-expired',
      level: 'warning',
      title: `${DOCUMENT_NAMES[document.kind]}已过有效期`,
      detail: `有效期至 ${validTo}，请核对其他有效证件，并提醒换证。`,
    });
  }
  if (typeof document.validTo === 'object') {
    list.push({
      kind: 'unclear',
      level: 'warning',
      title: `${DOCUMENT_NAMES[document.kind]}有效期无法识别`,
      detail: `证件给出的是“${document.validTo.unreadable}”，请核对证件上的有效期。`,
    });
  }
  // A foreigner's document may carry a Chinese and an English name; only the other kinds have one name to compare.
  const oneName = document.kind === 'citizen' || document.kind === 'hmt-resident';
  if (central && oneName && document.name !== '' && !sameName(document.name, central.name)) {
    list.push({
      kind: 'name-differs',
      level: 'warning',
      title: `${DOCUMENT_NAMES[document.kind]}姓名与中心系统不一致`,
      detail: '请核对证件照片与本人，确认是同一人后再办理。',
    });
  }
  return list;
}
