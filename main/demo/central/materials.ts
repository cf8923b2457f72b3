import { agentRelations, inWords } from '../../domain/identity/dictionary.ts';
import type { CentralPerson } from '../../domain/identity/person.ts';

/** What the stand-in says about one material, in the words of the wire. */
export interface MaterialResult {
  readonly cfm_flag: '0' | '1';
  readonly cfm_dscr: string;
}

const yes = (cfm_dscr: string): MaterialResult => ({ cfm_flag: '1', cfm_dscr });
const no = (cfm_dscr: string): MaterialResult => ({ cfm_flag: '0', cfm_dscr });

/** First six digits of an ID number registered in the demonstration county. */
const COUNTY = '990000';
const RESIDENT_INSURANCE = '390';

const active = ({ insurances }: CentralPerson) => insurances.filter(({ status }) => status === 'active');

function arrears({ alerts }: CentralPerson): MaterialResult | null {
  const found = alerts.find((alert) => alert.kind === 'arrears');
  return found ? no(`欠费 ${found.months} 个月`) : null;
}

function insuranceStatus(person: CentralPerson): MaterialResult {
  const owed = arrears(person);
  if (owed) return owed;
  return active(person).length > 0 ? yes('参保状态正常，无欠费') : no('无正常参保记录');
}

function record({ insurances }: CentralPerson): MaterialResult {
  return insurances.length > 0 ? yes('已取得参保缴费记录') : no('没有参保缴费记录');
}

function noDuplicate(person: CentralPerson): MaterialResult {
  // A resident insured here already renews; only another running insurance is a duplicate.
  const others = active(person).filter(({ type, region }) => type !== RESIDENT_INSURANCE || region !== COUNTY);
  return others.length > 0 ? no('已有其他正常参保记录') : yes('没有其他正常参保记录');
}

/** What each system or department of the demonstration county answers, by material code of the catalogue. */
const answers: Readonly<Record<string, (person: CentralPerson) => MaterialResult>> = {
  'insurance-status': insuranceStatus,
  // A certificate for moving the insurance is given when nothing is owed.
  'contribution-record': (person) => arrears(person) ?? record(person),
  'enrolment-record': record,
  'no-duplicate': noDuplicate,
  household: ({ idNumber }) => (idNumber.startsWith(COUNTY) ? yes('户籍登记在示范县') : no('户籍不在示范县')),
  residence: () => yes('在示范县有居住登记'),
  school: () => yes('学籍在示范县'),
  subsidy: ({ identityMarks }) => {
    const labels = identityMarks.map(({ label }) => label);
    return labels.length > 0 ? yes(`资助身份：${labels.join('、')}`) : no('没有查到资助身份');
  },
  guardianship: ({ agent }) =>
    agent ? yes(`监护人已登记：${inWords(agentRelations, agent.relation)}`) : no('没有查到监护关系'),
  'military-status': () => no('没有查到退役军人身份'),
  'unit-certificate': () => yes('证照信息一致'),
  'institution-licence': () => yes('证照在有效期内'),
  'no-arrears': (person) => arrears(person) ?? yes('单位无欠费'),
  'unit-record': record,
  'account-record': record,
  'insurance-record': record,
  'filing-record': () => yes('有备案记录'),
  'certificate-record': () => yes('有慢特病备案记录'),
  'card-record': ({ alerts }) =>
    yes(alerts.some(({ kind }) => kind === 'card-lost') ? '有卡一张，已挂失' : '有效卡一张'),
  'settlement-data': () => yes('已取得联网结算数据'),
  'audit-finding': () => yes('没有监审疑点'),
  'tax-payment': () => yes('税务部门有缴费记录'),
  'death-record': () => no('没有查到死亡信息'),
  kinship: () => yes('亲属关系已核实'),
  'family-record': () => yes('已取得婚姻、生育登记和出生信息'),
  'category-list': ({ identityMarks }) => {
    const labels = identityMarks.map(({ label }) => label);
    return labels.length > 0 ? yes(`名单内：${labels.join('、')}`) : no('不在困难群众名单内');
  },
};

/** The answer about a material; one the stand-in has no table for is judged by the insurance record. */
export function materialResult(materialCode: string, person: CentralPerson): MaterialResult {
  return (answers[materialCode] ?? insuranceStatus)(person);
}
