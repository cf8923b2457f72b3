import type { Insurance, InsuranceStatus } from './person.ts';

/*
 * Codes of the national platform's dictionaries in words. A province adds codes of its own: what stands in no table is shown
 * as unknown with its code, and never gets the meaning of another.
 */

/** Insurance types (`insutype`): the full name, and the short one where the counter uses one. */
const insuranceTypes = {
  '310': { title: '职工基本医疗保险', short: '职工医保' },
  '320': { title: '公务员医疗补助' },
  '330': { title: '大额医疗费用补助' },
  '340': { title: '离休人员医疗保障' },
  '350': { title: '一至六级残疾军人医疗补助' },
  '360': { title: '老红军医疗保障' },
  '370': { title: '企业补充医疗保险' },
  '380': { title: '新型农村合作医疗' },
  '390': { title: '城乡居民基本医疗保险', short: '居民医保' },
  '391': { title: '城镇居民基本医疗保险' },
  '392': { title: '城乡居民大病医疗保险' },
  '399': { title: '其他特殊人员医疗保障' },
  '410': { title: '长期照护保险' },
  '510': { title: '生育保险' },
} as const satisfies Record<string, { readonly title: string; readonly short?: string }>;

const insuranceStatuses = {
  none: '未参保',
  active: '正常参保',
  paused: '暂停参保',
  invalid: '无效参保',
  ended: '终止参保',
} as const satisfies Record<Exclude<InsuranceStatus, 'unknown'>, string>;

/** Types of persons (`psn_type`), the part a county counter meets. */
export const personTypes = {
  '11': '在职',
  '12': '退休人员',
  '1204': '提前退休',
  '13': '离休',
  '14': '居民（未成年）',
  '1401': '新生儿',
  '1402': '学龄前儿童',
  '1403': '中小学生',
  '1404': '大学生',
  '1405': '未成年（未入学）',
  '15': '居民（成年）',
  '1501': '普通居民（成年）',
  '16': '居民（老年）',
  '1601': '普通居民（老年）',
  '1701': '城乡居民',
  '99': '其他',
} as const satisfies Record<string, string>;

/** Identity marks (`psn_idet_type`) and the residents' marks that arrive in the same field (`mat_idet_code`). */
export const identityMarks = {
  '2301': '三无人员',
  '2302': '建档立卡贫困人口',
  '2303': '低保对象',
  '2304': '特困人员',
  '2305': '低收入家庭',
  '2306': '因病致贫',
  '2307': '农村五保',
  '2308': '残疾人',
  '226101': '脱贫不稳定户',
  '226102': '边缘易致贫户',
  '226103': '突发严重困难户',
  '226104': '返贫致贫人口',
  '230801': '重度残疾人',
  '236074': '低保边缘家庭',
  '2361': '孤儿',
  '2370': '事实无人抚养儿童',
  '31': '计划生育特殊家庭',
} as const satisfies Record<string, string>;

/** What an agent is to the insured person (`agnter_rlts`). */
export const agentRelations = {
  '1': '配偶',
  '2': '子女',
  '4': '（外）孙子女',
  '5': '父母',
  '6': '（外）祖父母',
  '7': '兄弟姐妹',
  '8': '其他亲属',
  '9': '非亲属',
  '901': '单位经办人',
} as const satisfies Record<string, string>;

/** Sexes (`gend`) in words; 0 and 9 say that it is not known. */
export const sexes = { '1': '男', '2': '女', '0': '未知', '9': '未说明' } as const satisfies Record<string, string>;

/** A code that no dictionary has, in words. */
function unknownCode(code: string): string {
  return `未知（${code === '' ? '未注明' : code}）`;
}

/** A code in words by one of the tables of this file. */
export function inWords(table: Readonly<Record<string, string>>, code: string): string {
  return (Object.hasOwn(table, code) ? table[code] : undefined) ?? unknownCode(code);
}

/** The state of an insurance in words; one nobody knows is said with its code. */
export function insuranceStatusInWords({ status, statusCode = '' }: Pick<Insurance, 'status' | 'statusCode'>): string {
  return status === 'unknown' ? unknownCode(statusCode) : insuranceStatuses[status];
}

/** The full name of an insurance type. */
export function insuranceTitle(type: string): string {
  return isInsuranceType(type) ? insuranceTypes[type].title : unknownCode(type);
}

/** The short name of an insurance type as the counter's sentences use it. */
export function insuranceShort(type: string): string {
  if (!isInsuranceType(type)) return `险种 ${type}`;
  const { title, short }: { readonly title: string; readonly short?: string } = insuranceTypes[type];
  return short ?? title;
}

function isInsuranceType(type: string): type is keyof typeof insuranceTypes {
  return Object.hasOwn(insuranceTypes, type);
}
