import type { ActProblem } from '../../../main/domain/case/guards.ts';
import type { ActKind } from '../../../main/domain/case/process.ts';
import type { Hotkey } from '../../ui/hotkeys.ts';

/** How an act is called on its button, and by which key it is taken. */
interface ActText {
  readonly label: string;
  readonly hotkey?: Hotkey;
}

/** The buttons of the acts. */
export const actTexts: Readonly<Record<ActKind, ActText>> = {
  obtain: { label: '重新核验', hotkey: 'F7' },
  notify: { label: '一次性告知', hotkey: 'F4' },
  renotify: { label: '再次告知', hotkey: 'F4' },
  request: { label: '申请再次告知', hotkey: 'Alt+S' },
  permit: { label: '同意再次告知', hotkey: 'F8' },
  decline: { label: '不同意再次告知', hotkey: 'Alt+X' },
  accept: { label: '受理', hotkey: 'F8' },
  admit: { label: '容缺受理', hotkey: 'Alt+Q' },
  supply: { label: '补交材料', hotkey: 'F8' },
  agree: { label: '同意', hotkey: 'F8' },
  remit: { label: '退回', hotkey: 'Alt+R' },
  deny: { label: '不予通过', hotkey: 'Alt+X' },
  escalate: { label: '上报保障局', hotkey: 'Alt+U' },
  answer: { label: '答复', hotkey: 'F8' },
  resubmit: { label: '更正后再报', hotkey: 'F8' },
  complete: { label: '办结', hotkey: 'F9' },
  conclude: { label: '告知不予通过', hotkey: 'F9' },
  settle: { label: '受理并办结', hotkey: 'F8' },
  correct: { label: '更正后重传', hotkey: 'F8' },
  refuse: { label: '不予受理', hotkey: 'Alt+R' },
  terminate: { label: '终止办理', hotkey: 'F9' },
  abandon: { label: '不再办理', hotkey: 'F6' },
  withdraw: { label: '撤回', hotkey: 'Alt+W' },
  annul: { label: '作废单据', hotkey: 'Alt+V' },
  recheck: { label: '补核材料' },
  lapse: { label: '逾期' },
  pause: { label: '暂停计时', hotkey: 'Alt+H' },
  resume: { label: '恢复计时', hotkey: 'Alt+H' },
  extend: { label: '延期', hotkey: 'Alt+K' },
  inform: { label: '通知群众', hotkey: 'Alt+T' },
  note: { label: '备注', hotkey: 'Alt+M' },
  vouch: { label: '确认多次代办', hotkey: 'Alt+2' },
};

/** Why the papers do not allow an act, as its button says it. */
export const problemTexts: Readonly<Record<ActProblem['code'], (detail: string) => string>> = {
  IDENTITY_TO_CHECK: () => '身份待核对，请核对证件原件后按 F5',
  ALERT_BLOCKS: (detail) => detail,
  INPUT_INVALID: (detail) => detail,
  MATERIALS_INCOMPLETE: (detail) => `还缺 ${detail}`,
  SYSTEM_DENIES: (detail) =>
    `系统核验没有通过：${detail}。这不是要群众带的材料；请按核验结果告诉群众（欠费的请先补缴），再重新核验`,
  NOTHING_MISSING: () => '材料已经齐全，可以直接受理',
  NOTHING_CORRECTED: () => '还没有更正任何内容',
  NOTHING_TO_ASK: () => '没有需要重新核验的材料',
  OVERDUE: () => '承诺的办结日期已经过了，不能再延期',
  PRECHECK_BLOCKS: (detail) => detail,
  CARD_FORBIDS: (detail) => detail,
  MATERIAL_NOT_LISTED: (detail) => `不在材料清单内：${detail}`,
  MATERIAL_BY_SYSTEM: (detail) => `由系统获取，不能要求群众提供：${detail}`,
  MATERIAL_FORM_UNKNOWN: (detail) => detail,
  MATERIAL_TWICE: (detail) => `同一材料写了两次：${detail}`,
  MISSING_NOT_WHOLE: (detail) => detail,
  AGENT_OFTEN: (detail) => `${detail}。请先按 Alt+2 写明继续办理的理由`,
  NOTHING_TO_VOUCH: () => '代办人今天代办的人数不多，不需要确认',
  GAP_BARRED: (detail) => detail,
  GAP_NOT_NEEDED: () => '材料已经齐全，可以直接受理',
  GAP_MAIN_MISSING: (detail) => `主件不齐，不能容缺：还缺 ${detail}`,
  GAP_NOT_SUPPLIED: (detail) => `还没有登记补交的材料：${detail}`,
};
