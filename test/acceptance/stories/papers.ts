import assert from 'node:assert/strict';
import { refused, STAFF, type Story } from './hall.ts';

const TELLER = STAFF[1001];
const LEADER = STAFF[3001];

/** A stay in hospital: the invoice is there, the list of fees and the diagnosis are not. */
const claim = { applicant: 'self', accident: 'no', 'outside-drugs': 'no' };
const invoice = { receipt: { alternative: 'paper', form: 'original' } };
const brought = {
  'fee-list': { alternative: 'list', form: 'original' },
  'discharge-papers': { alternative: 'diagnosis', form: 'original' },
};
const lacks = (materialCode: string, reason = 'not-brought') => ({ materialCode, reason });

/** Long-term residence elsewhere, without its proof. */
const residence = {
  applicant: 'self',
  'several-places': 'no',
  'residence-region': '990100',
  'residence-address': '邻县',
  'start-date': '2026-03-05',
  phone: '13900000001',
};
const proof = { 'residence-or-commitment': { alternative: 'residence-proof', form: 'original' } };

/** Papers that come later: told, supplied, promised. */
export const paperStories: Readonly<Record<string, Story>> = {
  'BUS-15': async ({ desk, at, open, act, take, view, slip, tasks, register }) => {
    at('2026-03-05 09:30');
    await desk.arrive('990000198503121011');
    const caseId = await open('YB0618');
    const notice = { form: claim, ticks: invoice };
    refused(act(TELLER, caseId, 'notify', { ...notice, missing: [lacks('fee-list')] }), 'MISSING_NOT_WHOLE');
    at('2026-03-05 09:31');
    take(TELLER, caseId, 'notify', { ...notice, missing: [lacks('fee-list'), lacks('discharge-papers')] });
    const first = slip(TELLER, caseId, 'BZ');
    for (const said of ['费用清单', '诊断证明', '2026年3月12日', '签名', 'BZ20260305'])
      assert.ok(first.replaceAll('|', '').includes(said), `${said}: ${first}`);
    assert.equal(view(TELLER, caseId).dueOn, '2026-03-12');

    at('2026-03-09 10:05');
    const second = { form: claim, ticks: brought, missing: [lacks('receipt', 'illegible')] };
    refused(act(TELLER, caseId, 'renotify', second), 'CASE_MOVED_ON');
    refused(act(TELLER, caseId, 'notify', second), 'CASE_MOVED_ON');
    take(TELLER, caseId, 'request', { note: '补交材料后，票据字迹不清晰' });
    assert.deepEqual(tasks(LEADER), [caseId]);
    at('2026-03-09 10:20');
    refused(act(LEADER, caseId, 'permit', { note: '' }), 'INPUT_INVALID');
    take(LEADER, caseId, 'permit', { note: '票据收下时没有看清，同意再告知一次' });
    take(TELLER, caseId, 'renotify', second);
    assert.ok(slip(TELLER, caseId, 'BZ').includes('BZ20260309'));
    const { totals, rows } = register('supplements', '2026-03-01', '2026-03-31');
    assert.ok(totals.includes(`${TELLER.name} 1001 未一次性告知 1 次`), totals.join());
    assert.deepEqual(rows.map((row) => row.split('|').slice(5, 9).join('|')).sort(), [
      '第 1 次|费用清单、出院小结或诊断证明|2026-03-12|再次告知',
      '第 2 次|医疗费用票据|2026-03-16|待补',
    ]);
  },

  'BUS-17': async ({ desk, at, open, act, take, view, slip, register }) => {
    at('2026-03-05 10:00');
    await desk.arrive('990000198503121011');
    const caseId = await open('YB0413');
    take(TELLER, caseId, 'admit', { form: residence, ticks: {} });
    const letter = slip(TELLER, caseId, 'RQ').replaceAll('|', '');
    for (const said of ['RQ20260305', '承诺书', '2026年3月19日', '12 个月内不再适用容缺受理', '签名'])
      assert.ok(letter.includes(said), `${said}: ${letter}`);
    assert.deepEqual(register('gaps', '2026-03-05').rows.length, 1);

    at('2026-03-18 15:59');
    refused(act(TELLER, caseId, 'complete'), 'CASE_MOVED_ON');
    await desk.forward();
    assert.equal(desk.central.effects.length, 0);
    at('2026-03-18 16:00');
    take(TELLER, caseId, 'supply', { ticks: proof });
    take(TELLER, caseId, 'complete');
    await desk.forward();
    assert.equal(desk.central.effects.length, 1);
    assert.equal(view(TELLER, caseId).phase, 'completed');
    const { rows, totals } = register('gaps', '2026-03-05');
    assert.match(rows.join(), /2026-03-19\|补齐\|2026-03-18 16:00$/);
    assert.ok(totals.includes('补齐 1 件'), totals.join());
  },
};
