import { z } from 'zod';
import type { CentralPerson, Insurance, InsuranceStatus, PersonAlert } from '../../domain/identity/person.ts';
import { readJson } from '../json.ts';
import type { Credential } from '../port.ts';
import { AGENT_RELATION_LABELS, codeOf, IDENTITY_MARK_LABELS, INSURANCE_STATUS_CODES, labelOf } from './dictionary.ts';
import { dateOf, ethnicGroupOf, fenOf, wireEthnicGroup, wireRows, wireText, yuanOf } from './values.ts';

/** Input of transaction 1101 (人员信息获取): the credential as the platform names it. Empty values are empty texts. */
export function personQuery(credential: Credential): { readonly data: Readonly<Record<string, string>> } {
  const empty = { card_sn: '', begntime: '', psn_cert_type: '', certno: '', psn_name: '' };
  switch (credential.kind) {
    case 'social-card': {
      const proof = { ...empty, mdtrt_cert_type: '03', mdtrt_cert_no: credential.cardNumber };
      const idNumber = credential.idNumber ?? '';
      const document = idNumber === '' ? {} : { psn_cert_type: '01', certno: idNumber };
      return { data: { ...proof, card_sn: credential.cardIdentifier, ...document } };
    }
    case 'id-number': {
      const proof = { ...empty, mdtrt_cert_type: '02', mdtrt_cert_no: credential.idNumber };
      const { idNumber: certno, documentType = '01', name = '' } = credential;
      return { data: { ...proof, psn_cert_type: documentType, certno, psn_name: name } };
    }
    case 'e-credential':
      return { data: { ...empty, mdtrt_cert_type: '01', mdtrt_cert_no: credential.token } };
  }
}

const baseSchema = z.object({
  psn_no: wireText,
  psn_cert_type: wireText,
  certno: wireText,
  psn_name: wireText,
  gend: wireText,
  naty: wireText,
  brdy: wireText,
  exp_content: z.unknown().optional(),
});

const insuranceSchema = z.object({
  balc: wireText,
  insutype: wireText,
  psn_type: wireText,
  psn_insu_stas: wireText,
  psn_insu_date: wireText,
  paus_insu_date: wireText,
  insuplc_admdvs: wireText,
  emp_name: wireText,
});

const identitySchema = z.object({ psn_idet_type: wireText, begntime: wireText, endtime: wireText });

const outputSchema = z.object({
  baseinfo: wireRows(baseSchema),
  insuinfo: wireRows(insuranceSchema),
  idetinfo: wireRows(identitySchema),
});

/**
 * What `exp_content` (字段扩展) carries, a JSON text. `insuTrtStatus` (0 封锁, 1 正常) is the platform's own name; the other
 * fields are this adapter's documented extension, to be mapped to the bureau's own when its vendor names them. All may be
 * absent: a platform without them simply raises no alert.
 */
const extensionSchema = z.object({
  insuTrtStatus: wireText,
  insuTrtLockRea: wireText,
  insuTrtLockDate: wireText,
  arrearsMonths: wireText,
  /** 0 or empty in use, 1 reported lost. */
  cardStas: wireText,
  cardLostDate: wireText,
  cardEndDate: wireText,
  tel: wireText,
  addr: wireText,
  agnter_name: wireText,
  agnter_certno: wireText,
  agnter_rlts: wireText,
  agnter_tel: wireText,
});

type Extension = z.infer<typeof extensionSchema>;

/** Reads `exp_content`, given as JSON text or already as an object; anything else counts as empty. */
function readExtension(content: unknown): Extension {
  const empty = extensionSchema.parse({});
  if (typeof content !== 'string') return extensionSchema.safeParse(content).data ?? empty;
  // A free-text field by the platform's definition: text that is not ours says nothing about the person.
  return extensionSchema.safeParse(readJson(content)).data ?? empty;
}

function readStatus(code: string): InsuranceStatus {
  const known: Readonly<Record<string, InsuranceStatus>> = INSURANCE_STATUS_CODES;
  // A code we do not know must not pass for insured.
  return Object.hasOwn(known, code) ? (known[code] ?? 'invalid') : 'invalid';
}

function readInsurance(row: z.infer<typeof insuranceSchema>): Insurance {
  const startedOn = dateOf(row.psn_insu_date);
  const pausedOn = dateOf(row.paus_insu_date);
  const balanceFen = fenOf(row.balc);
  return {
    type: row.insutype,
    status: readStatus(row.psn_insu_stas),
    personType: row.psn_type,
    region: row.insuplc_admdvs,
    ...(row.emp_name === '' ? {} : { employer: row.emp_name }),
    ...(startedOn === undefined ? {} : { startedOn }),
    ...(pausedOn === undefined ? {} : { pausedOn }),
    ...(balanceFen === undefined ? {} : { balanceFen }),
  };
}

function readIdentityMark(row: z.infer<typeof identitySchema>): CentralPerson['identityMarks'][number] {
  const startsOn = dateOf(row.begntime);
  const endsOn = dateOf(row.endtime);
  return {
    code: row.psn_idet_type,
    label: labelOf(IDENTITY_MARK_LABELS, row.psn_idet_type),
    ...(startsOn === undefined ? {} : { startsOn }),
    ...(endsOn === undefined ? {} : { endsOn }),
  };
}

function since(text: string): { readonly since?: string } {
  const date = dateOf(text);
  return date === undefined ? {} : { since: date };
}

