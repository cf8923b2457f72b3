import { printedDay } from '../calendar/printedDate.ts';
import type { CaseFacts } from '../catalogue/facts.ts';
import { factInWords } from '../catalogue/facts.ts';
import { insuranceStatusInWords, insuranceTitle, inWords, personTypes } from '../identity/dictionary.ts';
import { readable } from '../identity/told.ts';
import { yuanInWords } from '../money/fen.ts';
import type { ResultDocumentKind } from './kinds.ts';

/** A fact a document may state of its holder, with its label; an empty text where it is not known: nothing is made up. */
const statedFacts = {
  sex: { label: '性别', of: (known: CaseFacts) => factInWords(known, 'person.sex') },
  bornOn: { label: '出生日期', of: (known: CaseFacts) => factInWords(known, 'person.bornOn') },
  insurance: { label: '参保险种', of: ({ insurance }: CaseFacts) => (insurance ? insuranceTitle(insurance.type) : '') },
  status: { label: '参保状态', of: ({ insurance }: CaseFacts) => (insurance ? insuranceStatusInWords(insurance) : '') },
  personType: {
    label: '人员类别',
    of: ({ insurance }: CaseFacts) => (insurance?.personType ? inWords(personTypes, insurance.personType) : ''),
  },
  region: { label: '参保地', of: (known: CaseFacts) => factInWords(known, 'insurance.region') },
  employer: { label: '参保单位', of: (known: CaseFacts) => factInWords(known, 'insurance.employer') },
  startedOn: { label: '参保日期', of: ({ insurance }: CaseFacts) => printedDay(readable(insurance?.startedOn) ?? '') },
  balance: {
    label: '个人账户余额',
    of: ({ insurance }: CaseFacts) => {
      const fen = readable(insurance?.balanceFen);
      return fen === undefined ? '' : yuanInWords(fen);
    },
  },
} as const satisfies Record<string, { readonly label: string; readonly of: (known: CaseFacts) => string }>;

/** Name of a fact that a document may state. */
type StatedFact = keyof typeof statedFacts;

/** What a document says between its head and its seal, in the order of its template. */
export type DocumentPart =
  /** What is stated of the holder. */
  | { readonly part: 'facts'; readonly heading: string; readonly facts: readonly StatedFact[] }
  /** What was applied for, as it was filed: values, then tables. */
  | { readonly part: 'filed'; readonly heading: string }
  /** Lines of the result, but for those the document itself says. */
  | { readonly part: 'result'; readonly heading: string }
  | { readonly part: 'changes' }
  | { readonly part: 'validity' }
  | { readonly part: 'remedies' }
  | { readonly part: 'text'; readonly heading: string; readonly text: string };

/** How a kind of document is laid out. */
interface DocumentTemplate {
  /** Its first sentence, about whoever it names. */
  readonly sentence: string;
  readonly parts: readonly DocumentPart[];
  /** What its holder signs on the hall's copy. */
  readonly signed?: string;
}

const INSURED = ['insurance', 'status', 'personType', 'region', 'employer', 'startedOn'] as const;
const VALIDITY = { part: 'validity' } as const;
const CHANGES = { part: 'changes' } as const;
const REMEDIES = { part: 'remedies' } as const;
const RESULT = { part: 'result', heading: '办理结果' } as const;
const INSURANCE = { part: 'facts', heading: '参保信息', facts: INSURED } as const;
const filed = (heading: string) => ({ part: 'filed', heading }) as const;
const told = (text: string) => ({ part: 'text', heading: '说明', text }) as const;

