import { ageOn } from '../identity/age.ts';
import { readDocumentType } from '../identity/documentTypes.ts';
import type { CentralPerson } from '../identity/person.ts';
import { readable } from '../identity/told.ts';

/**
 * Who can apply for an item, with the word for the screen and the value by which the field 申请方式 says it; null where the
 * item is for such applicants alone and nothing has to be chosen.
 */
export const applicantKinds = {
  person: { title: '本人', choice: 'self' },
  'legal-representative': { title: '监护人（法定代理人）', choice: 'guardian' },
  agent: { title: '委托代办人', choice: 'agent' },
  heir: { title: '继承人', choice: 'heir' },
  employer: { title: '用人单位', choice: 'employer' },
  institution: { title: '医药机构', choice: 'institution' },
} as const satisfies Record<string, { readonly title: string; readonly choice: string }>;

/** Age of full civil capacity (民法典 17). */
const ADULT = 18;
/** From this age on somebody who lives by their own work counts as an adult (民法典 18), which the counter cannot see. */
const MAY_WORK = 16;

/** Completed years of the person on the day; null when no readable birth date is known. */
export function ageOf({ person, today }: { readonly person?: CentralPerson; readonly today: string }): number | null {
  const bornOn = readable(person?.bornOn);
  return bornOn === undefined ? null : ageOn(bornOn, today);
}

/**
 * Who acts, as the values of the field 申请方式 name it: for a minor the guardian (民法典 19, 20, 27). Of whom no age is known,
 * nobody is preset.
 */
export function applicantKind(age: number | null): 'guardian' | 'self' | undefined {
  if (age === null) return undefined;
  return age < ADULT ? 'guardian' : 'self';
}

/** Why somebody of this age cannot act alone, in Chinese for the teller; null when they can, and when no age is known. */
export function actingAloneProblem(age: number | null): string | null {
  if (age === null || age >= MAY_WORK) return null;
  return `群众 ${age} 周岁，不能本人办理，请选择监护人办理或委托代办`;
}

/**
 * Dictionary `psn_type` of residents as far as the age alone says it: of a child of school age it does not say whether it goes
 * to school.
 */
export function residentCategory(age: number | null): string | undefined {
  if (age === null) return undefined;
  if (age >= 60) return '16';
  if (age >= ADULT) return '15';
  return age < 1 ? '1401' : age < 6 ? '1402' : undefined;
}

const households: Readonly<Record<string, string>> = { '01': 'local', '17': 'hmt-residence-permit' };

/** Where somebody is registered or lives, as far as the document says it. */
export function householdBy(documentType: string): string | undefined {
  return households[readDocumentType(documentType)];
}