function readAlerts(extension: Extension, today: string): PersonAlert[] {
  const alerts: PersonAlert[] = [];
  if (extension.insuTrtStatus === '0') {
    const reason = extension.insuTrtLockRea === '' ? '未注明原因' : extension.insuTrtLockRea;
    alerts.push({ kind: 'benefit-locked', reason, ...since(extension.insuTrtLockDate) });
  }
  const months = Number(extension.arrearsMonths);
  if (Number.isInteger(months) && months > 0) alerts.push({ kind: 'arrears', months });
  if (extension.cardStas === '1') alerts.push({ kind: 'card-lost', ...since(extension.cardLostDate) });
  const cardEnd = dateOf(extension.cardEndDate);
  if (cardEnd !== undefined && cardEnd < today) alerts.push({ kind: 'card-expired', on: cardEnd });
  return alerts;
}

function readAgent(extension: Extension): Pick<CentralPerson, 'agent'> {
  if (extension.agnter_name === '') return {};
  return {
    agent: {
      name: extension.agnter_name,
      idNumber: extension.agnter_certno,
      relation: labelOf(AGENT_RELATION_LABELS, extension.agnter_rlts),
      ...(extension.agnter_tel === '' ? {} : { phone: extension.agnter_tel }),
    },
  };
}

const SEXES: Readonly<Record<string, CentralPerson['sex']>> = { '0': '0', '1': '1', '2': '2', '9': '9' };

/** What the output of 1101 says: a person, nobody, or not the agreed form. */
export type PersonReading =
  | { readonly kind: 'person'; readonly person: CentralPerson }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'broken' };

/** Reads the output of 1101. `today` (Chinese date) decides whether the card has expired. */
export function readPerson(output: unknown, today: string): PersonReading {
  // Nobody found is answered by some platforms with success and an empty output.
  if (output === null || output === undefined || output === '' || output === 'null') return { kind: 'nobody' };
  const parsed = outputSchema.safeParse(output);
  if (!parsed.success) return { kind: 'broken' };
  const base = parsed.data.baseinfo[0];
  if (base === undefined || base.psn_no === '') return { kind: 'nobody' };
  const extension = readExtension(base.exp_content);
  const ethnicGroup = ethnicGroupOf(base.naty);
  const bornOn = dateOf(base.brdy);
  return {
    kind: 'person',
    person: {
      personNumber: base.psn_no,
      documentType: base.psn_cert_type,
      idNumber: base.certno,
      name: base.psn_name,
      sex: SEXES[base.gend] ?? '0',
      ...(ethnicGroup === undefined ? {} : { ethnicGroup }),
      ...(bornOn === undefined ? {} : { bornOn }),
      ...(extension.tel === '' ? {} : { phone: extension.tel }),
      ...(extension.addr === '' ? {} : { address: extension.addr }),
      insurances: parsed.data.insuinfo.map(readInsurance),
      identityMarks: parsed.data.idetinfo.map(readIdentityMark),
      alerts: readAlerts(extension, today),
      ...readAgent(extension),
    },
  };
}

function writeExtension(person: CentralPerson): Record<string, string | number> {
  const extension: Record<string, string | number> = {
    insuTrtStatus: '1',
    tel: person.phone ?? '',
    addr: person.address ?? '',
  };
  for (const alert of person.alerts) {
    switch (alert.kind) {
      case 'benefit-locked':
        Object.assign(extension, {
          insuTrtStatus: '0',
          insuTrtLockRea: alert.reason,
          insuTrtLockDate: alert.since ?? '',
        });
        break;
      case 'arrears':
        Object.assign(extension, { arrearsMonths: alert.months });
        break;
      case 'card-lost':
        Object.assign(extension, { cardStas: '1', cardLostDate: alert.since ?? '' });
        break;
      case 'card-expired':
        Object.assign(extension, { cardEndDate: alert.on });
        break;
    }
  }
  if (person.agent === undefined) return extension;
  const relation = codeOf(AGENT_RELATION_LABELS, person.agent.relation);
  const { name, idNumber, phone } = person.agent;
  return { ...extension, agnter_name: name, agnter_certno: idNumber, agnter_rlts: relation, agnter_tel: phone ?? '' };
}

/** Writes the output of 1101, the way back of {@link readPerson}; the stand-in of the central system answers with it. */
export function writePerson(person: CentralPerson): Record<string, unknown> {
  return {
    baseinfo: {
      psn_no: person.personNumber,
      psn_cert_type: person.documentType,
      certno: person.idNumber,
      psn_name: person.name,
      gend: person.sex,
      naty: wireEthnicGroup(person.ethnicGroup ?? ''),
      brdy: person.bornOn ?? '',
      exp_content: JSON.stringify(writeExtension(person)),
    },
    insuinfo: person.insurances.map((row) => ({
      balc: row.balanceFen === undefined ? '' : yuanOf(row.balanceFen),
      insutype: row.type,
      psn_type: row.personType,
      psn_insu_stas: codeOf(INSURANCE_STATUS_CODES, row.status),
      psn_insu_date: row.startedOn ?? '',
      paus_insu_date: row.pausedOn ?? '',
      insuplc_admdvs: row.region,
      emp_name: row.employer ?? '',
    })),
    idetinfo: person.identityMarks.map((mark) => ({
      psn_idet_type: mark.code,
      begntime: mark.startsOn === undefined ? '' : `${mark.startsOn} 00:00:00`,
      endtime: mark.endsOn === undefined ? '' : `${mark.endsOn} 23:59:59`,
    })),
  };
}
