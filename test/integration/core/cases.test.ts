import { expect } from 'vitest';
import { accept, comeWithCard, endVisit, intake, press, stored } from '../../fixtures/counter/atWork.ts';
import { value } from '../../fixtures/counter/counter.ts';
import { test } from '../../fixtures/counter/counterTest.ts';

const residence = {
  'residence-region': '990100',
  'residence-address': '邻县幸福路 1 号',
  'start-date': '2026-11-20',
  phone: '13900000001',
};

test('everything missing is told at once and once; the citizen comes back and the same case is accepted', async ({
  counter,
}) => {
  const { client, until } = counter;
  await comeWithCard(counter, 'employee');
  const view = await intake(counter, 'YB0413');
  const { caseId } = view;
  const form = { ...view.form, ...residence };
  const ticked = { 'residence-or-commitment': { alternative: 'commitment', form: 'original' as const } };
  const proof = { materialCode: 'residence-or-commitment', reason: 'not-brought' as const };
  const notify = (ticks: typeof ticked | object, missing: (typeof proof)[], request = press()) =>
    client.case.act({ ...request, caseId, kind: 'notify', input: { ticks: { ...ticks }, form, missing } });

  expect(await notify({}, [])).toMatchObject({ code: 'MISSING_NOT_WHOLE' });
  expect(await notify({}, [proof, { ...proof, materialCode: 'blood-group' }])).toMatchObject({
    code: 'MATERIAL_NOT_LISTED',
  });
  expect(await notify({}, [proof, { ...proof, materialCode: 'insurance-status' }])).toMatchObject({
    code: 'MATERIAL_BY_SYSTEM',
  });
  expect(await notify(ticked, [])).toMatchObject({ code: 'NOTHING_MISSING' });
  expect(await client.case.act({ ...press(), caseId, kind: 'accept', input: { ticks: {}, form } })).toMatchObject({
    code: 'MATERIALS_INCOMPLETE',
  });
  const preview = value(await client.case.previewNotice({ caseId, ticks: {}, form, missing: [proof] }));
  expect(JSON.stringify(preview.lines)).toContain('居住证明或个人承诺书');

  const request = press();
  const told = value(await notify({}, [proof], request));
  expect(told.slipNumber).toMatch(/^BZ\d{8}03-0001$/);
  expect(value(await notify({}, [proof], request))).toEqual(told);
  expect(await notify({}, [proof])).toMatchObject({ code: 'CASE_MOVED_ON' });
  await endVisit(counter);
  value(await client.dock.do({ kind: 'remove-card' }));
  await until((live) => live.visit === null && live.lights.cardReader.text === '读卡器就绪');

  const second = await comeWithCard(counter, 'employee');
  expect(second.cases).toMatchObject([{ caseId, phase: 'notified', caseNumber: told.caseNumber }]);
  value(await client.case.saveDraft({ caseId, ticks: ticked, form }));
  const accepted = value(await client.case.act({ ...press(), caseId, kind: 'accept', input: { ticks: ticked, form } }));
  expect(accepted.caseNumber).toBe(told.caseNumber);
  expect(accepted.slipNumber).toMatch(/^SL\d{8}03-0001$/);
  expect(value(await client.case.view({ caseId })).slips.map(({ kind }) => kind)).toEqual(['BZ', 'SL']);
});

test('the draft of a case from an earlier visit goes with the visit in which it was written', async ({ counter }) => {
  const { client, until, home } = counter;
  await comeWithCard(counter, 'employee');
  const { caseId, form } = await intake(counter, 'YB0413');
  const missing = [{ materialCode: 'residence-or-commitment', reason: 'not-brought' as const }];
  value(await client.case.act({ ...press(), caseId, kind: 'notify', input: { ticks: {}, form, missing } }));
  await endVisit(counter);
  value(await client.dock.do({ kind: 'remove-card' }));
  await until((live) => live.visit === null && live.lights.cardReader.text === '读卡器就绪');
  await comeWithCard(counter, 'employee');
  value(await client.case.saveDraft({ caseId, ticks: {}, form: { ...form, phone: '13911112222' } }));
  await endVisit(counter);
  expect(stored(home, 'SELECT * FROM draft')).toEqual([]);
  expect(stored(home, 'SELECT phase FROM service_case')).toEqual([{ phase: 'notified' }]);
});

