import { applicantKinds } from './applicant.ts';
import { isFactName } from './facts.ts';
import type { ItemCondition } from './fields/field.ts';
import { rulesOf, type ItemField } from './fields/table.ts';
import type { ItemMaterial, ServiceItem } from './item.ts';
import { limitDays, nodeDays } from './limit.ts';
import { isFromCitizen } from './materialList.ts';
import { placeholders } from './outcome.ts';
import { sourceRules } from './sources/table.ts';
import { inForce } from './versions.ts';

/** A contradiction inside one item, in Chinese, with the path of the offending value. */
export interface ConsistencyProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

type Rule = (item: ServiceItem) => readonly ConsistencyProblem[];
type Path = ConsistencyProblem['path'];

function when(broken: boolean, path: Path, message: string): readonly ConsistencyProblem[] {
  return broken ? [{ path, message }] : [];
}

function repeated(values: readonly string[], pathOf: (index: number) => Path, what: string): ConsistencyProblem[] {
  return values.flatMap((value, index) =>
    values.indexOf(value) < index ? [{ path: pathOf(index), message: `${what}“${value}”重复` }] : [],
  );
}

/** A condition must name a choice field among `fields` and values that field can have. */
function conditionProblems(
  condition: ItemCondition | undefined,
  fields: readonly ItemField[],
  path: Path,
): readonly ConsistencyProblem[] {
  if (!condition) return [];
  const field = fields.find(({ code }) => code === condition.field);
  if (!field) return [{ path: [...path, 'field'], message: `条件引用的栏目“${condition.field}”不存在或排在后面` }];
  const known = rulesOf(field).choosable(field);
  if (known === null) return [{ path: [...path, 'field'], message: `条件引用的栏目“${condition.field}”不是选择项` }];
  return condition.in.flatMap((value, index) =>
    when(!known.includes(value), [...path, 'in', index], `栏目“${condition.field}”没有选项“${value}”`),
  );
}

function period({ effectiveFrom, effectiveTo }: ServiceItem): readonly ConsistencyProblem[] {
  return when(effectiveTo !== undefined && effectiveTo < effectiveFrom, ['effectiveTo'], '失效日期早于生效日期');
}

function limits(item: ServiceItem): readonly ConsistencyProblem[] {
  const promised = item.promisedLimit.kind === 'instant';
  return [
    ...when((item.handlingMode === 'instant') !== promised, ['handlingMode'], '即办件的承诺时限必须是即时，反之亦然'),
    ...when(
      limitDays(item.promisedLimit) > limitDays(item.statutoryLimit),
      ['promisedLimit'],
      '承诺时限不能长于法定时限',
    ),
    ...when(
      item.approvalRoute === 'special' && item.handlingMode === 'instant',
      ['approvalRoute'],
      '特殊业务须经复核和审核，不能是即办件',
    ),
  ];
}

function nodes(item: ServiceItem): readonly ConsistencyProblem[] {
  const days = nodeDays(item.nodes, item.promisedLimit);
  const posts = item.nodes.map(({ post }) => post);
  const chain = ['teller', 'reviewer', 'branch-leader', 'teller'];
  return [
    ...(days.ok ? [] : [{ path: ['nodes'], message: days.message }]),
    ...when(
      item.approvalRoute === 'special' && posts.length > 0 && posts.join() !== chain.join(),
      ['nodes'],
      '特殊业务的环节应为 窗口初审、复核、审核、窗口办结',
    ),
    ...repeated(
      item.nodes.map(({ code }) => code),
      (index) => ['nodes', index, 'code'],
      '环节代码',
    ),
  ];
}

/** Who applies is said by the kinds and, where there is a choice, by the form: both say the same. */
function applicants(item: ServiceItem): readonly ConsistencyProblem[] {
  const kinds = item.applicantKinds;
  const at = item.fields.findIndex(({ code }) => code === 'applicant');
  const field = item.fields[at];
  const twice = repeated(kinds, (index) => ['applicantKinds', index], '申请主体');
  if (kinds.length === 0 || !field) return twice;
  const choices = rulesOf(field).choosable(field) ?? [];
  const meant: readonly string[] = kinds.map((kind) => applicantKinds[kind].choice);
  return [
    ...twice,
    ...choices.flatMap((value) =>
      when(!meant.includes(value), ['fields', at], `申请方式“${value}”没有列在 applicantKinds 里`),
    ),
    ...meant.flatMap((value, index) =>
      when(!choices.includes(value), ['applicantKinds', index], `申请方式里没有选项“${value}”`),
    ),
  ];
}

