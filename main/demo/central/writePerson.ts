import { insuranceStatusCode } from '../../central/wire/dictionary.ts';
import { parseEthnicGroup, unpaddedEthnicGroup } from '../../domain/identity/ethnicGroup.ts';
import type { CentralPerson, PersonAlert } from '../../domain/identity/person.ts';
import { readable, type Told } from '../../domain/identity/told.ts';
import { yuanText } from '../../domain/money/fen.ts';

/** A told value as the platform would send it: as it is, what could not be read as it came, absent as an empty text. */
function sent(value: Told<string> | undefined): string {
  return typeof value === 'object' ? value.unreadable : (value ?? '');
}

type AlertKind = PersonAlert['kind'];
type AlertOf<Kind extends AlertKind> = Extract<PersonAlert, { readonly kind: Kind }>;
type Written = Readonly<Record<string, string | number>>;

/** In which field of the extension an unclear word stood. */
const unclearFields = {
  'benefit-state': 'insuTrtStatus',
  arrears: 'arrearsMonths',
  'card-state': 'cardStas',
  'card-end': 'cardEndDate',
} as const satisfies Record<AlertOf<'unclear'>['about'], string>;

const alertWriters: { readonly [Kind in AlertKind]: (alert: AlertOf<Kind>) => Written } = {
  'benefit-locked': ({ reason, since }) => ({
    insuTrtStatus: '0',
    insuTrtLockRea: reason,
    insuTrtLockDate: sent(since),
  }),
  arrears: ({ months }) => ({ arrearsMonths: months }),
  'card-lost': ({ since }) => ({ cardStas: '1', cardLostDate: sent(since) }),
  'card-expired': ({ on }) => ({ cardEndDate: on }),
  unclear: ({ about, said }) => ({ [unclearFields[about]]: said }),
};

function writeAlert<Kind extends AlertKind>(kind: Kind, alert: AlertOf<Kind>): Written {
  return alertWriters[kind](alert);
}

function writeExtension({ phone, address, alerts, agent }: CentralPerson): Readonly<Record<string, string | number>> {
  const extension: Record<string, string | number> = { insuTrtStatus: '1', tel: sent(phone), addr: sent(address) };
  for (const alert of alerts) Object.assign(extension, writeAlert(alert.kind, alert));
  if (agent === undefined) return extension;
  const { name, idNumber, relation, phone: tel } = agent;
  return {
    ...extension,
    agnter_name: sent(name),
    agnter_certno: idNumber,
    agnter_rlts: relation,
    agnter_tel: sent(tel),
  };
}

/** The dictionary's unpadded code of a group. */
function writeEthnicGroup(group: CentralPerson['ethnicGroup']): string {
  const code = parseEthnicGroup(readable(group) ?? '');
  return code === null ? sent(group) : unpaddedEthnicGroup(code);
}

function writeBalance(balance: Told<number> | undefined): string {
  if (typeof balance === 'object') return balance.unreadable;
  return balance === undefined ? '' : yuanText(balance);
}

/** The output of 1101 about a person, as the stand-in answers with it; the way back of `readPerson`. */
export function writePerson(person: CentralPerson): Record<string, unknown> {
  const at = (time: string, date: Told<string> | undefined): string =>
    readable(date) === undefined ? sent(date) : `${sent(date)} ${time}`;
  return {
    baseinfo: {
      psn_no: person.personNumber,
      psn_cert_type: person.documentType,
      certno: person.idNumber,
      psn_name: person.name,
      gend: sent(person.sex),
      naty: writeEthnicGroup(person.ethnicGroup),
      brdy: sent(person.bornOn),
      exp_content: JSON.stringify(writeExtension(person)),
    },
    insuinfo: person.insurances.map((row) => ({
      balc: writeBalance(row.balanceFen),
      insutype: row.type,
      psn_type: row.personType,
      psn_insu_stas: insuranceStatusCode(row.status, row.statusCode),
      psn_insu_date: sent(row.startedOn),
      paus_insu_date: sent(row.pausedOn),
      insuplc_admdvs: sent(row.region),
      emp_name: sent(row.employer),
    })),
    idetinfo: person.identityMarks.map((mark) => ({
      psn_idet_type: mark.code,
      begntime: at('00:00:00', mark.startsOn),
      endtime: at('23:59:59', mark.endsOn),
    })),
  };
}
