import { ok } from '../result.ts';
import type { Result } from '../result.ts';
import { canonicalNumber } from './canonicalNumber.ts';
import { idNumberKind, parseIdNumber } from './idNumber.ts';
import type { IdNumberKind, NumberRules } from './idNumber.ts';
import { tidyNumber } from './numberSpelling.ts';

/** How the numbers of one type of document are built. */
type NumberRule =
  /** 18 characters with a check character, of one kind of holder; `also`: another layout that is still valid. */
  | { readonly layout: 'checked'; readonly of: IdNumberKind; readonly also?: RegExp }
  | { readonly layout: 'pattern'; readonly pattern: RegExp };

interface DocumentType {
  /** As the dictionary names it. */
  readonly title: string;
  /** Of what the number is made, in Chinese; shown beside the field and in a refusal. Absent: not to be chosen at the counter. */
  readonly form?: string;
  readonly number?: NumberRule;
}

/** Old permits of foreign permanent residents: nothing else is built of three letters and twelve digits. */
const OLD_FOREIGN_PERMIT = /^[A-Z]{3}\d{12}$/;

/**
 * Types of identity documents by dictionary code `psn_cert_type` (医保信息业务编码标准). Layouts of the numbers: GB 11643 and 港澳台居民居住证申领发放办法 (01, 17); announcements of the exit and entry administration on passes and
 * passports (04–08, 16; both the nine- and the eleven-character pass, the card of 2023 and the one before of residents);
 * 国家卫生健康委 on birth certificates. Where no layout is published only length and characters are held.
 */
export const documentTypes = {
  '01': {
    title: '居民身份证（户口簿）',
    form: '18 位，末位可以是 X',
    number: { layout: 'checked', of: 'citizen' },
  },
  '17': {
    title: '港澳台居民居住证',
    form: '18 位，以 81、82、83 开头',
    number: { layout: 'checked', of: 'hong-kong-macao-taiwan' },
  },
  '04': {
    title: '香港特区护照/港澳居民来往内地通行证',
    form: 'H 加 8 位或 10 位数字；护照为 H、K 开头加 7 至 8 位数字',
    number: { layout: 'pattern', pattern: /^(?:H\d{8}(?:\d{2})?|[HK][A-Z]?\d{7,8})$/ },
  },
  '05': {
    title: '澳门特区护照/港澳居民来往内地通行证',
    form: 'M 加 8 位或 10 位数字；护照为 MA、MB 等加 7 位数字',
    number: { layout: 'pattern', pattern: /^(?:M\d{8}(?:\d{2})?|M[A-Z]\d{7})$/ },
  },
  '06': {
    title: '台湾居民来往大陆通行证',
    form: '8 位数字；旧证为 10 位数字加字母，或 T、L 加 8 位数字',
    number: { layout: 'pattern', pattern: /^(?:\d{8}|\d{10}[A-Z]{0,2}|T\d{8}(?:\d{2})?|L\d{8})$/ },
  },
  '07': {
    title: '外国人永久居留证',
    form: '18 位，以 9 开头；旧证为 3 个字母加 12 位数字',
    number: { layout: 'checked', of: 'foreign-permanent-resident', also: OLD_FOREIGN_PERMIT },
  },
  '08': {
    title: '外国人护照',
    form: '5 至 12 位字母和数字',
    number: { layout: 'pattern', pattern: /^(?=.*\d)[A-Z\d]{5,12}$/ },
  },
  '16': {
    title: '中国护照',
    form: '9 位，如 E 加 8 位数字',
    number: { layout: 'pattern', pattern: /^(?:[DEGPS]\d{8}|[DEPS][A-Z]\d{7}|1[45]\d{7})$/ },
  },
  '02': {
    title: '中国人民解放军军官证',
    form: '4 至 20 位，如 军字第1234567号',
    number: { layout: 'pattern', pattern: /^(?=.*\d)[\p{Script=Han}A-Z\d]{4,20}$/u },
  },
  '03': {
    title: '中国人民武装警察警官证',
    form: '4 至 20 位，如 武字第1234567号',
    number: { layout: 'pattern', pattern: /^(?=.*\d)[\p{Script=Han}A-Z\d]{4,20}$/u },
  },
  '990201': {
    title: '出生医学证明',
    form: '1 个字母加 9 位数字',
    number: { layout: 'pattern', pattern: /^[A-Z]\d{9}$/ },
  },
  '99': {
    title: '其他身份证件',
    form: '3 至 30 位字母、数字和汉字',
    number: { layout: 'pattern', pattern: /^(?=.*\d)[\p{Script=Han}A-Z\d]{3,30}$/u },
  },
  '09': { title: '残疾人证' },
  '10': { title: '军烈属证明' },
  '11': { title: '外国人就业证' },
  '12': { title: '外国专家证' },
  '13': { title: '外国人常驻记者证' },
  '14': { title: '台港澳人员就业证' },
  '15': { title: '回国（来华）定居专家证' },
  '90': { title: '社会保障卡' },
  '990102': { title: '扶贫人口编码' },
} as const satisfies Record<string, DocumentType>;

