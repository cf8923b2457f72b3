import type { CentralPerson } from '../../../../main/domain/identity/person.ts';
import type { SocialSecurityCard } from '../../../../main/domain/identity/socialSecurityCard.ts';
import type { IdentityDocument } from '../../../../main/domain/identity/identityDocument.ts';
import type { StaffActor } from '../../../../main/domain/staff/actor.ts';
import type { ArrivalKind, Shown } from '../../../../main/domain/visit/arrival.ts';
import type { KnownPerson } from '../../../../main/domain/visit/knownPerson.ts';

/** Synthetic people, told apart by everything they carry. */
export const PEOPLE = ['甲', '乙', '丙', '丁'] as const;
/** One of them. */
export type Who = (typeof PEOPLE)[number];

const place = (who: Who): number => PEOPLE.indexOf(who);

/** Number of their ID card. */
export const numberOf = (who: Who): string => `99000019850312${String(place(who)).padStart(4, '0')}`;
/** Id of their record. */
export const idOf = (who: Who): string => `person-${place(who)}`;

/** Two tellers of one hall. */
export const WANG: StaffActor = { kind: 'person', number: '1001', name: '王小敏', role: 'teller' };
/** The other one. */
export const ZHAO: StaffActor = { kind: 'person', number: '1002', name: '赵宁', role: 'teller' };

/** Their card; of the third generation it names nobody. */
export function cardOf(who: Who, generation: 2 | 3 = 2): SocialSecurityCard {
  return {
    generation,
    specification: `${generation}.00`,
    cardIdentifier: `${generation}${place(who)}`.padStart(32, '0'),
    cardNumber: `Z${generation}${String(place(who)).padStart(7, '0')}`,
    ...(generation === 2 ? { socialSecurityNumber: numberOf(who), name: who } : {}),
    withheld: [],
    atr: '',
  };
}

/** Their ID card. */
export function documentOf(who: Who, more: Partial<IdentityDocument> = {}): IdentityDocument {
  return { kind: 'citizen', name: who, number: numberOf(who), ...more };
}

/** Their face. */
export const photoOf = (who: Who): Uint8Array => Uint8Array.of(place(who));

/** As the central system knows them. */
export function centralOf(who: Who, more: Partial<CentralPerson> = {}): CentralPerson {
  return {
    personNumber: `N${place(who)}`,
    documentType: '01',
    idNumber: numberOf(who),
    name: who,
    sex: '1',
    insurances: [],
    identityMarks: [],
    alerts: [],
    ...more,
  };
}

/** As this counter has recorded them before. */
export function recordedAs(who: Who, more: Partial<KnownPerson> = {}): KnownPerson {
  return {
    personId: idOf(who),
    idNumber: numberOf(who),
    name: who,
    card: null,
    document: null,
    central: null,
    cards: [],
    ...more,
  };
}

const seen = (who: Who) => ({ idNumber: numberOf(who), name: who, card: null, document: null, central: null });

/** What they show; `recorded` when they were at this counter before. */
export function showing(who: Who, how: ArrivalKind | 'nameless-card', recorded = false): Shown {
  const personId = idOf(who);
  const holder = recorded ? recordedAs(who) : null;
  switch (how) {
    case 'card': {
      const card = cardOf(who);
      const news = { ...seen(who), card };
      return { arrival: { kind: 'card', card }, personId, holder: { ...news, personId, cards: [] }, news };
    }
    case 'nameless-card': {
      const card = cardOf(who, 3);
      return { arrival: { kind: 'card', card }, personId: null, holder: holder && { ...holder, card }, news: null };
    }
    case 'id-card': {
      const document = documentOf(who);
      const news = { ...seen(who), document };
      const arrival = { kind: 'id-card', document, photo: photoOf(who) } as const;
      return { arrival, personId, holder: { ...news, personId, cards: [] }, news };
    }
    case 'id-number':
      return {
        arrival: { kind: 'id-number', document: { documentType: '01', number: numberOf(who) } },
        personId,
        holder,
        news: null,
      };
    case 'card-number': {
      const { cardNumber } = cardOf(who, 3);
      return { arrival: { kind: 'card-number', cardNumber }, personId: holder && personId, holder, news: null };
    }
    case 'e-credential':
      return {
        arrival: { kind: 'e-credential', token: `token-${idOf(who)}` },
        personId: null,
        holder: null,
        news: null,
      };
    case 'slip': {
      const arrival = { kind: 'slip', caseId: `case-${idOf(who)}` } as const;
      return { arrival, personId, holder: recordedAs(who), news: null };
    }
  }
}
