import type { CentralPerson } from '../domain/identity/person.ts';
import { centralPersonSchema } from '../domain/identity/personSchema.ts';
import type { SocialSecurityCard } from '../domain/identity/socialSecurityCard.ts';
import { socialSecurityCardSchema } from '../domain/identity/socialSecurityCardSchema.ts';
import type { PersonRow } from '../store/people.ts';

/** A person as this counter knows them, with the latest word of card and central system. */
export interface KnownPerson {
  readonly personId: string;
  readonly idNumber: string;
  readonly name: string;
  readonly card: SocialSecurityCard | null;
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
 * What is known about the person for forms and messages. Without the central system's word the card must do: what the
 * card does not say stays empty.
 */
export function personForFacts(person: KnownPerson): CentralPerson {
  if (person.central) return person.central.person;
  const { card } = person;
  return {
    personNumber: '',
    documentType: '01',
    idNumber: person.idNumber,
    name: person.name,
    sex: card?.sex ?? '0',
    ...(card?.ethnicGroup === undefined ? {} : { ethnicGroup: card.ethnicGroup }),
    ...(card?.bornOn === undefined ? {} : { bornOn: card.bornOn }),
    insurances: [],
    identityMarks: [],
    alerts: [],
  };
}
