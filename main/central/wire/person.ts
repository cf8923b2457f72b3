import { z } from 'zod';
import type { Credential } from '../../domain/identity/credential.ts';
import { identityMarks, inWords } from '../../domain/identity/dictionary.ts';
import { canonicalDocument, CITIZEN_ID } from '../../domain/identity/documentTypes.ts';
import type { CentralPerson, IdentityMark, Insurance } from '../../domain/identity/person.ts';
import { shownText } from '../plainText.ts';
import { readExtension } from './extension.ts';
import { ethnicGroupOf, insuranceStatusOf, sexOf } from './dictionary.ts';
import { identityOf } from './fitting.ts';
import { dateOf, endOf, fenOf, given, regionOf, textOf, toldOf, wireField, wireRows } from './values.ts';

/** Type and number of a document: a number that says itself what it belongs to is sent under that type. */
function documentFields(documentType: string, idNumber: string) {
  const { documentType: psn_cert_type, number: certno } = canonicalDocument(documentType, idNumber);
  return { psn_cert_type, certno };
}

/** Input of transaction 1101 (人员信息获取): the credential as the platform names it. Empty values are empty texts. */
export function personQuery(credential: Credential): { readonly data: Readonly<Record<string, string>> } {
  const empty = { card_sn: '', begntime: '', psn_cert_type: '', certno: '', psn_name: '' };
  switch (credential.kind) {
    case 'social-card': {
      const proof = { ...empty, mdtrt_cert_type: '03', mdtrt_cert_no: credential.cardNumber };
      const idNumber = credential.idNumber ?? '';
      const document = idNumber === '' ? {} : documentFields(CITIZEN_ID, idNumber);
      return { data: { ...proof, card_sn: credential.cardIdentifier, ...document } };
    }
    case 'id-number': {
      const proof = { ...empty, mdtrt_cert_type: '02', mdtrt_cert_no: credential.idNumber };
      const { idNumber, documentType = CITIZEN_ID, name = '' } = credential;
      return { data: { ...proof, ...documentFields(documentType, idNumber), psn_name: name } };
    }
    case 'e-credential':
      return { data: { ...empty, mdtrt_cert_type: '01', mdtrt_cert_no: credential.token } };
  }
}

/** The node `baseinfo`. */
const baseSchema = z.object({
  psn_no: wireField,
  psn_cert_type: wireField,
  certno: wireField,
  psn_name: wireField,
  gend: wireField,
  naty: wireField,
  brdy: wireField,
  exp_content: z.unknown().optional(),
});

const insuranceSchema = z.object({
  balc: wireField,
  insutype: wireField,
  psn_type: wireField,
  psn_insu_stas: wireField,
  psn_insu_date: wireField,
  paus_insu_date: wireField,
  insuplc_admdvs: wireField,
  emp_name: wireField,
});

const markSchema = z.object({ psn_idet_type: wireField, begntime: wireField, endtime: wireField });

const outputSchema = z.object({
  baseinfo: wireRows(baseSchema),
  insuinfo: wireRows(insuranceSchema),
  idetinfo: wireRows(markSchema),
});

/** Characters of a code as it is kept; a dictionary has at most twelve. */
const CODE_LENGTH = 20;

function readInsurance(row: z.infer<typeof insuranceSchema>): Insurance {
  const { status, statusCode } = insuranceStatusOf(row.psn_insu_stas);
  return {
    type: shownText(row.insutype, CODE_LENGTH),
    status,
    ...(statusCode === undefined ? {} : { statusCode: shownText(statusCode, CODE_LENGTH) }),
    personType: shownText(row.psn_type, CODE_LENGTH),
    ...given('region', regionOf(row.insuplc_admdvs)),
    ...given('employer', textOf(row.emp_name)),
    ...given('startedOn', dateOf(row.psn_insu_date)),
    ...given('pausedOn', dateOf(row.paus_insu_date)),
    ...given('balanceFen', fenOf(row.balc)),
  };
}

function readIdentityMark(row: z.infer<typeof markSchema>): IdentityMark {
  const code = shownText(row.psn_idet_type, CODE_LENGTH);
  return {
    code,
    label: inWords(identityMarks, code),
    ...given('startsOn', dateOf(row.begntime)),
    ...given('endsOn', endOf(row.endtime)),
  };
}

/** What the output of 1101 says: a person, nobody, or nothing that can be taken over, with the reason in Chinese. */
export type PersonReading =
  | { readonly kind: 'person'; readonly person: CentralPerson }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'broken'; readonly message: string };

/**
 * Reads the output of 1101 as the answer about `asked`; one about somebody else is broken. `today` (Chinese date) decides
 * whether the card has expired.
 */
export function readPerson(output: unknown, today: string, asked: Credential): PersonReading {
  // Nobody found is answered by some platforms with success and an empty output.
  if (output === null || output === undefined || output === '' || output === 'null') return { kind: 'nobody' };
  const parsed = outputSchema.safeParse(output);
  if (!parsed.success) return { kind: 'broken', message: '人员信息格式不符' };
  const { baseinfo, insuinfo, idetinfo } = parsed.data;
  const [base] = baseinfo;
  if (base === undefined || (base.psn_no === '' && base.certno === '')) return { kind: 'nobody' };
  if (baseinfo.length > 1) return { kind: 'broken', message: '中心系统的答复里有几个人，没有采用' };
  const identity = identityOf(base, asked);
  if (!identity.ok) return { kind: 'broken', message: identity.message };
  const { alerts, contact } = readExtension(base.exp_content, today);
  return {
    kind: 'person',
    person: {
      ...identity.value,
      sex: toldOf(base.gend, sexOf) ?? '0',
      ...given('ethnicGroup', toldOf(base.naty, ethnicGroupOf)),
      ...given('bornOn', dateOf(base.brdy)),
      ...contact,
      insurances: insuinfo.map(readInsurance),
      identityMarks: idetinfo.map(readIdentityMark),
      alerts,
    },
  };
}
