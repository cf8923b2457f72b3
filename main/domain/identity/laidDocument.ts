import { canonicalNumber } from './canonicalNumber.ts';
import type { IdentityDocument } from './identityDocument.ts';
import { readName } from './name.ts';
import type { SocialSecurityCard } from './socialSecurityCard.ts';

/**
 * What a social-security card said, with number and name in the form everything is compared, kept and sent in. A name with
 * characters no name has is withheld as `faulty`.
 */
export function canonicalCard(card: SocialSecurityCard): SocialSecurityCard {
  const { name, socialSecurityNumber, ...rest } = card;
  const read = name === undefined ? undefined : readName(name);
  return {
    ...rest,
    ...(socialSecurityNumber === undefined ? {} : { socialSecurityNumber: canonicalNumber(socialSecurityNumber) }),
    ...(read?.ok === true ? { name: read.value } : {}),
    withheld: read?.ok === false ? [...card.withheld, { field: 'name', reason: 'faulty' }] : card.withheld,
  };
}

/** What an ID card said, in the same forms; a name with characters no name has is empty. */
export function canonicalIdentityDocument(document: IdentityDocument): IdentityDocument {
  const { englishName, passNumber, ...rest } = document;
  const name = readName(document.name);
  const english = englishName === undefined ? undefined : readName(englishName);
  return {
    ...rest,
    name: name.ok ? name.value : '',
    number: canonicalNumber(document.number),
    ...(english?.ok === true ? { englishName: english.value } : {}),
    ...(passNumber === undefined ? {} : { passNumber: canonicalNumber(passNumber) }),
  };
}
