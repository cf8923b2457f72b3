import { DOCUMENT_TYPE_LABELS } from '../central/wire/dictionary.ts';
import type { PersonPanel } from '../contract/visit.ts';
import { ageOn } from '../domain/identity/age.ts';
import { ethnicGroups } from '../domain/identity/ethnicGroup.ts';
import { maskIdNumber, maskPhone } from '../domain/identity/mask.ts';
import { DOCUMENT_NAMES } from './panelAlerts.ts';
import type { KnownPerson } from '../domain/visit/knownPerson.ts';
import { personForFacts } from './visit/known.ts';
import type { Visit } from '../domain/visit/visit.ts';

type Fact = PersonPanel['facts'][number];

/** Dictionary `psn_cert_type`: citizen ID card. */
const CITIZEN_ID = '01';
const sexLabels: Readonly<Record<string, string>> = { '1': '男', '2': '女' };
const labelIn = (table: Readonly<Record<string, string>>, code: string): string => table[code] ?? code;
const maybe = (value: string | undefined, shown: (value: string) => string | undefined): string | undefined =>
  value === undefined ? undefined : shown(value);

/** One value in the words of each who may say it. */
interface Said {
  readonly card?: string | undefined;
  readonly document?: string | undefined;
  readonly central?: string | undefined;
}

/** The value to show and where it is from: the central system's word first, and whether a card says the same. */
function factOf(key: Fact['key'], label: string, said: Said, fresh: boolean): Fact[] {
  const { card, document, central } = said;
  const value = central ?? document ?? card;
  if (value === undefined || value === '') return [];
  return [{ key, label, value, source: sourceOf(said, fresh) }];
}

function sourceOf({ card, document, central }: Said, fresh: boolean): Fact['source'] {
  if (central === undefined) return document === undefined ? 'card' : 'id-card';
  if (!fresh) return 'counter';
  if (card === central) return 'card-and-central';
  return document === central ? 'id-card-and-central' : 'central';
}

/** Facts with their source: what a card and the central system both say is marked as said by both. */
export function shownFacts(person: KnownPerson, visit: Visit, today: string): Fact[] {
  const { card, document } = visit;
  const central = person.central?.person;
  const known = personForFacts(person);
  // The usual document needs no name of its own; any other one must be seen.
  const numberLabel =
    known.documentType === CITIZEN_ID ? '证件号码' : labelIn(DOCUMENT_TYPE_LABELS, known.documentType);
  const all = (
    read: (one: NonNullable<typeof card | typeof document | typeof central>) => string | undefined,
  ): Said => ({
    card: card ? read(card) : undefined,
    document: document ? read(document) : undefined,
    central: central && read(central),
  });
  const ageText = (bornOn: string): string | undefined => {
    const age = ageOn(bornOn, today);
    return age === null ? undefined : `${age} 岁`;
  };
  const number = {
    card: maybe(card?.socialSecurityNumber, maskIdNumber),
    document: maybe(document?.number, maskIdNumber),
    central: maybe(central?.idNumber, maskIdNumber),
  };
  const rows: readonly (readonly [Fact['key'], string, Said])[] = [
    ['name', '姓名', all(({ name }) => name)],
    ['idNumber', numberLabel, number],
    ['sex', '性别', all(({ sex }) => maybe(sex, (code) => sexLabels[code]))],
    ['age', '年龄', all(({ bornOn }) => maybe(bornOn, ageText))],
    ['bornOn', '出生日期', all(({ bornOn }) => bornOn)],
    ['ethnicGroup', '民族', all(({ ethnicGroup }) => maybe(ethnicGroup, (code) => labelIn(ethnicGroups, code)))],
    ['address', '住址', { document: document?.appendedAddress ?? document?.address }],
    [
      'documentValidTo',
      `${document ? DOCUMENT_NAMES[document.kind] : '证件'}有效期至`,
      { document: maybe(document?.validTo, (end) => (end === 'long-term' ? '长期' : end)) },
    ],
    ['phone', '联系电话', { central: maybe(central?.phone, maskPhone) }],
    ['personNumber', '人员编号', { central: central?.personNumber }],
    ['cardNumber', '社保卡号', { card: card?.cardNumber }],
    ['cardGeneration', '卡版本', { card: card ? `第${'一二三'.charAt(card.generation - 1)}代` : undefined }],
    ['cardExpiresOn', '卡有效期至', { card: card?.expiresOn }],
    ['agent', '代办人', { central: central?.agent && `${central.agent.name}（${central.agent.relation}）` }],
  ];
  const fresh = visit.lookUp.state === 'found';
  return rows.flatMap(([key, label, said]) => factOf(key, label, said, fresh));
}