/** Dictionary code of a type of document that is known here. */
export type DocumentTypeCode = keyof typeof documentTypes;

/** A document that can be chosen when a citizen gives their number. */
export type ChoosableDocumentType = {
  [Code in DocumentTypeCode]: (typeof documentTypes)[Code] extends { readonly form: string } ? Code : never;
}[DocumentTypeCode];

/** The document nearly everybody has. */
export const CITIZEN_ID = '01' satisfies DocumentTypeCode;

/** Whether a code is in the dictionary. */
export function isDocumentType(code: string): code is DocumentTypeCode {
  return Object.hasOwn(documentTypes, code);
}

/** The types a teller can choose, the usual ones first. (An object puts keys like `17` before keys like `01`.) */
export const choosableDocumentTypes = [
  '01',
  '17',
  '04',
  '05',
  '06',
  '07',
  '08',
  '16',
  '02',
  '03',
  '990201',
  '99',
] as const satisfies readonly ChoosableDocumentType[];

/** A dictionary code as it is kept: two digits where the platform left the leading zero out; any other text as it came. */
export function readDocumentType(code: string): string {
  const trimmed = code.normalize('NFKC').replace(/\s/g, '');
  const padded = /^\d$/.test(trimmed) ? `0${trimmed}` : trimmed;
  return isDocumentType(padded) ? padded : trimmed;
}

/**
 * What the number is called on the screen: the citizen's ID card needs no name of its own, a code that is missing or in no
 * dictionary is shown as an other document with that code and never gets the meaning of another.
 */
export function documentTypeLabel(code: string): string {
  const known = readDocumentType(code);
  if (known === '') return '证件号码（种类未注明）';
  if (known === CITIZEN_ID) return '证件号码';
  return isDocumentType(known) ? documentTypes[known].title : `其他证件（${known}）`;
}

/** An identity document: what a person's own id is derived from. */
export interface DocumentId {
  /** Dictionary code; as it came where the dictionary has no such code. */
  readonly documentType: string;
  /** In the form of {@link canonicalNumber}. */
  readonly number: string;
}

const typeOfKind = {
  citizen: '01',
  'hong-kong-macao-taiwan': '17',
  'foreign-permanent-resident': '07',
} as const satisfies Record<IdNumberKind, DocumentTypeCode>;

/**
 * The document in its one form, so that one person has one whoever names it. A number with a valid check character says itself
 * what it belongs to, whatever type it was sent under (a card, an empty code, 其他).
 */
export function canonicalDocument(documentType: string, number: string): DocumentId {
  const canonical = canonicalNumber(number);
  return tellingDocument(canonical) ?? { documentType: readDocumentType(documentType), number: canonical };
}

/**
 * The document of a number that says itself what it belongs to, whoever named it (a card gives no type); null for every other
 * number. Expects the form of {@link canonicalNumber}.
 */
export function tellingDocument(canonical: string): DocumentId | null {
  const kind = idNumberKind(canonical);
  if (kind !== null) return { documentType: typeOfKind[kind], number: canonical };
  return OLD_FOREIGN_PERMIT.test(canonical) ? { documentType: '07', number: canonical } : null;
}

/** Why a number is not taken for the chosen type of document, in Chinese for the teller. */
export interface NumberRefusal {
  readonly message: string;
}

/**
 * Checks a number against the chosen type of document, in whatever form it was written. Under 居民身份证 the 18-character number
 * of a residence permit is taken too and the answer says of which type it is: such a number can mean nothing else.
 */
export function checkDocument(
  documentType: ChoosableDocumentType,
  text: string,
  rules: NumberRules,
): Result<DocumentId, NumberRefusal> {
  const { number, form, title }: Required<DocumentType> = documentTypes[documentType];
  const tidy = tidyNumber(text);
  if (number.layout === 'pattern') {
    return number.pattern.test(tidy) ? ok({ documentType, number: tidy }) : refused(`${title}的号码应为：${form}`);
  }
  if (number.also?.test(tidy) === true) return ok({ documentType, number: tidy });
  const parsed = parseIdNumber(tidy, rules);
  if (!parsed.ok) {
    const other = likelyType(tidy);
    const hint = other === undefined ? '' : `。如果是${documentTypes[other].title}，请在证件种类里选择`;
    return refused(documentType === CITIZEN_ID ? parsed.message + hint : `${parsed.message}。${title}：${form}`);
  }
  const type = typeOfKind[parsed.value.kind];
  if (documentType !== CITIZEN_ID && type !== documentType) return refused(`${title}的号码应为：${form}`);
  return ok({ documentType: type, number: parsed.value.value });
}

/** Layouts that hardly belong to anything else, for a word of advice; passports and old passes are too alike. */
const TELLING = ['04', '05', '07', '16'] as const;

function likelyType(tidy: string): ChoosableDocumentType | undefined {
  return TELLING.find((type) => {
    const { number } = documentTypes[type];
    return (number.layout === 'pattern' ? number.pattern : number.also).test(tidy);
  });
}

function refused(message: string): { readonly ok: false } & NumberRefusal {
  return { ok: false, message };
}
