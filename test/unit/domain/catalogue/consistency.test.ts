import { describe, expect, it } from 'vitest';
import { consistencyProblems } from '../../../../main/domain/catalogue/consistency.ts';
import { sampleItem } from '../../../fixtures/catalogue/items.ts';

const identity = { code: 'identity', name: '身份证件', source: { kind: 'identity' } };
const copy = { code: 'paper', name: '材料', forms: ['copy'] };
const citizen = { code: 'proof', name: '证明', source: { kind: 'citizen' }, anyOf: [copy] };
const choice = { code: 'applicant', label: '申请方式', kind: 'choice', choices: [{ value: 'self', label: '本人' }] };
const note = { code: 'note', label: '备注', kind: 'note' };
const plain = { materials: [identity], result: [{ label: '结果', value: '已办理' }] };
const node = (code: string, post: string, days: number) => ({
  code,
  name: code,
  post,
  limit: { kind: 'working-days', days },
});
const bare = { ...plain, fields: [], applicantKinds: [], nodes: [] };

describe('an item', () => {
  it('that agrees with itself has no problems', () => {
    expect(consistencyProblems(sampleItem())).toEqual([]);
    expect(consistencyProblems(sampleItem(bare))).toEqual([]);
  });

  it.each([
    ['ends before it begins', { effectiveTo: '2025-12-31' }, 'effectiveTo', '失效日期'],
    ['is instant with days promised', { handlingMode: 'instant' }, 'handlingMode', '即办件'],
    ['is timed with an instant promise', { promisedLimit: { kind: 'instant' } }, 'handlingMode', '即办件'],
    [
      'promises more than the law allows',
      { promisedLimit: { kind: 'working-days', days: 21 } },
      'promisedLimit',
      '不能长于法定',
    ],
    [
      'is special and instant',
      { approvalRoute: 'special', handlingMode: 'instant', promisedLimit: { kind: 'instant' } },
      'approvalRoute',
      '不能是即办件',
    ],
    [
      'has nodes that take longer than it promises',
      { nodes: [node('a', 'teller', 8), node('b', 'reviewer', 3)] },
      'nodes',
      '合计 11 个工作日，超过承诺的 10 个工作日',
    ],
    [
      'is special and skips a node',
      { approvalRoute: 'special', nodes: [node('a', 'teller', 1), node('b', 'branch-leader', 1)] },
      'nodes',
      '窗口初审、复核、审核、窗口办结',
    ],
    ['has a node twice', { nodes: [node('a', 'teller', 1), node('a', 'reviewer', 1)] }, 'nodes.1.code', '重复'],
    [
      'names applicants that its form does not offer',
      { applicantKinds: ['person', 'employer'], fields: [choice] },
      'applicantKinds.1',
      '没有选项“employer”',
    ],
    [
      'offers applicants that it does not name',
      {
        applicantKinds: ['person'],
        fields: [{ ...choice, choices: [...choice.choices, { value: 'agent', label: '代办' }] }],
      },
      'fields.0',
      '“agent”没有列在',
    ],
    [
      'is reported under the code of another',
      { baseCode12: '132036024004', implCode31: '11131100MB193224813132036024003' },
      'implCode31',
      '后 12 位',
    ],
    [
      'lets a paper follow that nobody brings',
      { materials: [{ ...identity, mayFollowWithin: 5 }] },
      'materials.0.mayFollowWithin',
      '容缺',
    ],
    [
      'asks the citizen without saying for what',
      { materials: [{ ...citizen, anyOf: [] }] },
      'materials.0',
      '必须列出可提交的形式',
    ],
    [
      'asks the citizen for what a system supplies',
      { materials: [{ ...citizen, source: { kind: 'system', system: '核心' } }] },
      'materials.0.anyOf',
      '不得要求群众提供',
    ],
    [
      'asks the citizen for what a department shares',
      { materials: [{ ...citizen, source: { kind: 'shared', department: '公安' } }] },
      'materials.0.anyOf',
      '不得要求群众提供',
    ],
    ['asks for identity on paper', { materials: [{ ...identity, anyOf: [copy] }] }, 'materials.0.anyOf', '不得要求'],
    ['lists a material twice', { materials: [identity, citizen, citizen] }, 'materials.2.code', '重复'],
    [
      'lists an alternative twice',
      { materials: [{ ...citizen, anyOf: [copy, copy] }] },
      'materials.0.anyOf.1.code',
      '重复',
    ],
    ['proves identity twice', { materials: [identity, { ...identity, code: 'again' }] }, 'materials', '只能有一项'],
    [
      'asks for a material by a field that is not there',
      { materials: [{ ...citizen, requiredWhen: { field: 'gone', in: ['x'] } }] },
      'materials.0.requiredWhen.field',
      '不存在',
    ],
    [
      'asks for a material by a field without choices',
      { fields: [note], materials: [{ ...citizen, requiredWhen: { field: 'note', in: ['x'] } }] },
      'materials.0.requiredWhen.field',
      '不是选择项',
    ],
    [
      'asks for a material by a choice that is not there',
      { fields: [choice], materials: [{ ...citizen, requiredWhen: { field: 'applicant', in: ['self', 'x'] } }] },
      'materials.0.requiredWhen.in.1',
      '没有选项“x”',
    ],
    [
      'shows a field by a later one',
      { fields: [{ ...note, shownWhen: { field: 'applicant', in: ['self'] } }, choice] },
      'fields.0.shownWhen.field',
      '排在后面',
    ],
    [
      'fills in a column of a table',
      {
        fields: [
          {
            code: 'fees',
            label: '费用',
            kind: 'rows',
            columns: [{ code: 'name', label: '项目', kind: 'text', prefill: 'person.name' }],
          },
        ],
      },
      'fields.0.columns.0',
      '不能预填',
    ],
    ['has a field twice', { fields: [note, note] }, 'fields.1.code', '重复'],
    ['names a field like a fact', { fields: [{ ...note, code: 'today' }] }, 'fields.0.code', '保留名称'],
    ['begins with no choice of its own', { fields: [{ ...choice, initial: 'x' }] }, 'fields.0.initial', '不在选项内'],
    [
      'begins a field in two ways',
      { fields: [{ ...choice, initial: 'self', prefill: 'insurance.type' }] },
      'fields.0.initial',
      '只能有一个',
    ],
    [
      'orders a date by what is none',
      { fields: [note, { code: 'from', label: '开始', kind: 'date', notBefore: 'note' }] },
      'fields.1.notBefore',
      '日期栏目',
    ],
    [
      'has a choice twice',
      { fields: [{ ...choice, choices: [...choice.choices, ...choice.choices] }] },
      'fields.0.choices.1.value',
      '重复',
    ],
    [
      'prints a field that is not there',
      { result: [{ label: '甲', value: '{gone}' }] },
      'result.0.value',
      '“gone”不存在',
    ],
    ['prints half a brace', { result: [{ label: '甲', value: '{today' }] }, 'result.0.value', '不成对'],
    [
      'requires and excludes an insurance',
      { excludedInsuranceTypes: ['310'] },
      'excludedInsuranceTypes.0',
      '既要求又排除',
    ],
  ])('that %s is refused where it says so', (_what, change, path, message) => {
    const problems = consistencyProblems(sampleItem({ ...bare, ...change }));
    expect(problems.map((problem) => problem.path.join('.'))).toEqual([path]);
    expect(problems[0]?.message).toContain(message);
  });
});
