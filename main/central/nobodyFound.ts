/**
 * How platforms say that a person or record was not found. There is no code for it, only words, and they differ by province: a
 * phrase of the hall's own goes into `counter.yaml` (`central.nobodyFound`).
 */
const PHRASES = [
  '未查询到',
  '未查到',
  '未找到',
  '未检索到',
  '未获取到',
  '未匹配到',
  '没有查询到',
  '没有查到',
  '没有找到',
  '没有检索到',
  '无法查询到',
  '无法找到',
  '查询不到',
  '查不到',
  '找不到',
  '查无',
  '无此人',
  '无该人',
  '没有此人',
  '没有该人',
  '没有这个人',
  '不存在',
  '无符合条件',
  '没有符合条件',
  '未在系统中',
  '不在系统中',
] as const;

/** 人员信息为空, 参保人基本资料无记录 and the like: what is looked for, then that there is none. */
const EMPTY_RECORD =
  /(人员|参保人|参保|个人|基本)的?(信息|资料|记录|档案|数据).{0,4}(为空|是空|无记录|无数据|没有记录)/;
/** 没有相关的参保信息, 无人员信息 and the like: that there is none, then what is looked for. */
const NO_RECORD = /(没有|无|未有).{0,6}(人员|参保人|参保|个人)(的|基本)*(信息|资料|记录|档案)/;
/** Not being allowed to look, or a system that fails, says nothing about the person. */
const OTHER_REASON = /权限|无权|授权|超时|异常|失败|停机|维护/;

/** Whether the words of a refused look-up mean that nobody was found. `phrases`: the hall's own. */
export function saysNobodyFound(message: string, phrases: readonly string[]): boolean {
  const words = message.replace(/\s+/g, '');
  if (phrases.some((phrase) => words.includes(phrase.replace(/\s+/g, '')))) return true;
  if (OTHER_REASON.test(words)) return false;
  return PHRASES.some((phrase) => words.includes(phrase)) || EMPTY_RECORD.test(words) || NO_RECORD.test(words);
}
