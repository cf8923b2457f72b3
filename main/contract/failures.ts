import { z } from 'zod';
import { keysOf } from '../domain/keysOf.ts';

/**
 * Every foreseen failure the window can be told, in the words it is told: what happened, what was kept, what to do next.
 * The one catalogue of such texts; `{detail}` is replaced by a fact without personal data.
 */
const failureTexts = {
  NOT_SIGNED_IN: ['您还没有登录，或登录已过期。', '已保存的办件和草稿都在。', '请重新登录。'],
  NOT_ALLOWED: ['您的岗位不能做这项操作。', '没有任何改动。', '请由有权限的岗位办理。'],
  POST_NOT_HELD: ['您没有这个岗位的授权，或授权已经到期。', '岗位没有切换。', '需要时请由系统管理员授权。'],
  STAFF_UNKNOWN: ['没有工号 {detail}。', '没有任何改动。', '请核对工号。'],
  ABSENCE_UNFIT: ['{detail}。', '缺勤没有登记，任务没有改动。', '请改正日期后再登记；已登记的可以提前结束。'],
  ABSENCE_OVER: ['这次缺勤已经结束。', '没有任何改动。', '请查看最新的在岗情况。'],
  SILENCE_OVER: ['这个人已经有操作，或已经登记缺勤，不用再确认。', '没有任何改动。', '请查看最新的在岗情况。'],
  SUBSTITUTE_UNFIT: ['不能指定这个人代办：{detail}。', '没有任何改动。', '请换一位在岗的人员。'],
  ASKED_UNFIT: ['{detail}。', '没有登记。', '请改正后再登记。'],
  ASKED_UNKNOWN: ['找不到这条首问登记。', '没有任何改动。', '请刷新后再试。'],
  ASKED_NOT_YOURS: ['这条首问不是您负责的。', '没有任何改动。', '请由首问人或承办人处理。'],
  ASKED_MOVED_ON: [
    '这条首问现在不能做这一步。',
    '没有任何改动。',
    '请查看最新状态：转办的先接收再答复，已答复的不再改动。',
  ],
  TASK_NOT_OPEN: ['这个办件现在不等您的岗位办理。', '没有任何改动。', '请查看办件最新状态。'],
  TASK_NOT_YOURS: ['这个任务不在您名下，不能移交。', '没有任何改动。', '需要时请先领办。'],
  TASK_NOT_FOR: ['不能交给这个人：{detail}。', '任务仍在原来的人名下。', '请换一位同岗位的同事。'],
  SIGN_IN_WRONG: ['工号或密码不正确。{detail}', '没有登录。', '请核对后重新输入；忘记密码请找系统管理员。'],
  SIGN_IN_LOCKED: [
    '密码错误次数过多，该工号已暂时锁定。{detail}',
    '没有登录。',
    '请到时间后再试，或请系统管理员处理。',
  ],
  PASSWORD_WRONG: ['原密码不正确。{detail}', '密码没有改动。', '请核对后重新输入；忘记密码请找系统管理员。'],
  PASSWORD_LOCKED: ['原密码错误次数过多，暂时不能修改密码。{detail}', '密码没有改动。', '请到时间后再试。'],
  PASSWORD_UNFIT: ['{detail}。', '密码没有改动。', '请换一个新密码。'],
  INPUT_INVALID: ['填写的内容有误：{detail}', '已填写的内容都在。', '请按提示改正后再提交。'],
  INPUT_TOO_LONG: ['填写的内容太长，没有送出。', '填写的内容都在屏幕上，没有任何改动。', '请删减后再提交。'],
  CUT_OFF: [
    '这一步几次送出后连接都断开了，没有得到回答。',
    '已填写的内容都在屏幕上；这一步可能已经办成。',
    '请先查看办件的最新状态，没有办成再试一次；反复出现请联系信息股。',
  ],
  TOO_MANY_REQUESTS: [
    '这个窗口在短时间里送来的操作太多，这一步没有做。',
    '之前办理的和填写的内容都在，别的窗口照常办理。',
    '请稍等几秒再按一次；反复出现请联系信息股。',
  ],
  REQUEST_REUSED: [
    '这个提交编号已经用于另一次提交。',
    '那一次已经生效，这一次没有任何改动。',
    '请查看最新状态，需要时重新操作。',
  ],
  VISIT_NONE: ['现在没有正在接待的群众。', '没有任何改动。', '请先刷卡或输入证件号码。'],
  VISIT_CHANGED: ['面前的接待已经变了，这一步没有做。', '没有任何改动。', '请看清屏幕上的群众后再操作。'],
  VISIT_OF_OTHER_TELLER: ['这是另一位柜员没有结束的接待。', '那次接待的内容都在。', '请先选择接手或结束那次接待。'],
  PERSON_AVOIDED: [
    '这是您本人或您近亲属的业务，按规定应当回避。',
    '没有显示，也没有记录对方的任何内容。',
    '请到其他窗口办理，或请其他柜员登录后办理。',
  ],
  AGENT_UNKNOWN: ['没有读到代办人的姓名。', '当前接待的内容都在。', '请代办人刷身份证，或在表单里填写代办人。'],
  IDENTITY_TO_CHECK: ['还没有核对群众的证件原件。', '已填写的内容都在。', '请核对证件原件与本人，确认后按 F5。'],
  CARD_PULLED: ['读卡时卡被取出，没有读完。', '没有任何改动。', '请重新插卡，等屏幕显示群众后再取出。'],
  CODE_NOT_RECOGNISED: [
    '中心系统没有认出这个码是谁的。',
    '当前接待的内容都在。',
    '请群众刷新医保码后再扫一次，或刷身份证。',
  ],
  NOTHING_TO_REVEAL: ['没有可以显示的内容。', '没有任何改动。', '请先向中心系统查询。'],
  ID_NUMBER_INVALID: ['证件号码不正确：{detail}', '没有开始接待。', '请核对后重新输入。'],
  PERSON_UNKNOWN: [
    '暂时不能确认群众身份：{detail}',
    '卡上读到的内容仍在屏幕上。',
    '请核对证件，或待中心系统恢复后重试。',
  ],
  ITEM_UNKNOWN: ['事项清单里没有这个事项，或它今天不在有效期内。', '没有建立办件。', '请从事项清单中选择。'],
  ITEM_NOT_FOR_PERSON: ['该群众不符合此事项的办理条件：{detail}', '没有建立办件。', '请向群众说明，或选择其他事项。'],
  CASE_UNKNOWN: [
    '找不到这个办件。',
    '没有任何改动。',
    '请核对编号，或从群众的办件列表中打开；其他窗口出具的单据请到原窗口办理。',
  ],
  CASE_UNREADABLE: [
    '这个办件的记录里有本程序读不了的内容。',
    '记录没有改动，其他办件不受影响。',
    '请联系信息股：可能需要安装更新版本的程序。',
  ],
  ITEM_UNREADABLE: [
    '这个办件所用的事项版本（{detail}）本程序读不了，材料和表单不能显示。',
    '办件、单据和已办的记录都在，没有改动；其他办件不受影响。',
    '请联系信息股：可能需要安装更新版本的程序，在那之前这里不能继续办理。',
  ],
  CASE_MOVED_ON: ['现在不能做这一步：{detail}', '之前的办理结果都在。', '请查看办件最新状态。'],
  CASE_ELSEWHERE: ['{detail}', '没有任何改动。', '请到办件所在的工位办理。'],
  CASE_SAME_PERSON: ['{detail}。', '没有任何改动。', '请由其他人员办理。'],
  CASE_NODE_SKIPPED: ['办件{detail}，不能越过这一环节。', '没有任何改动。', '请等这一环节办完后再办理。'],
  CASE_AVOIDED: ['这是您本人或您近亲属的办件，按规定应当回避。', '没有任何改动。', '请由其他人员办理。'],
  CASE_NO_GROUND: ['群众不在窗口，不能直接查看这个办件。', '没有任何改动。', '请群众到窗口，或说明原因后查询。'],
  CASE_CITIZEN_HERE: ['群众就在窗口，不用这一步。', '没有任何改动。', '请当面办理或告知。'],
  CASE_CITIZEN_AWAY: ['群众不在窗口，不能做这一步。', '没有任何改动。', '请群众到窗口后再办理。'],
  SYSTEM_DENIES: [
    '系统核验没有通过：{detail}',
    '已勾选和填写的内容都在。',
    '请按核验结果告诉群众（欠费的请先补缴），再重新核验；确不符合条件的，可不予受理。',
  ],
  OVERDUE: ['承诺的办结日期已经过了，不能再延期。', '没有任何改动。', '请尽快办结，并向群众说明原因。'],
  AGENT_OFTEN: [
    '{detail}。',
    '办件没有改动，填写的内容都在。',
    '请核对委托书和关系，点“确认多次代办”写明理由后再受理。',
  ],
  NOTHING_TO_VOUCH: ['代办人今天代办的人数不多，不需要确认。', '没有任何改动。', '可以直接办理。'],
  GAP_BARRED: [
    '该群众现在不能容缺受理：{detail}。',
    '已勾选和填写的内容都在。',
    '请补齐材料后受理，或出具一次性告知书。',
  ],
  GAP_NOT_NEEDED: ['材料已经齐全，不需要容缺受理。', '已勾选和填写的内容都在。', '可以直接受理。'],
  GAP_MAIN_MISSING: [
    '主件不齐，不能容缺受理，还缺：{detail}',
    '已勾选和填写的内容都在。',
    '请补齐主件；不能补齐的，出具一次性告知书。',
  ],
  GAP_NOT_SUPPLIED: ['没有登记要补交的材料：{detail}', '没有任何改动。', '请勾选群众这次补交的材料。'],
  NOTHING_TO_ASK: ['没有需要重新核验的材料。', '没有任何改动。', '可以继续办理。'],
  MATERIALS_INCOMPLETE: ['材料还不齐：{detail}', '已勾选和填写的内容都在。', '请补齐勾选，或出具一次性告知书。'],
  NOTHING_CORRECTED: [
    '还没有更正任何内容。',
    '没有任何改动。',
    '请更正退回原因所指的栏目；不用更正的，请在待传清单里立即重传。',
  ],
  REGISTER_DAYS: ['起始日期晚于截止日期，查不出台账。', '没有任何改动。', '请改正日期后再查。'],
  REGISTER_TOO_LONG: ['这段时间的记录太多，一个文件放不下。', '没有导出任何内容。', '请缩短日期范围，分几次导出。'],
  CATALOGUE_FILE_UNFIT: ['{detail}。', '事项目录没有改动，文件里的内容一项也没有收下。', '请改正后重新导入。'],
  CATALOGUE_NOTHING_NEW: ['文件里没有新的版本。', '事项目录没有改动。', '请把改动写成新的版本号再导入。'],
  CATALOGUE_SAME_PERSON: ['自己提交的版本不能由自己发布。', '该版本仍在等待发布。', '请由另一位系统管理员核对后发布。'],
  CATALOGUE_SETTLED: ['这一版已经发布或退回，不再等待。', '没有任何改动。', '请查看最新的事项目录。'],
  SLIP_VOID: ['这张单据已经作废，不能再打印。', '没有任何改动。', '请打印代替它的新单据。'],
  NOTHING_MISSING: ['材料已经齐全，不需要一次性告知。', '已勾选和填写的内容都在。', '可以直接受理。'],
  PRECHECK_BLOCKS: [
    '同一事项不能重复办理。{detail}。',
    '没有受理；已填写的内容都在，已记入参保异常登记。',
    '请向群众说明；原来的办件有误的，请先撤销或作废，再重新受理。',
  ],
  CARD_FORBIDS: [
    '社会保障卡现在不能这样办：{detail}。',
    '卡的状态没有改动；已填写的内容都在。',
    '请向群众说明卡的现状，按提示办理。',
  ],
  CARD_BATCH_MOVED_ON: ['现在不能这样处理这个制卡批次：{detail}', '批次没有改动。', '请查看批次的最新状态。'],
  CARD_BATCH_SAME_PERSON: [
    '这个批次是您送制的，到货要由另一位柜员接收。',
    '批次没有改动。',
    '请另一位柜员登录后清点接收。',
  ],
  CARD_ORDER_MOVED_ON: ['这张卡现在不能这样处理：{detail}', '没有任何改动。', '请查看卡务的最新状态。'],
  MATERIAL_NOT_LISTED: [
    '清单之外的材料不能收，也不能要求群众提供：{detail}',
    '已勾选和填写的内容都在。',
    '请只按本事项的材料清单办理；清单有误请告诉业务股。',
  ],
  MATERIAL_BY_SYSTEM: [
    '由系统获取或窗口核验的材料不能要求群众提供：{detail}',
    '已勾选和填写的内容都在。',
    '凭条上写明由系统获取；没有核验到的请重新核验。',
  ],
  MATERIAL_FORM_UNKNOWN: [
    '材料不能这样提交：{detail}',
    '已勾选和填写的内容都在。',
    '请按清单写明的方式和原件、复印件要求收取。',
  ],
  MATERIAL_TWICE: ['同一材料告知了两次：{detail}', '已勾选和填写的内容都在。', '请每项材料只写一次。'],
  MISSING_NOT_WHOLE: [
    '告知的内容与缺少的材料不一致：{detail}',
    '已勾选和填写的内容都在。',
    '所缺材料必须一次全部告知，请检查后重试。',
  ],
  ALERT_BLOCKS: ['该群众的状态不允许受理此事项：{detail}', '已填写的内容都在。', '请先处理该状态，或向群众说明。'],
  SLIP_UNKNOWN: ['找不到这张单据。', '没有任何改动。', '请从办件中打开单据。'],
  PRINT_JOB_SETTLED: ['这次打印已经有结果。', '打印记录没有改动。', '请查看单据的打印状态。'],
  MESSAGE_NOT_WAITING: ['这笔业务不在待传或被退回状态。', '没有任何改动。', '请刷新待传清单。'],
  DEVICE_UNKNOWN: ['找不到这台设备。', '没有任何改动。', '请刷新设备清单。'],
  DEVICE_PLACE_TAKEN: [
    '这个端口已经给了另一台设备：{detail}',
    '没有添加，原有设备不变。',
    '请换一个端口，或先修改那台设备。',
  ],
  DEVICE_PATH_UNFIT: [
    '这个路径不是可用的设备：{detail}。',
    '没有添加或修改，原有设备和文件都没有动。',
    '请填写串口或打印机的设备路径，如 /dev/ttyUSB0、/dev/usb/lp0、COM3。',
  ],
  DEVICE_IN_USE: ['还有单据等待这台打印机打印。', '设备没有删除，单据都在。', '请先打印或改由另一台打印。'],
  DEVICE_NOT_TRACEABLE: ['这类设备没有可记录的通信内容。', '没有任何改动。', '请改用厂家自己的日志。'],
  CODE_NOT_UNDERSTOOD: [
    '扫到的码不能识别。',
    '当前办理的内容都在。',
    '请核对是否为医保码、身份证或本厅单据上的码，再扫一次。',
  ],
  PRINTER_UNKNOWN: ['找不到这台打印机。', '打印任务没有改动。', '请选择清单里的打印机。'],
  STORE_FULL: [
    '这台电脑的磁盘已满，这一步没有记录。',
    '之前办理的都在，填写的内容还在屏幕上。',
    '请联系信息股清理磁盘，清出空间后再按一次。',
  ],
  STORE_READONLY: [
    '数据文件夹现在不能写入，这一步没有记录。',
    '之前办理的都在，填写的内容还在屏幕上。',
    '请联系信息股检查磁盘和文件夹权限，恢复后再按一次。',
  ],
  STORE_BUSY: [
    '办理记录正被另一个程序占用（如备份、杀毒），这一步没有记录。',
    '之前办理的都在，填写的内容还在屏幕上。',
    '请稍候再按一次；反复出现请联系信息股。',
  ],
  STORE_FAILED: [
    '磁盘读写出错，这一步没有记录。',
    '之前办理的都在，填写的内容还在屏幕上。',
    '请先不要继续办理，联系信息股检查磁盘。',
  ],
  PART_NOT_SHOWN: ['{detail}现在不能显示。', '没有任何改动。', '其他部分照常使用；仍不显示请联系信息股。'],
} as const satisfies Record<string, readonly [happened: string, kept: string, next: string]>;

/** Code of a foreseen failure. */
export type FailureCode = keyof typeof failureTexts;

const codes = keysOf(failureTexts);

/** A foreseen failure on its way to the window. */
export const failureSchema = z.strictObject({
  ok: z.literal(false),
  code: z.enum(codes),
  happened: z.string(),
  kept: z.string(),
  next: z.string(),
});

/** A foreseen failure on its way to the window. */
export type Failure = z.infer<typeof failureSchema>;

/** Makes the failure with this code; `detail` is shown, so it must not contain personal data. */
export function failure(code: FailureCode, detail = ''): Failure {
  const [happened, kept, next] = failureTexts[code];
  return { ok: false, code, happened: happened.replace('{detail}', detail), kept, next };
}

/** What a code that was recorded once stands for, without its detail; null for one that this release does not have. */
export function failureOfCode(code: string): Failure | null {
  const known = codes.find((one) => one === code);
  return known === undefined ? null : failure(known);
}

/** Output of every procedure that answers once: the value, or a foreseen failure. */
export function answerSchema<Value extends z.ZodType>(value: Value) {
  return z.discriminatedUnion('ok', [z.strictObject({ ok: z.literal(true), value }), failureSchema]);
}
