import { expect } from 'vitest';
import { liveKeys, wholeStates } from '../../../main/contract/liveState.ts';
import { accept, comeWithCard, intake, personOf, press, stored } from '../../fixtures/counter/atWork.ts';
import { value } from '../../fixtures/counter/counter.ts';
import { test } from '../../fixtures/counter/counterTest.ts';

test('a card taken out leaves the panel, comes back to it, and another card is asked about, never switched to', async ({
  counter,
}) => {
  const { client, until } = counter;
  const { visitId } = await comeWithCard(counter, 'employee');

  value(await client.dock.do({ kind: 'remove-card' }));
  const gone = await until((live) => live.visit?.card === 'removed');
  expect([gone.visit?.visitId, gone.visit?.person?.name]).toEqual([visitId, '李建国']);

  value(await client.dock.do({ kind: 'insert-card', personId: 'employee' }));
  const back = await until((live) => live.visit?.card === 'in');
  expect([back.visit?.visitId, back.visit?.other]).toEqual([visitId, null]);

  value(await client.dock.do({ kind: 'remove-card' }));
  value(await client.dock.do({ kind: 'insert-card', personId: 'retiree' }));
  const asked = await until((live) => live.visit?.other != null);
  expect([asked.visit?.visitId, asked.visit?.person?.name, asked.visit?.card]).toEqual([visitId, '李建国', 'removed']);
  expect(asked.visit?.other).toEqual({
    kind: 'card',
    maskedName: '王*芬',
    maskedNumber: '990000********2025',
    waiting: false,
  });

  const request = { ...press(), visitId, decision: 'end' as const };
  value(await client.visit.decideOther(request));
  value(await client.visit.decideOther(request));
  const switched = await until((live) => live.visit?.person?.name === '王淑芬');
  expect(switched.visit?.visitId).not.toBe(visitId);
  expect([switched.visit?.card, switched.visit?.other]).toEqual(['in', null]);
  expect(await client.visit.decideOther({ ...request, ...press() })).toMatchObject({ code: 'VISIT_CHANGED' });
});

test('after the visit nothing of the citizen is left, and a card left in the reader begins no new one', async ({
  counter,
}) => {
  const { client, until, home } = counter;
  const { visitId } = await comeWithCard(counter, 'employee');
  const { caseId, form } = await intake(counter, 'YB0413');
  value(await client.case.saveDraft({ caseId, ticks: {}, form: { ...form, 'residence-address': '邻县某路' } }));
  expect(stored(home, 'SELECT * FROM draft')).toHaveLength(1);

  const request = { ...press(), visitId };
  value(await client.visit.end(request));
  value(await client.visit.end(request));
  const clean = await until((live) => live.visit === null);
  expect(JSON.stringify({ ...clean, dock: null })).not.toMatch(/李建国|990000198503121011|3121011/);
  expect(stored(home, 'SELECT * FROM draft')).toEqual([]);
  expect(stored(home, 'SELECT phase FROM service_case')).toEqual([{ phase: 'closed' }]);
  expect(await client.case.view({ caseId })).toMatchObject({ code: 'CASE_NO_GROUND' });

  // The lights move, the teller comes and goes: the same stay of the same card is over.
  value(await client.dock.do({ kind: 'paper', paper: 'near-end' }));
  await until((live) => live.lights.printer.level === 'warn');
  value(await client.session.signIn({ number: '1001', password: 'demo-1001' }));
  expect((await until((live) => live.session !== null)).visit).toBe(null);

  value(await client.dock.do({ kind: 'remove-card' }));
  await until((live) => live.lights.cardReader.text === '读卡器就绪');
  const again = await comeWithCard(counter, 'employee');
  // It never had a number: it was no case, and stands in no list.
  expect(again.cases).toEqual([]);
});

test('another teller who signs in takes over the citizen by an act of their own, and sees only while signed in', async ({
  counter,
}) => {
  const { client, until, home } = counter;
  const { visitId } = await comeWithCard(counter, 'employee');
  const caseId = await accept(counter, false);
  value(await client.session.signIn({ number: '1002', password: 'demo-1002' }));
  const taken = await until((live) => live.session?.number === '1002');
  // Nothing of the citizen but what is needed to decide.
  expect(taken.visit).toBe(null);
  expect(taken.unfinished).toMatchObject({
    visitId,
    tellerNumber: '1001',
    maskedName: '李*国',
    items: ['出具《参保凭证》'],
  });
  expect(await client.case.open({ ...press(), itemCode: 'YB0310' })).toMatchObject({ code: 'VISIT_NONE' });
  value(await client.visit.takeOver({ ...press(), visitId }));
  expect((await until((live) => live.visit !== null)).unfinished).toBe(null);
  value(await client.case.act({ ...press(), caseId, kind: 'complete', input: {} }));
  const acts = stored<{ kind: string; actor: string; payload: string }>(
    home,
    `SELECT kind, actor, payload FROM journal WHERE kind IN ('session.closed', 'case.accept', 'case.complete')
     ORDER BY sequence`,
  );
  expect(acts.map(({ kind, actor }) => [kind, actor])).toEqual([
    ['case.accept', '1001'],
    ['session.closed', '1001'],
    ['case.complete', '1002'],
  ]);
  expect(acts[1]?.payload).toBe('{"reason":"replaced"}');

  value(await client.session.signOut({}));
  const away = await until((live) => live.session === null);
  expect([away.visit, away.printing]).toEqual([null, []]);
  expect(await client.case.view({ caseId })).toMatchObject({ code: 'NOT_SIGNED_IN' });
});

test('a technician at another window sees lights and queue, no citizen', async ({ counter }) => {
  const { client } = counter;
  await comeWithCard(counter, 'employee');
  const technician = counter.window('window-2');
  value(await technician.session.signIn({ number: '9001', password: 'demo-9001' }));
  for await (const live of wholeStates(await technician.live.watch({ topics: liveKeys }))) {
    expect([live.session?.role, live.visit]).toEqual(['technician', null]);
    break;
  }
  const revealing = { field: 'id-number', reason: 'fill-form' } as const;
  expect(await technician.visit.reveal(revealing)).toMatchObject({ code: 'NOT_ALLOWED' });
  expect(value(await technician.outbox.list({})).rows).toEqual([]);
  expect(value(await client.visit.reveal(revealing)).value).toBe('990000198503121011');
});

test('the holder of a third-generation card is found by the card’s number; while the system is away the state is named', async ({
  counter,
}) => {
  const { client, until } = counter;
  const { person } = personOf('generation-3');
  value(await client.dock.do({ kind: 'central-fault', fault: 'down' }));
  const unknown = await comeWithCard(counter, 'generation-3');
  expect([unknown.person, unknown.lookUp.state, unknown.card]).toEqual([null, 'unreachable', 'in']);
  expect(await client.case.open({ ...press(), itemCode: 'YB0310' })).toMatchObject({ code: 'PERSON_UNKNOWN' });

  value(await client.dock.do({ kind: 'central-fault', fault: 'none' }));
  await until((live) => live.dock?.centralFault === 'none');
  value(await client.visit.lookUpAgain({}));
  const found = await until((live) => live.visit?.lookUp.state === 'found');
  expect(found.visit?.person?.name).toBe(person.name);
  expect(found.visit?.person?.facts.find(({ key }) => key === 'name')?.source).toBe('central');
});
