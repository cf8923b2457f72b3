import type { z } from 'zod';
import { ageOf, applicantKind } from '../../domain/catalogue/applicant.ts';
import { canonicalDocument, type DocumentId } from '../../domain/identity/documentTypes.ts';
import { identityDocumentSchema } from '../../domain/identity/identityDocumentSchema.ts';
import type { CentralPerson } from '../../domain/identity/person.ts';
import { personIdOf } from '../../domain/identity/personId.ts';
import { centralPersonSchema } from '../../domain/identity/personSchema.ts';
import { socialSecurityCardSchema } from '../../domain/identity/socialSecurityCardSchema.ts';
import { readStoredText } from '../../domain/stored.ts';
import { DOCUMENT_TYPES } from '../../domain/visit/arrival.ts';
import type { CaseFacts } from '../../domain/catalogue/facts.ts';
import type { KnownPerson } from '../../domain/visit/knownPerson.ts';
import type { PresentAgent } from '../../domain/visit/visit.ts';
import { cardsOf } from '../../store/cards.ts';
import { findPerson, findPersonByCard, type PersonRow } from '../../store/people.ts';
import type { Context } from '../context.ts';

/** A stored person, the JSON columns read back. What cannot be read is not known: it is asked or read again. */
export function knownPerson(row: PersonRow, cards: KnownPerson['cards'] = []): KnownPerson {
  const central = stored(centralPersonSchema, row.central);
  return {
    personId: row.personId,
    idNumber: row.idNumber,
    name: row.name,
    card: stored(socialSecurityCardSchema, row.card),
    document: stored(identityDocumentSchema, row.document),
    cards,
    central:
      central === null || row.centralAt === null
        ? null
        : { person: central, at: row.centralAt, reference: row.centralReference ?? '' },
  };
}

function stored<Schema extends z.ZodType>(schema: Schema, text: string | null): z.infer<Schema> | null {
  const read = text === null ? null : readStoredText(schema, text);
  return read?.ok ? read.value : null;
}

/** Everybody this counter has recorded. */
export interface KnownPeople {
  /** Id of whoever has this document, met or not; expects it in its one form. */
  idOf(document: DocumentId): string;
  find(personId: string): KnownPerson | null;
  /** Who showed this card last. */
  findByCard(cardNumber: string): KnownPerson | null;
}

/** The people of the store. */
export function knownPeople({ store, hashText }: Pick<Context, 'store' | 'hashText'>): KnownPeople {
  const read = (row: PersonRow | undefined): KnownPerson | null =>
    row ? knownPerson(row, cardsOf(store.read, row.personId).cards) : null;
  return {
    idOf: (document) => personIdOf(document, hashText),
    find: (personId) => read(findPerson(store.read, personId)),
    findByCard: (cardNumber) => read(findPersonByCard(store.read, cardNumber)),
  };
}

/**
 * Facts for a form, with whoever stands there and acts for the citizen in place of the agent on record. An adult whose agent
 * stands there does not act in person; with a minor it may be the guardian, which the age says.
 */
export function withAgent(facts: CaseFacts, agent: PresentAgent | null): CaseFacts {
  if (!facts.person || !agent) return facts;
  const { name, idNumber } = agent;
  const onRecord = facts.person.agent;
  const same = onRecord?.idNumber === idNumber ? onRecord : { relation: '' };
  const shown = '代办人出示的证件';
  const forAdult = applicantKind(ageOf(facts)) === 'self';
  return {
    ...facts,
    ...(forAdult ? { applicant: 'agent' as const } : {}),
    person: { ...facts.person, agent: { ...same, name, idNumber } },
    origins: {
      ...facts.origins,
      'agent.name': shown,
      'agent.idNumber': shown,
      ...(forAdult ? { 'applicant.kind': shown } : {}),
    },
  };
}

/** The document a known person goes by. */
export function documentOfPerson(person: KnownPerson): DocumentId {
  const type = person.central?.person.documentType ?? DOCUMENT_TYPES[person.document?.kind ?? 'citizen'];
  return canonicalDocument(type, person.idNumber);
}

/**
 * What is known about the person for forms and messages. Without the central system's word card and ID card must do: what they
 * do not say stays empty.
 */
export function personForFacts(person: KnownPerson): CentralPerson {
  return factsOfPerson(person).person;
}

const CARD = '社会保障卡';
const DOCUMENT = '身份证件';

interface Facts {
  readonly person: CentralPerson;
  readonly origins: FactOrigins;
}

/** As {@link personForFacts}, and where a fact is from that is not the central system's. */
export function factsOfPerson(person: KnownPerson): Facts {
  const { document, central } = person;
  const address = document?.appendedAddress ?? document?.address;
  const living = address === undefined ? {} : { address };
  if (!central) return factsOfDocuments(person, living);
  const known = central.person;
  if (known.address !== undefined) return { person: known, origins: {} };
  return { person: { ...known, ...living }, origins: { 'person.address': DOCUMENT } };
}

/** What card and ID card say by themselves, the card first. */
function factsOfDocuments(person: KnownPerson, living: Pick<CentralPerson, 'address'>): Facts {
  const { card, document } = person;
  const byCard = (value: unknown): string => (value === undefined ? DOCUMENT : CARD);
  return {
    person: {
      personNumber: '',
      documentType: documentOfPerson(person).documentType,
      idNumber: person.idNumber,
      name: person.name,
      sex: '0',
      ...saidBy(document),
      ...saidBy(card),
      ...living,
      insurances: [],
      identityMarks: [],
      alerts: [],
    },
    origins: {
      'person.documentType': DOCUMENT,
      'person.idNumber': byCard(card?.socialSecurityNumber),
      'person.name': byCard(card?.name),
      'person.sex': byCard(card?.sex),
      'person.ethnicGroup': byCard(card?.ethnicGroup),
      'person.bornOn': byCard(card?.bornOn),
      'person.address': DOCUMENT,
    },
  };
}

/** What a card or a document says of its holder; a member it says nothing of is absent. */
function saidBy(
  read: KnownPerson['card' | 'document'],
): Partial<Pick<CentralPerson, 'sex' | 'ethnicGroup' | 'bornOn'>> {
  if (!read) return {};
  const { sex, ethnicGroup, bornOn } = read;
  return {
    ...(sex === undefined ? {} : { sex }),
    ...(ethnicGroup === undefined ? {} : { ethnicGroup }),
    ...(bornOn === undefined ? {} : { bornOn }),
  };
}

type FactOrigins = NonNullable<CaseFacts['origins']>;
