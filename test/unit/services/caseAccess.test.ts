import { afterEach, beforeEach, expect, it } from 'vitest';
import type { StaffActor } from '../../../main/domain/staff/actor.ts';
import { readHead, rowsAfter } from '../../../main/store/journal.ts';
import { openDesk, OTHER_TELLER, TELLER, WORKSTATION, type Desk } from '../../fixtures/desk/desk.ts';

const EMPLOYEE = '990000198503121011';
const RETIREE = '990000195607082025';
const REVIEWER: StaffActor = { kind: 'person', number: '5001', name: '沈岩', role: 'reviewer' };

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(() => desk.remove());

/** An accepted case whose citizen has left. */
async function acceptedAndGone(): Promise<string> {
  const { cases, act } = desk.services;
  await desk.arrive(EMPLOYEE);
  const opened = await cases.open(TELLER, desk.request('open'), 'YB0310');
  if (!opened.ok) throw new Error(opened.code);
  const { caseId } = opened.value;
  const view = desk.services.viewCase(TELLER, caseId);
  if (!view.ok) throw new Error(view.code);
  expect(
    act(TELLER, desk.request('accept'), { kind: 'accept', caseId, input: { ticks: {}, form: view.value.form } }),
  ).toMatchObject({ ok: true });
  desk.leave();
  return caseId;
}

const look = (who: StaffActor, caseId: string) => desk.services.viewCase(who, caseId);
const complete = (who: StaffActor, caseId: string) =>
  desk.services.act(who, desk.request('complete'), { kind: 'complete', caseId, input: {} });

it('what is accepted is a task of every teller here; whoever completes it sees for a while what came of it', async () => {
  const caseId = await acceptedAndGone();
  expect(desk.services.listTasks(TELLER)).toMatchObject([
    { caseId, maskedName: '李*国', tellerName: '王小敏', light: 'red' },
  ]);
  desk.clock.pass(24 * 60 * 60_000);
  expect(desk.services.listTasks(TELLER)).toMatchObject([{ caseId, light: 'black' }]);
  expect(look(OTHER_TELLER, caseId)).toMatchObject({ value: { ground: 'task', shows: 'full' } });
  expect(complete(OTHER_TELLER, caseId)).toMatchObject({ ok: true });
  expect(desk.services.listTasks(TELLER)).toEqual([]);
  expect(look(OTHER_TELLER, caseId)).toMatchObject({ value: { ground: 'task', shows: 'full', phase: 'completed' } });
  expect(look(TELLER, caseId)).toMatchObject({ code: 'CASE_NO_GROUND' });
  desk.clock.pass(16 * 60_000);
  expect(look(OTHER_TELLER, caseId)).toMatchObject({ code: 'CASE_NO_GROUND' });
});

it('a task is worked on while another citizen is here, and the acts that need its own citizen are refused', async () => {
  const caseId = await acceptedAndGone();
  await desk.arrive(RETIREE);
  expect(look(TELLER, caseId)).toMatchObject({ value: { ground: 'task', citizen: { name: '李建国' } } });
  expect(complete(TELLER, caseId)).toMatchObject({ ok: true });
});

it('a reason opens a case masked for a quarter of an hour, to the post that gave it and to no other, and is journalled', async () => {
  const caseId = await acceptedAndGone();
  const { access } = desk.services;
  expect(look(REVIEWER, caseId)).toMatchObject({ code: 'CASE_NO_GROUND' });
  const why = { reason: 'complaint', note: '12393 转来' } as const;
  expect(access.ask(REVIEWER, desk.request('ask'), { by: 'case', caseId }, why)).toEqual({
    ok: true,
    value: { caseId },
  });
  expect(look(REVIEWER, caseId)).toMatchObject({
    value: { ground: 'hall-query', shows: 'masked', citizen: { name: '李*国' }, prefilled: {} },
  });
  expect(look({ ...REVIEWER, number: '5002' }, caseId)).toMatchObject({ code: 'CASE_NO_GROUND' });
  expect(look({ ...REVIEWER, role: 'auditor' }, caseId)).toMatchObject({ code: 'CASE_NO_GROUND' });
  const line = desk.database
    .prepare<[], { payload: string; actor_role: string }>(
      "SELECT payload, actor_role FROM journal WHERE kind = 'access.hall-query' AND subject = (SELECT case_id FROM service_case)",
    )
    .all();
  expect(line.map(({ payload, actor_role }) => [JSON.parse(payload) as unknown, actor_role])).toEqual([
    [why, 'reviewer'],
  ]);
  desk.clock.pass(16 * 60_000);
  expect(look(REVIEWER, caseId)).toMatchObject({ code: 'CASE_NO_GROUND' });
});

it.each([
  ['its own number', 'SELECT case_number FROM service_case'],
  ['the number of its slip', 'SELECT slip_number FROM slip ORDER BY rowid LIMIT 1'],
  ['the number of its message', 'SELECT message_id FROM service_case'],
])('a case is found by %s', async (_what, text) => {
  const caseId = await acceptedAndGone();
  expect(complete(TELLER, caseId)).toMatchObject({ ok: true });
  const number = String(desk.database.prepare(text).pluck().get());
  const asked = desk.services.access.ask(
    REVIEWER,
    desk.request('ask'),
    { by: 'number', number },
    { reason: 'returned' },
  );
  expect(asked).toEqual({ ok: true, value: { caseId } });
});

it('a query that finds nothing, or by a post that may not ask, opens nothing and leaves at most that it was tried', async () => {
  const caseId = await acceptedAndGone();
  const before = readHead(desk.database);
  const { access } = desk.services;
  const why = { reason: 'supervision' } as const;
  expect(access.ask(REVIEWER, desk.request('ask'), { by: 'number', number: '990000' }, why)).toMatchObject({
    code: 'CASE_UNKNOWN',
  });
  const clerk: StaffActor = { ...REVIEWER, role: 'duty-clerk' };
  expect(access.ask(clerk, desk.request('ask'), { by: 'case', caseId }, why)).toMatchObject({ code: 'NOT_ALLOWED' });
  expect(look(clerk, caseId)).toMatchObject({ code: 'CASE_NO_GROUND' });
  expect(rowsAfter(desk.database, before.sequence, 9)).toMatchObject([
    { kind: 'access.refused', actorRole: 'duty-clerk' },
  ]);
  expect(desk.store.workstation).toBe(WORKSTATION);
});