test('what a system supplies cannot be ticked, nor what is not on the list', async ({ counter }) => {
  const { client } = counter;
  await comeWithCard(counter, 'employee');
  const { caseId, form } = await intake(counter, 'YB0413');
  const refusals = {
    'insurance-status': 'MATERIAL_BY_SYSTEM',
    'identity-proof': 'MATERIAL_BY_SYSTEM',
    'blood-group': 'MATERIAL_NOT_LISTED',
  };
  for (const [code, refusal] of Object.entries(refusals)) {
    const ticks = { [code]: { alternative: 'paper', form: 'original' as const } };
    const answer = await client.case.act({
      ...press(),
      caseId,
      kind: 'accept',
      input: { ticks, form: { ...form, ...residence } },
    });
    expect(answer).toMatchObject({ code: refusal });
  }
  expect(value(await client.case.view({ caseId })).phase).toBe('intake');
});

test('a button pressed twice, or by two windows at once, has one effect', async ({ counter }) => {
  const { client, home } = counter;
  await comeWithCard(counter, 'employee');
  const { caseId, form } = await intake(counter, 'YB0310');
  const once = { ...press(), caseId, kind: 'accept' as const, input: { ticks: {}, form } };
  const [one, two] = await Promise.all([client.case.act(once), client.case.act(once)]);
  expect(value(one)).toEqual(value(two));
  const complete = () => client.case.act({ ...press(), caseId, kind: 'complete', input: {} });
  const answers = await Promise.all([complete(), complete()]);
  expect(answers.map((answer) => (answer.ok ? 'done' : answer.code)).sort()).toEqual(['CASE_MOVED_ON', 'done']);
  expect(stored(home, 'SELECT kind, last FROM number_series ORDER BY kind')).toEqual([
    { kind: 'BJ', last: 1 },
    { kind: 'PZ', last: 1 },
    { kind: 'SL', last: 1 },
    { kind: 'case', last: 1 },
  ]);
  expect(stored(home, 'SELECT message_id FROM outbox_message')).toHaveLength(1);
});

test('with the central system away from the start the teller goes on, and all is delivered after it was asked', async ({
  counter,
}) => {
  const { client, until } = counter;
  value(await client.dock.do({ kind: 'central-fault', fault: 'down' }));
  const visit = await comeWithCard(counter, 'employee');
  expect([visit.lookUp.state, visit.person?.name]).toEqual(['unreachable', '李建国']);
  const caseId = await accept(counter, true);
  const view = value(await client.case.view({ caseId }));
  expect(view.obtained.map(({ result }) => result)).toEqual(['pending']);
  const away = await until(({ lights }) => lights.central.text === '中心系统不通，1 笔待传');
  expect(away.outbox).toEqual({ waiting: 1, refused: 0 });

  value(await client.dock.do({ kind: 'central-fault', fault: 'none' }));
  const [row] = value(await client.outbox.list({})).rows;
  value(await client.outbox.sendNow({ ...press(), messageId: row!.messageId }));
  await until(({ outbox }) => outbox.waiting === 0);
  const after = value(await client.case.view({ caseId }));
  expect(after.delivery.state).toBe('delivered');
  expect(after.obtained).toMatchObject([{ result: 'confirmed' }]);
});

test('a material that is denied after all comes back as a refusal and can be sent again', async ({ counter }) => {
  const { client, until } = counter;
  value(await client.dock.do({ kind: 'central-fault', fault: 'down' }));
  await comeWithCard(counter, 'arrears');
  const caseId = await accept(counter, true);
  value(await client.dock.do({ kind: 'central-fault', fault: 'none' }));
  const [waiting] = value(await client.outbox.list({})).rows;
  value(await client.outbox.sendNow({ ...press(), messageId: waiting!.messageId }));
  const back = await until(({ outbox }) => outbox.refused === 1);
  expect(back.lights.central).toMatchObject({ level: 'warn', text: '中心系统退回 1 笔' });
  const [refused] = value(await client.outbox.list({})).rows;
  expect(refused).toMatchObject({ state: 'refused', detail: '系统核验未通过：欠费 3 个月', caseId });

  value(await client.outbox.sendNow({ ...press(), messageId: refused!.messageId }));
  await until((live) => live.visit?.cases[0]?.delivery.state === 'refused' && live.outbox.waiting === 0);
  // The cause is still there, so the answer is the same; each try is in the history.
  const texts = value(await client.case.view({ caseId })).history.map(({ text }) => text);
  expect(texts.filter((text) => text.startsWith('中心系统退回'))).toHaveLength(2);
  expect(texts).toContain('重新传送中心系统');
});
