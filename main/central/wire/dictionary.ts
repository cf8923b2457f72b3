import type { InsuranceStatus } from '../../domain/identity/person.ts';

/** Dictionary `psn_insu_stas` (人员参保状态). */
export const INSURANCE_STATUS_CODES = {
  '0': 'none',
  '1': 'active',
  '2': 'paused',
  '3': 'invalid',
  '4': 'ended',
} as const satisfies Record<string, InsuranceStatus>;

/** Words for {@link InsuranceStatus} on screen and paper. */
export const INSURANCE_STATUS_LABELS = {
  none: '未参保',
  active: '正常参保',
  paused: '暂停参保',
  invalid: '无效参保',
  ended: '终止参保',
} as const satisfies Record<InsuranceStatus, string>;

/** Dictionary `insutype` (险种类型). */
export const INSURANCE_TYPE_LABELS = {
  '310': '职工基本医疗保险',
  '320': '公务员医疗补助',
  '330': '大额医疗费用补助',
  '340': '离休人员医疗保障',
  '350': '一至六级残疾军人医疗补助',
  '360': '老红军医疗保障',
  '370': '企业补充医疗保险',
  '380': '新型农村合作医疗',
  '390': '城乡居民基本医疗保险',
  '391': '城镇居民基本医疗保险',
  '392': '城乡居民大病医疗保险',
  '399': '其他特殊人员医疗保障',
  '410': '长期照护保险',
  '510': '生育保险',
} as const satisfies Record<string, string>;

/** Dictionary `psn_type` (人员类别), the part a county counter meets. */
export const PERSON_TYPE_LABELS = {
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

/** Dictionary `psn_cert_type` (人员证件类型). */
export const DOCUMENT_TYPE_LABELS = {
  '01': '居民身份证（户口簿）',
  '02': '中国人民解放军军官证',
  '03': '中国人民武装警察警官证',
  '04': '香港特区护照/港澳居民来往内地通行证',
  '05': '澳门特区护照/港澳居民来往内地通行证',
  '06': '台湾居民来往大陆通行证',
  '07': '外国人永久居留证',
  '08': '外国人护照',
  '09': '残疾人证',
  '10': '军烈属证明',
  '11': '外国人就业证',
  '12': '外国专家证',
  '13': '外国人常驻记者证',
  '14': '台港澳人员就业证',
  '15': '回国（来华）定居专家证',
  '16': '中国护照',
  '17': '港澳台居民居住证',
  '90': '社会保障卡',
  '99': '其他身份证件',
} as const satisfies Record<string, string>;

/** Dictionary `psn_idet_type` and the residents' marks that arrive in the same field (`mat_idet_code`). */
export const IDENTITY_MARK_LABELS = {
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

/** Dictionary `agnter_rlts` (代办人关系). */
export const AGENT_RELATION_LABELS = {
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

/** The label of `code`, or the code itself where the province has added one that is not listed. */
export function labelOf(table: Readonly<Record<string, string>>, code: string): string {
  return Object.hasOwn(table, code) ? (table[code] ?? code) : code;
}

/** The code whose label is `label`, or `label` itself. */
export function codeOf(table: Readonly<Record<string, string>>, label: string): string {
  return Object.entries(table).find(([, text]) => text === label)?.[0] ?? label;
}