function codes({ baseCode12, implCode31 }: ServiceItem): readonly ConsistencyProblem[] {
  const own = implCode31?.slice(-12);
  return when(own !== undefined && own !== baseCode12, ['implCode31'], '31 位编码的后 12 位应与基本编码相同');
}

function insurance(item: ServiceItem): readonly ConsistencyProblem[] {
  return item.excludedInsuranceTypes.flatMap((type, index) =>
    when(item.insuranceTypes.includes(type), ['excludedInsuranceTypes', index], `险种 ${type} 既要求又排除`),
  );
}

function oneMaterial(material: ItemMaterial, index: number): readonly ConsistencyProblem[] {
  const path = ['materials', index, 'anyOf'];
  const fromCitizen = isFromCitizen(material);
  const alternatives = material.anyOf.map(({ code }) => code);
  return [
    ...when(
      !fromCitizen && material.mayFollowWithin !== undefined,
      ['materials', index, 'mayFollowWithin'],
      '只有群众提供的材料可以容缺',
    ),
    ...when(
      fromCitizen && material.anyOf.length === 0,
      ['materials', index],
      '群众提供的材料必须列出可提交的形式 (anyOf)',
    ),
    ...when(
      !fromCitizen && material.anyOf.length > 0,
      path,
      '由系统、共享或证件核验取得的材料不得要求群众提供（不能有 anyOf）',
    ),
    ...repeated(alternatives, (at) => [...path, at, 'code'], '提交方式'),
    ...material.anyOf.flatMap(({ forms }, at) => repeated(forms, (form) => [...path, at, 'forms', form], '提交形式')),
  ];
}

/** A source an item can have only once is named once, however often it stands there. */
function repeatedSources(materials: readonly ItemMaterial[]): readonly ConsistencyProblem[] {
  const kinds = materials.map(({ source }) => source.kind);
  return materials.flatMap((material, index) => {
    const { onlyOne } = sourceRules(material);
    const isSecond = kinds.slice(0, index).filter((kind) => kind === material.source.kind).length === 1;
    return onlyOne !== null && isSecond ? [{ path: ['materials'], message: onlyOne }] : [];
  });
}

function materials(item: ServiceItem): readonly ConsistencyProblem[] {
  return [
    ...repeated(
      item.materials.map(({ code }) => code),
      (index) => ['materials', index, 'code'],
      '材料代码',
    ),
    ...item.materials.flatMap(oneMaterial),
    ...item.materials.flatMap(({ requiredWhen }, index) =>
      conditionProblems(requiredWhen, item.fields, ['materials', index, 'requiredWhen']),
    ),
    ...repeatedSources(item.materials),
  ];
}

function order(item: ServiceItem, field: ItemField, index: number): readonly ConsistencyProblem[] {
  if (field.kind !== 'date' || field.notBefore === undefined) return [];
  const other = item.fields.find(({ code }) => code === field.notBefore);
  const isDate = other?.kind === 'date' && other !== field;
  return when(!isDate, ['fields', index, 'notBefore'], '应引用另一个日期栏目的代码');
}

/** A sum is made of other amounts of the same form. */
function sums(item: ServiceItem, field: ItemField, index: number): readonly ConsistencyProblem[] {
  if (field.kind !== 'money' || !field.sumOf) return [];
  return field.sumOf.flatMap((code, at) => {
    const part = item.fields.find((one) => one.code === code);
    const isAmount = part?.kind === 'money' && part !== field;
    return when(!isAmount, ['fields', index, 'sumOf', at], '应引用另一个金额栏目的代码');
  });
}

