import { keysOf } from '../keysOf.ts';
import type { ServiceItem } from './item.ts';
import { limitDays, limitInWords } from './limit.ts';
import { retentionText } from './retention.ts';

/** What two versions of an item differ in, as lists and figures of a report say it. */
export interface VersionChange {
  /** Each difference in words, e.g. `承诺时限 5 个工作日 → 即时`, `材料 −1：居住证明`. */
  readonly words: readonly string[];
  /** 限时办结 became 即时办结. */
  readonly toInstant: boolean;
  /** Materials of the list more, fewer when negative. */
  readonly materials: number;
  /** Working days of the promised limit more, fewer when negative. */
  readonly days: number;
}

type Named = readonly { readonly code: string; readonly name: string }[];

const MINUS = '−';

/** Names that only one of two lists has, by their codes. */
function listWords(what: string, before: Named, after: Named): readonly string[] {
  const only = (one: Named, other: Named) => one.filter(({ code }) => !other.some((named) => named.code === code));
  const said = (sign: string, names: Named) =>
    names.length === 0 ? [] : [`${what} ${sign}${names.length}：${names.map(({ name }) => name).join('、')}`];
  return [...said(MINUS, only(before, after)), ...said('+', only(after, before))];
}

/** Those of both lists whose content is another. */
function changedWords(what: string, before: Named, after: Named): readonly string[] {
  const changed = after.filter((one) => {
    const former = before.find(({ code }) => code === one.code);
    return former !== undefined && !same(former, one);
  });
  return changed.length === 0 ? [] : [`${what}有改动：${changed.map(({ name }) => name).join('、')}`];
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
const fieldsOf = ({ fields }: ServiceItem): Named => fields.map((field) => ({ ...field, name: field.label }));

function valueWords(what: string, before: string, after: string): readonly string[] {
  return before === after ? [] : [`${what} ${before} → ${after}`];
}

const modes = { instant: '即时办结', timed: '限时办结' } as const;
const routes = { ordinary: '一般流程', special: '特殊业务审批' } as const;

/** What is told of by its name alone: the content is too long for a line. */
const told = {
  applicants: '适用对象',
  applicantKinds: '申请人类型',
  insuranceTypes: '险种',
  excludedInsuranceTypes: '不适用的险种',
  channels: '办理渠道',
  conditions: '办理条件',
  legalBasis: '设定依据',
  aliases: '别名',
  blockingAlerts: '拦截提示',
  prechecks: '预检',
  resultDocument: '结果文书',
  result: '办结内容',
  changes: '变更前后内容',
} as const satisfies Partial<Record<keyof ServiceItem, string>>;

const keysOfTold = keysOf(told);

/** What a version of an item changes of the one before it. */
export function changeBetween(before: ServiceItem, after: ServiceItem): VersionChange {
  const words = [
    ...valueWords('名称', before.name, after.name),
    ...valueWords('办理方式', modes[before.handlingMode], modes[after.handlingMode]),
    ...valueWords('承诺时限', limitInWords(before.promisedLimit), limitInWords(after.promisedLimit)),
    ...valueWords('法定时限', limitInWords(before.statutoryLimit), limitInWords(after.statutoryLimit)),
    ...valueWords('审批流程', routes[before.approvalRoute], routes[after.approvalRoute]),
    ...valueWords('补正期限', `${before.supplementDays} 个工作日`, `${after.supplementDays} 个工作日`),
    ...listWords('材料', before.materials, after.materials),
    ...changedWords('材料', before.materials, after.materials),
    ...listWords('栏目', fieldsOf(before), fieldsOf(after)),
    ...changedWords('栏目', fieldsOf(before), fieldsOf(after)),
    ...listWords('环节', before.nodes, after.nodes),
    ...changedWords('环节', before.nodes, after.nodes),
    ...valueWords('保存年限', kept(before), kept(after)),
    ...keysOfTold.flatMap((key) => (same(before[key], after[key]) ? [] : [`${told[key]}有改动`])),
  ];
  return {
    words,
    toInstant: before.handlingMode === 'timed' && after.handlingMode === 'instant',
    materials: after.materials.length - before.materials.length,
    days: limitDays(after.promisedLimit) - limitDays(before.promisedLimit),
  };
}

const kept = ({ retention }: ServiceItem): string => (retention === undefined ? '未定' : retentionText(retention));
