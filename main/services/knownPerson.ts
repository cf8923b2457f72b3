import type { IdentityDocument } from '../domain/identity/identityDocument.ts';
import { identityDocumentSchema } from '../domain/identity/identityDocumentSchema.ts';
import type { CentralPerson } from '../domain/identity/person.ts';
import { centralPersonSchema } from '../domain/identity/personSchema.ts';
import type { SocialSecurityCard } from '../domain/identity/socialSecurityCard.ts';
import { socialSecurityCardSchema } from '../domain/identity/socialSecurityCardSchema.ts';
import type { PersonRow } from '../store/people.ts';
import { DOCUMENT_TYPES } from './visit/presented.ts';

/** A person as this counter knows them, with the latest word of card, ID card and central system. */
export interface KnownPerson {
  readonly personId: string;
  readonly idNumber: string;
  readonly name: string;
  readonly card: SocialSecurityCard | null;
  readonly document: IdentityDocument | null;
  readonly central: { readonly person: CentralPerson; readonly at: string; readonly reference: string } | null;
}

const json = (text: string): unknown => JSON.parse(text) as unknown;

/** A stored person, its JSON columns read back. */
export function knownPerson(row: PersonRow): KnownPerson {
  return {
    personId: row.personId,
    idNumber: row.idNumber,
    name: row.name,
    card: row.card === null ? null : socialSecurityCardSchema.parse(json(row.card)),
    document: row.document === null ? null : identityDocumentSchema.parse(json(row.document)),
    central:
      row.central === null || row.centralAt === null
        ? null
        : {
            person: centralPersonSchema.parse(json(row.central)),
            at: row.centralAt,
            reference: row.centralReference ?? '',
          },
  };
}

/**
 * What is known about the person for forms and messages. Without the central system's word card and ID card must do:
 * what they do not say stays empty.
 */
export function personForFacts(person: KnownPerson): CentralPerson {
  if (person.central) return person.central.person;
  const { card, document } = person;
  const sex = card?.sex ?? document?.sex;
  const ethnicGroup = card?.ethnicGroup ?? document?.ethnicGroup;
  const bornOn = card?.bornOn ?? document?.bornOn;
  const address = document?.appendedAddress ?? document?.address;
  return {
    personNumber: '',
    documentType: DOCUMENT_TYPES[document?.kind ?? 'citizen'],
    idNumber: person.idNumber,
    name: person.name,
    sex: sex ?? '0',
    ...(ethnicGroup === undefined ? {} : { ethnicGroup }),
    ...(bornOn === undefined ? {} : { bornOn }),
    ...(address === undefined ? {} : { address }),
    insurances: [],
    identityMarks: [],
    alerts: [],
  };
}