/** How each kind of document is laid out, whatever item it comes of. */
export const documentTemplates: Readonly<Record<ResultDocumentKind, DocumentTemplate>> = {
  'enrolment-certificate': {
    sentence: '兹证明上述人员在本统筹地区参加基本医疗保险，参保情况如下。',
    parts: [
      { part: 'facts', heading: '参保情况', facts: ['sex', 'bornOn', ...INSURED, 'balance'] },
      filed('转移信息'),
      told('本凭证供转入地医疗保障经办机构办理基本医疗保险关系转移接续使用，所载内容经申请人核对。'),
      VALIDITY,
    ],
    signed: '缴费记录和个人账户余额已核对无误。',
  },
  enquiry: {
    sentence: '根据申请，查询到的参保信息如下。',
    parts: [
      { part: 'facts', heading: '参保信息', facts: [...INSURED, 'balance'] },
      { part: 'result', heading: '查询结果' },
      filed('查询申请'),
      told('所载信息以出具时系统记录为准。'),
      VALIDITY,
    ],
  },
  registration: {
    sentence: '您申请的参保登记已经办理，登记信息如下。',
    parts: [filed('登记内容'), RESULT, CHANGES, VALIDITY],
    signed: '登记信息已核对无误。',
  },
  'change-receipt': {
    sentence: '您申请的信息变更已经办理，变更情况如下。',
    parts: [CHANGES, filed('变更内容'), RESULT, VALIDITY],
    signed: '变更内容已核对无误。',
  },
  'wage-declaration': {
    sentence: '申报的缴费工资明细如下，请核对。',
    parts: [filed('申报内容'), RESULT, CHANGES, VALIDITY],
    signed: '申报内容真实、完整，已核对无误。',
  },
  'contribution-record': {
    sentence: '经窗口初审、复核和审核，参保缴费信息补录如下。',
    parts: [CHANGES, RESULT, filed('补录内容'), REMEDIES, VALIDITY],
    signed: '补录内容已核对无误。',
  },
  transfer: {
    sentence: '基本医疗保险关系转移接续信息如下。',
    parts: [
      { part: 'facts', heading: '参保信息', facts: [...INSURED, 'balance'] },
      RESULT,
      filed('转移内容'),
      CHANGES,
      VALIDITY,
    ],
  },
  filing: {
    sentence: '您申请的事项已经备案，备案信息如下。',
    parts: [INSURANCE, filed('备案内容'), RESULT, CHANGES, VALIDITY],
    signed: '备案内容和备案须知已知晓。',
  },
  recognition: {
    sentence: '经审核，认定上述人员符合条件，可按规定享受待遇。',
    parts: [
      INSURANCE,
      RESULT,
      filed('认定内容'),
      CHANGES,
      VALIDITY,
      told('到期前请办理复审；认定条件变化时请到窗口办理变更。'),
    ],
  },
  assessment: {
    sentence: '经审核，核定结果如下。',
    parts: [RESULT, CHANGES, filed('申请内容'), REMEDIES, VALIDITY],
    signed: '核定结果已知晓。',
  },
  'claim-settlement': {
    sentence: '经审核，费用核定结果如下。',
    parts: [RESULT, CHANGES, filed('申请内容'), REMEDIES, VALIDITY],
    signed: '结算结果已知晓。',
  },
  'account-adjustment': {
    sentence: '经窗口初审、复核和审核，个人账户调整如下。',
    parts: [CHANGES, RESULT, filed('调整内容'), REMEDIES, VALIDITY],
    signed: '调整结果已核对无误。',
  },
  lock: {
    sentence: '经窗口初审、复核和审核，决定封锁上述人员的医疗保障待遇。',
    parts: [CHANGES, RESULT, filed('封锁事由'), REMEDIES, VALIDITY],
    signed: '本人已收到本通知单。',
  },
  unlock: {
    sentence: '经窗口初审、复核和审核，决定解除对上述人员医疗保障待遇的封锁。',
    parts: [CHANGES, RESULT, filed('解锁事由'), VALIDITY],
    signed: '本人已收到本通知单。',
  },
  'identity-mark': {
    sentence: '经核对，上述人员的身份标识变更如下。',
    parts: [CHANGES, RESULT, filed('变更内容'), REMEDIES, VALIDITY],
  },
  institution: {
    sentence: '经评估，结果告知如下。',
    parts: [RESULT, filed('申请内容'), CHANGES, REMEDIES, VALIDITY],
    signed: '评估结果已知晓。',
  },
  'card-receipt': {
    sentence: '您申请的社会保障卡业务已经办理。',
    parts: [RESULT, CHANGES, filed('业务内容'), VALIDITY],
    signed: '业务内容已核对无误。',
  },
};

/** What a document states of its holder; what is not known is left out. */
export function statedPairs(names: readonly StatedFact[], known: CaseFacts) {
  return names.flatMap((name) => {
    const { label, of } = statedFacts[name];
    const value = of(known);
    return value === '' ? [] : [{ label, value }];
  });
}
