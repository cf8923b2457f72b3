import type { Credential } from '../../domain/identity/credential.ts';
import { canonicalNumber } from '../../domain/identity/canonicalNumber.ts';
import {
  CITIZEN_ID,
  documentTypeLabel,
  isDocumentType,
  readDocumentType,
  tellingDocument,
} from '../../domain/identity/documentTypes.ts';
import { readName, type NameProblem } from '../../domain/identity/name.ts';
import type { CentralPerson } from '../../domain/identity/person.ts';
import type { Result } from '../../domain/result.ts';

/** Who somebody is, as an answer says it. */
export type PersonIdentity = Pick<CentralPerson, 'personNumber' | 'documentType' | 'idNumber' | 'name' | 'nameProblem'>;

/** What of an answer says who it is about. */
export interface IdentityFields {
  readonly psn_no: string;
  readonly psn_cert_type: string;
  readonly certno: string;
  readonly psn_name: string;
}

/** `psn_no`, character 30. */
const PERSON_NUMBER = /^[0-9A-Za-z]{1,30}$/;
/** `certno`, character 50: figures, letters, and what officers' and foreigners' documents have beside them. */
const DOCUMENT_NUMBER = /^[\p{L}\p{N}()\-/]{1,50}$/u;

const refused = (message: string): { readonly ok: false; readonly message: string } => ({ ok: false, message });

function askedNumber(asked: Credential): string {
  return asked.kind === 'e-credential' ? '' : canonicalNumber(asked.idNumber ?? '');
}

function readNumber(certno: string, asked: Credential): Result<string, { readonly message: string }> {
  const expected = askedNumber(asked);
  const given = canonicalNumber(certno);
  if (given === '')
    return expected === '' ? refused('中心系统没有给出证件号码，没有采用这次答复') : { ok: true, value: expected };
  if (!DOCUMENT_NUMBER.test(given)) return refused('中心系统给出的证件号码无法识别，没有采用这次答复');
  if (expected !== '' && given !== expected) return refused('中心系统答复的不是所查的人（证件号码不同），没有采用');
  return { ok: true, value: given };
}

/** Codes that say of no document what it is: a card or "other" in the place of the document behind it. */
const VAGUE = new Set(['90', '99']);

/**
 * The type of the document the answer is about. Where the number itself says what it belongs to, the code is only kept. Else a
 * code that is missing, vague or in no dictionary does not contradict the document that was shown, and another document's does.
 */
function readType(code: string, number: string, asked: Credential): Result<string, { readonly message: string }> {
  const given = readDocumentType(code);
  if (tellingDocument(number)) return { ok: true, value: given };
  const shown = asked.kind === 'id-number' ? (asked.documentType ?? CITIZEN_ID) : given;
  if (given === shown || !isDocumentType(given) || VAGUE.has(given)) return { ok: true, value: shown };
  return refused(
    `中心系统登记的证件是${documentTypeLabel(given)}，不是所查的${documentTypeLabel(shown)}，没有采用；请核对证件种类后再查`,
  );
}

/** In place of a name that is none the one on the document that was shown stands, with the reason. */
function nameOf(
  text: string,
  asked: Credential,
): Result<Pick<PersonIdentity, 'name' | 'nameProblem'>, { readonly message: string }> {
  const given = readName(text);
  if (given.ok) return { ok: true, value: { name: given.value } };
  const shown = readName(asked.kind === 'e-credential' ? '' : (asked.name ?? ''));
  if (shown.ok) return { ok: true, value: { name: shown.value, nameProblem: given.code } };
  return refused(`中心系统${nameFaults[given.code]}，没有采用这次答复。请刷身份证后再查一次`);
}

const nameFaults = {
  empty: '没有给出姓名',
  faulty: '给出的姓名里有不能识别的字符',
  'too-long': '给出的姓名过长',
} as const satisfies Record<NameProblem, string>;

/**
 * Who an answer is about, or why it cannot be taken over. It must be about who was asked for. The system sometimes gives no name
 * or one that is none: then the name on the document that was shown stands, and the answer keeps the reason.
 */
export function identityOf(
  { psn_no, psn_cert_type, certno, psn_name }: IdentityFields,
  asked: Credential,
): Result<PersonIdentity, { readonly message: string }> {
  if (!PERSON_NUMBER.test(psn_no)) return refused('中心系统给出的人员编号无法识别，没有采用这次答复');
  const number = readNumber(certno, asked);
  if (!number.ok) return number;
  const name = nameOf(psn_name, asked);
  if (!name.ok) return name;
  const documentType = readType(psn_cert_type, number.value, asked);
  if (!documentType.ok) return documentType;
  const found = { personNumber: psn_no, documentType: documentType.value, idNumber: number.value };
  return { ok: true, value: { ...found, ...name.value } };
}
