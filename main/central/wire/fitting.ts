import type { Credential } from '../../domain/identity/credential.ts';
import { parseIdNumber } from '../../domain/identity/idNumber.ts';
import type { CentralPerson } from '../../domain/identity/person.ts';
import type { Result } from '../../domain/result.ts';
import { isPlainText, withoutPadding } from '../plainText.ts';

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

function canonicalNumber(text: string): string {
  const tidy = text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  const parsed = parseIdNumber(tidy);
  return parsed.ok ? parsed.value.value : tidy;
}

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

/** A name in which something stands that is in no name must not be stored, printed or sent as one. */
function readName(
  text: string,
  asked: Credential,
): Result<Pick<PersonIdentity, 'name' | 'nameProblem'>, { readonly message: string }> {
  const name = withoutPadding(text);
  const problem = name === '' ? 'empty' : isPlainText(name) ? null : 'faulty';
  if (problem === null) return { ok: true, value: { name } };
  const shown = asked.kind === 'e-credential' ? '' : withoutPadding(asked.name ?? '');
  if (shown !== '' && isPlainText(shown)) return { ok: true, value: { name: shown, nameProblem: problem } };
  const why = problem === 'empty' ? '没有给出姓名' : '给出的姓名里有不能识别的字符';
  return refused(`中心系统${why}，没有采用这次答复。请刷身份证后再查一次`);
}

/**
 * Who an answer is about, or why it can not be taken over. It must be about who was asked for. The system sometimes gives no name
 * or one that is none: then the name on the document that was shown stands, and the answer keeps the reason.
 */
export function identityOf(
  { psn_no, psn_cert_type, certno, psn_name }: IdentityFields,
  asked: Credential,
): Result<PersonIdentity, { readonly message: string }> {
  if (!PERSON_NUMBER.test(psn_no)) return refused('中心系统给出的人员编号无法识别，没有采用这次答复');
  const number = readNumber(certno, asked);
  if (!number.ok) return number;
  const name = readName(psn_name, asked);
  if (!name.ok) return name;
  const documentType = psn_cert_type.length === 1 ? `0${psn_cert_type}` : psn_cert_type;
  return { ok: true, value: { personNumber: psn_no, documentType, idNumber: number.value, ...name.value } };
}
