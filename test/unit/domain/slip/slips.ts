import type {
  AcceptanceSlip,
  CompletionSlip,
  NoticeSlip,
  ReprintMark,
  SlipHall,
} from '../../../../main/domain/slip/slip.ts';

/** The hall of the tests: an invented county, region 990000. */
export const hall: SlipHall = {
  organ: '示例县医疗保障局',
  hall: '示例县医疗保障服务大厅',
  address: '示例县人民路1号政务服务中心二楼A区',
  window: '3号综合窗口',
  phone: '0999-1234567',
  supervisionPhone: '0999-7654321',
  openingHours: '工作日 9:00–12:00, 13:30–17:00',
};

const head = {
  issuedAt: '2026-11-21T02:30:00.000Z',
  teller: { number: '0312', name: '王小丽' },
  hall,
  citizen: { name: '张三', maskedIdNumber: '110105********002X' },
};

/** A resident who moves to another city and came without proof of it. */
export const notice: NoticeSlip = {
  ...head,
  kind: 'BZ',
  number: 'BZ2026112103-0007',
  caseNumber: '990000001202611210000042',
  item: { code: 'YB0413', name: '异地长期居住人员备案' },
  missing: [
    {
      name: '居住证明或个人承诺书（二选一）',
      reason: '未携带',
      guidance: '居住证、房产证、租房合同任一种；没有的可在窗口填写《个人承诺书》',
      copies: '原件1份（核对后退还）、复印件1份',
    },
    { name: '《基本医疗保险跨统筹地区异地就医备案表》', reason: '复印件不清晰', copies: '原件1份' },
  ],
  received: [
    { name: '有效身份证件', how: 'original' },
    { name: '社会保障卡', how: 'card' },
  ],
  systemSupplied: ['参保缴费记录', '户籍信息（公安共享）'],
  workingDays: 5,
  dueOn: { on: '2026-11-30' },
};

/** All there: accepted, done at once. */
export const acceptance: AcceptanceSlip = {
  ...head,
  kind: 'SL',
  number: 'SL2026112103-0011',
  caseNumber: '990000001202611210000043',
  item: { code: 'YB0310', name: '出具《参保凭证》' },
  received: [
    { name: '有效身份证件', how: 'card' },
    { name: '代办人身份证', how: 'copy' },
    { name: '参保缴费记录', how: 'system', source: '医保核心系统' },
    { name: '户籍信息', how: 'system-pending' },
  ],
  handling: 'instant',
  promisedOn: { on: '2026-11-21' },
};

/** Finished, with an amount of money in the result. */
export const completion: CompletionSlip = {
  ...head,
  kind: 'BJ',
  number: 'BJ2026112103-0011',
  caseNumber: '990000001202611210000043',
  item: { code: 'YB0310', name: '出具《参保凭证》' },
  result: [
    { label: '结果', value: '已出具《参保凭证》，可在转入地医保经办机构办理关系转移接续' },
    { label: '凭证编号', value: 'CBPZ-990000-2026-000118' },
    { label: '个人账户余额', value: '1,234.56 元' },
    { label: '应退金额', value: '0.00 元' },
  ],
  effectiveOn: '2026-11-21',
};

/** The longest a slip gets: a long name with rare characters, many materials. */
export const longNotice: NoticeSlip = {
  ...notice,
  number: 'BZ2026112103-0008',
  citizen: { name: '阿卜杜热西提·买买提依明·𬭳㐂𠮷䶮', maskedIdNumber: '440524********0014' },
  item: { code: 'YB0518', name: '基本医疗保险参保人员住院费用手工（零星）报销' },
  missing: Array.from({ length: 11 }, (_, index) => ({
    name: `第${index + 1}项材料：医院收费票据、费用清单、出院记录或诊断证明`,
    reason: index % 2 === 0 ? '未携带' : '缺少医院印章，请回医院补盖“收费专用章”（不是科室章）',
    guidance:
      '原件。在就诊医院的收费处（一楼大厅）打印，网址 https://example.invalid/inpatient/receipts?hospital=990000001',
  })),
  systemSupplied: [],
  dueOn: { unknown: 'beyond-calendar' },
};

/** A second print of any of them. */
export const reprint: ReprintMark = { count: 1, at: '2026-11-22T01:05:00.000Z', by: '李明（0315）' };
