import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { demoPeople } from '../../../main/demo/people.ts';
import { endVisit } from '../../fixtures/counter/atWork.ts';
import { makeHome, openCounter, value, type TestCounter } from '../../fixtures/counter/counter.ts';

let counter: TestCounter;
let place: ReturnType<typeof makeHome>;

beforeEach(async () => {
  place = makeHome();
  counter = await openCounter(place.home);
});
afterEach(async () => {
  await counter.stop();
  place.remove();
});

const request = () => ({ requestId: randomUUID() });

test('a citizen with a card gets an item accepted, completed, printed and delivered', async () => {
  const { client, until } = counter;
  value(await client.session.signIn({ number: '1001', password: 'demo-1001' }));
  await until((live) => live.lights.cardReader.text === '读卡器就绪');
  const [person] = demoPeople;
  value(await client.dock.do({ kind: 'insert-card', personId: person!.id }));
  const seen = await until((live) => live.visit?.lookUp.state === 'found');
  expect(seen.visit?.person?.name).toBe(person!.person.name);
  expect(seen.visit?.card).toBe('in');

  const found = value(await client.catalogue.search({ text: 'cbpz' }));
  expect(found.items[0]?.name).toBe('出具《参保凭证》');
  const { caseId } = value(await client.case.open({ ...request(), itemCode: found.items[0]!.code }));
  const view = value(await client.case.view({ caseId }));
  expect(view.obtained.every(({ result }) => result === 'confirmed')).toBe(true);
  const accepted = value(
    await client.case.act({ ...request(), caseId, kind: 'accept', input: { ticks: view.ticks, form: view.form } }),
  );
  expect(accepted.slipNumber).toMatch(/^SL\d{8}03-0001$/);
  const completed = value(await client.case.act({ ...request(), caseId, kind: 'complete', input: {} }));
  expect(completed.slipNumber).toMatch(/^BJ\d{8}03-0001$/);
  const after = await until(
    (live) =>
      live.outbox.waiting === 0 &&
      live.printing.length === 2 &&
      live.printing.every(({ state }) => state === 'printed') &&
      live.visit?.cases[0]?.delivery.state === 'delivered',
  );
  expect(after.dock?.paperOut).toHaveLength(2);
  await endVisit(counter);
  const clean = await until((live) => live.visit === null);
  expect(clean.printing).toEqual([]);
});

test('input out of bounds is told, not thrown', async () => {
  const { client } = counter;
  value(await client.session.signIn({ number: '1001', password: 'demo-1001' }));
  const answer = await client.visit.openByIdNumber({ ...request(), idNumber: '9'.repeat(50_000) });
  expect(answer).toMatchObject({ ok: false, code: 'INPUT_INVALID' });
});
