import assert from 'node:assert/strict';
import { ADJUSTMENT } from '../../fixtures/desk/papers.ts';
import { refused, STAFF, type Hall, type Story } from './hall.ts';

const TELLER = STAFF[1001];
const REVIEWER = STAFF[2001];
const LEADER = STAFF[3001];
const HEAD = STAFF[4001];

/** 个人账户调整 by another difference; the rest as usual. */
const adjusted = (difference: string, after: string) => ({
  ticks: ADJUSTMENT.ticks,
  form: { ...ADJUSTMENT.form, difference, 'balance-after': after, basis: '2026 年 1 月缴费记录' },
});

/** 李建国 hands in an account adjustment at 09:40 and goes. */
async function handIn(hall: Hall, difference = '120.00', after = '2983.50'): Promise<string> {
  hall.at('2026-03-05 09:40');
  await hall.desk.arrive('990000198503121011');
  const caseId = await hall.open('YT0001');
  hall.take(TELLER, caseId, 'accept', adjusted(difference, after));
  hall.desk.leave();
  return caseId;
}

const says = (paper: string, ...texts: readonly string[]): void => {
  for (const text of texts) assert.ok(paper.includes(text), `${text} is not on: ${paper}`);
};

/** The special route: window, review, decision, and the bureau beside it. */
export const specialRouteStories: Readonly<Record<string, Story>> = {
  'BUS-01': async (hall) => {
    const { desk, at, take, view, slip, tasks } = hall;
    const sent = () => desk.central.effects.map(({ completedAt }) => completedAt);
    const caseId = await handIn(hall);
    says(slip(REVIEWER, caseId, 'SL'), '2026年3月12日', '风险防控与稽核股', '驻政务中心分管领导', '综合柜员');
    at('2026-03-05 10:30');
    take(REVIEWER, caseId, 'agree', { note: '记录相符' });
    at('2026-03-05 15:10');
    take(LEADER, caseId, 'agree', { note: '同意' });
    for (const other of [REVIEWER, LEADER, HEAD]) assert.deepEqual(tasks(other), []);
    assert.deepEqual(tasks(TELLER), [caseId]);
    await desk.forward();
    assert.deepEqual(sent(), []);
    at('2026-03-06 09:05');
    take(TELLER, caseId, 'complete');
    says(
      slip(TELLER, caseId, 'BJ'),
      '变更前',
      '2,863.50 元',
      '变更后',
      '2,983.50 元',
      '+120.00 元',
      '缴费记录',
      '2026年3月6日',
    );
    await desk.forward();
    assert.deepEqual(sent(), ['2026-03-06T01:05:00.000Z']);
    assert.deepEqual(
      view(TELLER, caseId)
        .history.filter(({ text }) => /^(受理|同意|办结)/.test(text))
        .map(({ who, post, text, at: when }) => [who, post, text.slice(0, 2), when.slice(0, 16)]),
      [
        ['王小敏', '综合柜员', '受理', '2026-03-05T01:40'],
        ['赵国强', '风险防控与稽核股', '同意', '2026-03-05T02:30'],
        ['孙立', '驻政务中心分管领导', '同意', '2026-03-05T07:10'],
        ['王小敏', '综合柜员', '办结', '2026-03-06T01:05'],
      ],
    );
  },

  'BUS-02': async (hall) => {
    const { at, take, view, slip, register } = hall;
    const caseId = await handIn(hall);
    at('2026-03-05 11:00');
    take(REVIEWER, caseId, 'remit', { reason: 'amount', note: '金额计算有误；缺 2026 年 1 月缴费记录' });
    at('2026-03-05 11:20');
    take(TELLER, caseId, 'resubmit', adjusted('112.00', '2975.50'));
    const differences = view(REVIEWER, caseId).filings.map(({ changes }) => changes.map((one) => one.difference));
    assert.deepEqual(differences, [['+112.00 元'], ['+120.00 元']]);
    assert.deepEqual(
      view(REVIEWER, caseId).slips.map(({ kind }) => kind),
      ['SL'],
    );
    at('2026-03-05 14:00');
    take(REVIEWER, caseId, 'agree', { note: '同意' });
    at('2026-03-05 16:00');
    take(LEADER, caseId, 'agree', { note: '同意' });
    at('2026-03-05 16:20');
    take(TELLER, caseId, 'complete');
    says(slip(TELLER, caseId, 'BJ'), '+112.00 元');
    says(
      register('approvals', '2026-03-01', '2026-03-31').totals.join(),
      '王小敏 1001 复核退回率 100.00%（复核 1 件，退回 1 件）',
    );
    assert.deepEqual(
      view(TELLER, caseId)
        .opinions.filter(({ post }) => post === '风险防控与稽核股')
        .map(({ arrivedAt, dueOn }) => [arrivedAt.slice(0, 16), dueOn]),
      [
        ['2026-03-05T01:40', '2026-03-06'],
        ['2026-03-05T03:20', '2026-03-06'],
      ],
    );
  },

  'BUS-04': async (hall) => {
    const { desk, at, open, act, take, view, register } = hall;
    at('2026-03-05 09:30');
    await desk.arrive('990000197909233035');
    const caseId = await open('YT0002');
    take(TELLER, caseId, 'accept', {
      ticks: { 'payment-proof': { alternative: 'receipt', form: 'original' } },
      form: {
        applicant: 'self',
        reason: 'paid',
        year: '2017',
        amount: '180.00',
        'paid-on': '2016-12-20',
        'record-before': 'none',
        'record-after': '2017 年度，普通居民，180.00 元',
        basis: '缴费票据',
        phone: '13900000004',
      },
    });
    desk.leave();
    const promised = view(REVIEWER, caseId).dueOn;
    at('2026-03-05 10:15');
    refused(act(REVIEWER, caseId, 'escalate', { note: '无法核实' }));
    refused(act(REVIEWER, caseId, 'escalate', { reason: 'busy', note: '无法核实' }));
    refused(act(REVIEWER, caseId, 'escalate', { reason: 'cannot-judge', note: '　' }));
    take(REVIEWER, caseId, 'escalate', { reason: 'cannot-judge', note: '缴费在系统之外，无法核实' });
    assert.equal(view(HEAD, caseId).dueOn, null);
    assert.equal(view(HEAD, caseId).node?.dueOn, '2026-03-12');
    at('2026-03-10 15:00');
    take(HEAD, caseId, 'answer', { note: '同意补录', document: '样医保〔2026〕7号' });
    // Three closes went by while it stood still; that of the day of acceptance is no working day of the limit.
    assert.equal(promised, '2026-03-12');
    assert.equal(view(REVIEWER, caseId).dueOn, '2026-03-16');
    at('2026-03-11 09:10');
    take(REVIEWER, caseId, 'agree', { note: '按批复同意' });
    at('2026-03-11 10:00');
    take(LEADER, caseId, 'agree', { note: '同意' });
    refused(act(HEAD, caseId, 'complete'));
    at('2026-03-11 10:30');
    take(TELLER, caseId, 'complete');
    await desk.forward();
    const input = JSON.stringify(desk.central.effects[0]?.input);
    const [row = '', ...others] = register('escalations', '2026-03-05').rows;
    assert.deepEqual(others, []);
    says(row, '2026-03-05 10:15', '不能准确把握', '2026-03-12', '2026-03-10 15:00', '样医保〔2026〕7号', '已答复');
    says(input, 'supplement', '"opter":"1001"', '"opter":"2001"', '"opter":"3001"');
  },

  'BUS-07': (hall) => overdueAnswer(hall),
};

/** A report of 2026-03-05 10:15 that the bureau has not answered when its fifth working day closes. */
async function overdueAnswer(hall: Hall): Promise<void> {
  const { at, take, view, register } = hall;
  const caseId = await handIn(hall);
  at('2026-03-05 10:15');
  take(REVIEWER, caseId, 'escalate', { reason: 'legacy-issue', note: '2017 年缴费不在系统内' });
  at('2026-03-12 16:59');
  says(register('escalations', '2026-03-05').rows.join(), '待答复');
  assert.ok(!register('escalations', '2026-03-05').rows.join().includes('超时'));
  at('2026-03-12 17:00');
  says(register('escalations', '2026-03-05').rows.join(), '待答复，超时');
  assert.ok(view(HEAD, caseId).paused?.startsWith('上报保障局'));
}