function fields(item: ServiceItem): readonly ConsistencyProblem[] {
  return [
    ...repeated(
      item.fields.map(({ code }) => code),
      (index) => ['fields', index, 'code'],
      '栏目代码',
    ),
    ...item.fields.flatMap((field, index) => [
      ...when(isFactName(field.code), ['fields', index, 'code'], `“${field.code}”是保留名称`),
      ...rulesOf(field)
        .contradictions(field)
        .map(({ path, message }) => ({ path: ['fields', index, ...path], message })),
      ...order(item, field, index),
      ...sums(item, field, index),
      ...conditionProblems(field.shownWhen, item.fields.slice(0, index), ['fields', index, 'shownWhen']),
    ]),
  ];
}

function known(item: ServiceItem, name: string): boolean {
  return isFactName(name) || item.fields.some(({ code }) => code === name);
}

function templateProblems(
  item: ServiceItem,
  template: string,
  path: ConsistencyProblem['path'],
): readonly ConsistencyProblem[] {
  const names = placeholders(template);
  const rest = names.reduce((text, name) => text.replace(`{${name}}`, ''), template);
  return [
    ...when(/[{}]/.test(rest), path, '大括号不成对'),
    ...names.flatMap((name) => when(!known(item, name), path, `引用的栏目“${name}”不存在`)),
  ];
}

function results(item: ServiceItem): readonly ConsistencyProblem[] {
  return item.result.flatMap(({ value }, index) => templateProblems(item, value, ['result', index, 'value']));
}

/** When its document is issued is said by a choice of its form. */
function issued({ resultDocument, fields: all }: ServiceItem): readonly ConsistencyProblem[] {
  return conditionProblems(resultDocument?.issuedWhen, all, ['resultDocument', 'issuedWhen']);
}

function changes(item: ServiceItem): readonly ConsistencyProblem[] {
  return item.changes.flatMap(({ label: _label, ...templates }, index) =>
    Object.entries(templates).flatMap(([key, template = '']) =>
      templateProblems(item, template, ['changes', index, key]),
    ),
  );
}

function benefit({ benefit: effect, fields: all, approvalRoute }: ServiceItem): readonly ConsistencyProblem[] {
  if (!effect) return [];
  const named = [effect.reason, effect.basis, effect.until].filter((code) => code !== undefined);
  return [
    ...named.flatMap((code) =>
      when(!all.some((field) => field.code === code), ['benefit'], `引用的栏目“${code}”不存在`),
    ),
    ...conditionProblems(effect.urgentWhen, all, ['benefit', 'urgentWhen']),
    ...when(
      effect.urgentWhen !== undefined && (effect.does !== 'lock' || approvalRoute !== 'special'),
      ['benefit', 'urgentWhen'],
      '只有走特殊业务流程的封锁可以先行生效',
    ),
  ];
}

const rules: readonly Rule[] = [
  period,
  limits,
  nodes,
  applicants,
  codes,
  insurance,
  materials,
  fields,
  results,
  issued,
  changes,
  benefit,
];

/**
 * What the schema cannot see: contradictions between parts of one item. Empty when the item may be put into service.
 */
export function consistencyProblems(item: ServiceItem): readonly ConsistencyProblem[] {
  return rules.flatMap((rule) => rule(item));
}

function clash(one: ServiceItem, other: ServiceItem): string | null {
  if (one.code !== other.code) return null;
  if (one.version === other.version) return `与另一文件的版本号重复：${other.code} 第 ${other.version} 版`;
  const [early, late] = one.effectiveFrom <= other.effectiveFrom ? [one, other] : [other, one];
  if (inForce(early, late.effectiveFrom)) return `与 ${other.code} 第 ${other.version} 版的有效期重叠`;
  return early.version > late.version ? `版本号与生效先后不一致：参见 ${other.code} 第 ${other.version} 版` : null;
}

/**
 * Versions that contradict an earlier one of the list: the same number twice, periods that overlap, or numbers that do
 * not rise with time. `index` is the place in `items`; the message is Chinese.
 */
export function versionProblems(
  items: readonly ServiceItem[],
): readonly { readonly index: number; readonly message: string }[] {
  return items.flatMap((item, index) =>
    items
      .slice(0, index)
      .map((earlier) => clash(item, earlier))
      .filter((message) => message !== null)
      .map((message) => ({ index, message })),
  );
}
