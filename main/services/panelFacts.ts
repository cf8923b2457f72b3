import type { PersonPanel } from '../contract/visit.ts';
import { ageOn } from '../domain/identity/age.ts';
import { agentRelations, inWords, sexes } from '../domain/identity/dictionary.ts';
import { documentTypeLabel } from '../domain/identity/documentTypes.ts';
import { ethnicGroups } from '../domain/identity/ethnicGroup.ts';
import { maskIdNumber, maskPhone } from '../domain/identity/mask.ts';
import { writtenName } from '../domain/identity/name.ts';
import { readable, toldText, type Told } from '../domain/identity/told.ts';
import type { KnownPerson } from '../domain/visit/knownPerson.ts';
import type { Visit } from '../domain/visit/visit.ts';
import { DOCUMENT_NAMES } from './panelAlerts.ts';
import { personForFacts } from './visit/known.ts';

type Fact = PersonPanel['facts'][number];

/** In words, when it is there; what could not be read stays so. */
const maybe = <Value extends string>(
  value: Told<Value> | undefined,
  shown: (value: Value) => string | undefined = String,
): Told<string> | undefined => {
  const read = readable(value);
  return read === undefined ? value : shown(read);
};

/** One value in the words of each who may say it. */
interface Said {
  readonly card?: string | undefined;
  readonly document?: string | undefined;
  readonly central?: Told<string> | undefined;
}

/**
 * The value to show and where it is from: the central system's word first, and whether a card says the same. A word of the
 * central system that nobody could read stands beside what a card says, or alone.
 */
function factOf(key: Fact['key'], label: string, said: Said, fresh: boolean): Fact[] {
  const { card, document } = said;
  const central = readable(said.central);
  const value = central ?? document ?? card ?? '';
  const source = sourceOf({ card, document, central }, fresh);
  if (typeof said.central !== 'object') return value === '' ? [] : [{ key, label, value, source }];
  const doubt = toldText(said.central);
  return value === ''
    ? [{ key, label, value: doubt, source: fresh ? 'central' : 'counter' }]
    : [{ key, label, value: `${value}（中心系统给出的${doubt}）`, source }];
}

function sourceOf({ card, document, central }: Record<keyof Said, string | undefined>, fresh: boolean): Fact['source'] {
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
  const all = (
    read: (one: NonNullable<typeof card | typeof document | typeof central>) => Told<string> | undefined,
  ): Said => ({
    card: readable(card ? read(card) : undefined),
    document: readable(document ? read(document) : undefined),
    central: central && read(central),
  });
  const ageText = (bornOn: Told<string> | undefined): string | undefined => {
    const date = readable(bornOn);
    const age = date === undefined ? null : ageOn(date, today);
    return age === null ? undefined : `${age} 岁`;
  };
  const number = {
    card: readable(maybe(card?.socialSecurityNumber, maskIdNumber)),
    document: readable(maybe(document?.number, maskIdNumber)),
    central: maybe(central?.idNumber, maskIdNumber),
  };
  const rows: readonly (readonly [Fact['key'], string, Said])[] = [
    [
      'name',
      '姓名',
      {
        ...all(({ name }) => maybe(name, writtenName)),
        ...(central?.nameProblem === undefined ? {} : { central: undefined }),
      },
    ],
    ['idNumber', documentTypeLabel(known.documentType), number],
    [
      'sex',
      '性别',
      all(({ sex }) => (sex === '0' || sex === '9' ? undefined : maybe(sex, (code) => inWords(sexes, code)))),
    ],
    ['age', '年龄', all(({ bornOn }) => ageText(bornOn))],
    ['bornOn', '出生日期', all(({ bornOn }) => maybe(bornOn))],
    ['ethnicGroup', '民族', all(({ ethnicGroup }) => maybe(ethnicGroup, (code) => inWords(ethnicGroups, code)))],
    ['address', '住址', { document: document?.appendedAddress ?? document?.address }],
    [
      'documentValidTo',
      `${document ? DOCUMENT_NAMES[document.kind] : '证件'}有效期至`,
      {
        document: document?.validTo && toldText(document.validTo, (end) => (end === 'long-term' ? '长期' : end)),
      },
    ],
    ['phone', '联系电话', { central: maybe(central?.phone, maskPhone) }],
    ['personNumber', '人员编号', { central: central?.personNumber }],
    ['cardNumber', '社保卡号', { card: card?.cardNumber }],
    ['cardGeneration', '卡版本', { card: card ? `第${'一二三'.charAt(card.generation - 1)}代` : undefined }],
    ['cardExpiresOn', '卡有效期至', { card: card?.expiresOn }],
    [
      'agent',
      '代办人',
      {
        central:
          central?.agent &&
          `${writtenName(toldText(central.agent.name))}（${inWords(agentRelations, central.agent.relation)}）`,
      },
    ],
  ];
  const fresh = visit.lookUp.state === 'found';
  return rows.flatMap(([key, label, said]) => factOf(key, label, said, fresh));
}
