import { keysOf } from '../keysOf.ts';
import type { Role } from '../staff/role.ts';
import { irregularityViewers, triesViewers } from './access.ts';

/** A register (台账) of the hall: what it lists, and the heads of its columns in their order. */
interface Register {
  readonly title: string;
  /** What a row is, in a sentence for whoever opens it. */
  readonly about: string;
  readonly columns: readonly string[];
  /** Posts that read it, where not all of {@link registerViewers} do. */
  readonly viewers?: readonly Role[];
}

/** The registers that can be asked for, in the order of the list (domain reference 1.3). */
export const registers = {
  handled: {
    title: '受理、办件台账',
    about: '一行是一件受理的办件。',
    columns: ['受理时间', '办件编号', '事项', '申请人', '经办人', '应办结日', '状态'],
  },
  notices: {
    title: '一次性告知台账',
    about: '一行是一张一次性告知书。',
    columns: ['告知时间', '告知书编号', '事项', '申请人', '经办人', '缺少的材料', '补正期限', '状态'],
  },
  supplements: {
    title: '补正台账',
    about: '一行是一张告知书和它的结果。合计里列出未一次性告知的柜员。',
    columns: ['告知时间', '告知书编号', '事项', '申请人', '告知人', '次数', '应补材料', '补正期限', '状态', '结束时间'],
  },
  gaps: {
    title: '容缺受理台账',
    about: '一行是一件容缺受理的办件和承诺的结果。',
    columns: ['受理时间', '通知书编号', '事项', '申请人', '经办人', '容缺材料', '承诺期限', '状态', '补齐或逾期时间'],
  },
  refusals: {
    title: '不予受理（否定备案）台账',
    about: '一行是一张不予受理通知书。',
    columns: ['时间', '通知书编号', '事项', '申请人', '经办人', '理由和说明'],
  },
  approvals: {
    title: '特殊业务审批台账',
    about: '一行是一个环节的一次意见。',
    columns: [
      '意见时间',
      '办件编号',
      '事项',
      '申请人',
      '经办人',
      '环节',
      '结论',
      '意见',
      '审批人',
      '到达时间',
      '是否超时',
    ],
  },
  escalations: {
    title: '上报保障局台账',
    about: '一行是一次上报和它的答复。',
    columns: [
      '上报时间',
      '办件编号',
      '事项',
      '申请人',
      '上报人',
      '原因',
      '说明',
      '答复期限',
      '答复时间',
      '文号',
      '答复',
      '状态',
    ],
  },
  standIns: {
    title: '代办（AB 岗）台账',
    about: '一行是一次为缺勤人员代办的操作。',
    columns: ['时间', '办件编号', '事项', '申请人', '代办人', '岗位', '代谁', '办了什么'],
  },
  firstAsked: {
    title: '首问负责台账',
    about: '一行是一次首问。超期的，首问人和承办人都记黑灯，首问人始终负责。',
    columns: [
      '首问时间',
      '询问人',
      '事项',
      '首问人',
      '承办人',
      '接收时间',
      '承诺答复日',
      '答复时间',
      '答复内容',
      '是否满意',
      '状态',
    ],
  },
  irregularities: {
    title: '参保异常台账',
    about: '一行是一次被预检拦下的重复办理。',
    columns: ['时间', '事项', '申请人', '拦截规则', '依据', '已在何处办理', '起始日期', '先前办件', '经办人'],
    viewers: irregularityViewers,
  },
  tries: {
    title: '越权操作登记',
    about: '一行是一次被拒绝的操作，不含群众信息。',
    columns: ['时间', '办件编号', '事项', '操作人', '岗位', '操作', '拒绝的原因', '次数'],
    viewers: triesViewers,
  },
  cards: {
    title: '卡务台账',
    about: '一行是一次挂失、解挂、补卡、换卡、新制卡或领卡。合计按业务和参保类别分列。',
    columns: ['时间', '业务', '持卡人', '参保类别', '制卡批次', '卡号', '经办人', '说明'],
  },
  transfers: {
    title: '转移接续台账',
    about:
      '一行是一件受理的转移接续，转入、转出分别合计。转出的两段各有期限：出具信息表并划转 10 个工作日，对方接续 5 个工作日。',
    columns: ['受理时间', '办件编号', '方向', '事项', '申请人', '经办人', '划转期限', '接续期限', '状态'],
  },
  certificates: {
    title: '慢特病证发证台账',
    about: '一行是本厅发出的一张慢特病证。',
    columns: ['发证时间', '证号', '业务', '病种', '持证人', '起始日期', '截止日期', '原证号'],
  },
  'certificates-due': {
    title: '慢特病证到期名单',
    about: '一行是一张在所选日期内到期的慢特病证，按月合计。日期可以选到以后。',
    columns: ['到期月份', '证号', '到期日', '病种', '持证人', '联系电话', '起始日期', '状态'],
  },
  versions: {
    title: '事项变更台账',
    about: '一行是事项目录发布的一个新版本。合计里是限时转即时、材料和时限的增减。',
    columns: ['发布时间', '事项', '版本', '生效日期', '与前一版的差别', '限时转即时', '提交人', '发布人', '理由'],
    viewers: triesViewers,
  },
  voided: {
    title: '作废号码台账',
    about: '一行是一个作废的文书号码。',
    columns: ['作废时间', '文书编号', '办件编号', '事项', '申请人', '作废人', '原因'],
  },
} as const satisfies Record<string, Register>;

/** Whether a post reads a register. */
export function readsRegister(role: Role, name: RegisterName): boolean {
  const { viewers = registerViewers }: Register = registers[name];
  return viewers.includes(role);
}

/** Name of a register. */
export type RegisterName = keyof typeof registers;

/** Every register by its name. */
export const registerNames = keysOf(registers);

/** True for the name of a register. */
export function isRegisterName(name: string): name is RegisterName {
  return Object.hasOwn(registers, name);
}

/** Posts that read the registers: citizens stand in them masked, whatever the post. */
export const registerViewers = [
  'teller',
  'reviewer',
  'branch-leader',
  'bureau-head',
  'duty-leader',
  'duty-clerk',
  'auditor',
  'office',
  'business-section',
  'administrator',
] as const satisfies readonly Role[];

/** Most rows of one look into a register: more are asked for by a shorter time. */
export const REGISTER_ROWS = 2000;
