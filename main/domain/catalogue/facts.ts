import { printedDay } from '../calendar/printedDate.ts';
import { inWords, sexes } from '../identity/dictionary.ts';
import type { CentralPerson, Insurance } from '../identity/person.ts';
import { sinceInWords } from '../benefit/lock.ts';
import { readable } from '../identity/told.ts';
import { yuanText } from '../money/fen.ts';
import { regionInWords } from '../region/regions.ts';
import { ageOf, applicantKind, householdBy, residentCategory } from './applicant.ts';

/**
 * Facts a field may be filled from, a result may show and a message may carry, with the Chinese name of where each
 * comes from as the teller sees it, as long as {@link CaseFacts.origins} does not say otherwise.
 */
export const factOrigins = {
  'person.number': '参保档案',
  'person.documentType': '参保档案',
  'person.idNumber': '参保档案',
  'person.name': '参保档案',
  'person.sex': '参保档案',
  'person.ethnicGroup': '参保档案',
  'person.bornOn': '参保档案',
  'person.phone': '参保档案',
  'person.address': '参保档案',
  'insurance.type': '参保信息',
  'insurance.region': '参保信息',
  'insurance.employer': '参保信息',
  'insurance.personType': '参保信息',
  'insurance.balance': '个人账户',
  'agent.name': '参保档案代办人',
  'agent.idNumber': '参保档案代办人',
  'agent.phone': '参保档案代办人',
  'agent.relation': '参保档案代办人',
  'applicant.kind': '按年龄预选',
  'applicant.category': '参保信息或年龄',
  'applicant.household': '证件种类',
  'benefit.state': '待遇状态',
  'benefit.after': '本事项',
  'benefit.since': '待遇状态',
  today: '当天日期',
} as const satisfies Record<string, string>;

/** Name of a fact. */
export type FactName = keyof typeof factOrigins;

/** What is known when a form is filled or a transaction completed. */
export interface CaseFacts {
  /** Absent when the central system was not reached or does not know the person. */
  readonly person?: CentralPerson;
  /** The row chosen for the item, never simply the first one: see `insurancesFor`. */
  readonly insurance?: Insurance;
  /** Who acts, where whoever stands there says it and not the age. */
  readonly applicant?: 'agent';
  /** Where a fact is from that is not from where it usually is: of a person known by their documents alone. */
  readonly origins?: Partial<Record<FactName, string>>;
  /** Whether the citizen's benefits are locked, what they are to become, and since when: hall date or UTC instant. */
  readonly benefit?: BenefitFacts;
  /** Hall date. */
  readonly today: string;
}

/** What is known of somebody's benefits, in the codes of the dictionary `insuTrtStatus`: 0 locked, 1 normal; empty where nobody said. */
export interface BenefitFacts {
  readonly state: '0' | '1' | '';
  readonly after: '0' | '1';
  readonly since: string;
}

/** True for a name in {@link factOrigins}. */
export function isFactName(name: string): name is FactName {
  return Object.hasOwn(factOrigins, name);
}

const readers: Record<FactName, (facts: CaseFacts) => string | undefined> = {
  'person.number': ({ person }) => person?.personNumber,
  'person.documentType': ({ person }) => person?.documentType,
  'person.idNumber': ({ person }) => person?.idNumber,
  'person.name': ({ person }) => person?.name,
  'person.sex': ({ person }) => readable(person?.sex),
  'person.ethnicGroup': ({ person }) => readable(person?.ethnicGroup),
  'person.bornOn': ({ person }) => readable(person?.bornOn),
  'person.phone': ({ person }) => readable(person?.phone),
  'person.address': ({ person }) => readable(person?.address),
  'insurance.type': ({ insurance }) => insurance?.type,
  'insurance.region': ({ insurance }) => readable(insurance?.region),
  'insurance.employer': ({ insurance }) => readable(insurance?.employer),
  'insurance.personType': ({ insurance }) => insurance?.personType,
  'insurance.balance': ({ insurance }) => {
    const fen = readable(insurance?.balanceFen);
    return fen === undefined ? undefined : yuanText(fen);
  },
  'agent.name': ({ person }) => readable(person?.agent?.name),
  'agent.idNumber': ({ person }) => person?.agent?.idNumber,
  'agent.phone': ({ person }) => readable(person?.agent?.phone),
  'agent.relation': ({ person }) => person?.agent?.relation,
  'applicant.kind': (facts) => facts.applicant ?? applicantKind(ageOf(facts)),
  'applicant.category': (facts) => facts.insurance?.personType ?? residentCategory(ageOf(facts)),
  'applicant.household': ({ person }) => person && householdBy(person.documentType),
  'benefit.state': ({ benefit }) => benefit?.state,
  'benefit.after': ({ benefit }) => benefit?.after,
  'benefit.since': ({ benefit }) => benefit?.since,
  today: ({ today }) => today,
};

const benefitState = (code: string): string => (code === '0' ? '已封锁' : '正常');

/** Facts whose value is not what a person reads. */
const words: Partial<Record<FactName, (value: string) => string>> = {
  'person.sex': (value) => inWords(sexes, value),
  'person.bornOn': printedDay,
  'insurance.region': regionInWords,
  'benefit.state': benefitState,
  'benefit.after': benefitState,
  'benefit.since': sinceInWords,
  today: printedDay,
};

/** Where a fact comes from, in Chinese. */
export function factOrigin(facts: CaseFacts, name: FactName): string {
  return facts.origins?.[name] ?? factOrigins[name];
}

/** The value of a fact, or an empty text when it is not known or could not be read: nothing is ever made up. */
export function factValue(facts: CaseFacts, name: FactName): string {
  return readers[name](facts) ?? '';
}

/** The value of a fact as a person reads it, on the screen and on paper. */
export function factInWords(facts: CaseFacts, name: FactName): string {
  const value = factValue(facts, name);
  return value === '' ? '' : (words[name]?.(value) ?? value);
}
