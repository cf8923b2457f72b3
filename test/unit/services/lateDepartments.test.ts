import { afterEach, beforeEach, expect, it } from 'vitest';
import { done, openDesk, TELLER, type Desk } from '../../fixtures/desk/desk.ts';
import { nextTurn } from '../../fixtures/desk/turns.ts';

/** What the form makes necessary only after the case was begun: the department is asked without a key, and once. */
let desk: Desk;
let caseId: string;
beforeEach(async () => {
  desk = openDesk();
  await desk.arrive('990000198503121011');
  caseId = done(await desk.services.cases.open(TELLER, desk.request('open'), 'YB0413')).caseId;
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  desk.remove();
});

const guardianship = () =>
  done(desk.services.viewCase(TELLER, caseId)).obtained.filter(({ materialCode }) => materialCode === 'guardianship');
const timesAsked = () => desk.database.prepare(`SELECT count(*) FROM journal WHERE kind = 'case.obtain'`).pluck().get();

function choose(applicant: string): void {
  const { form } = done(desk.services.viewCase(TELLER, caseId));
  done(desk.services.cases.saveDraft(TELLER, caseId, { ticks: {}, form: { ...form, applicant } }));
}

it('a guardian chosen late is looked up, and typing on asks nobody again', async () => {
  expect(guardianship()).toEqual([]);
  const before = timesAsked();
  choose('guardian');
  // The next key while it is under way.
  choose('guardian');
  await nextTurn();
  expect(guardianship()).toMatchObject([{ result: 'confirmed' }]);
  choose('self');
  choose('guardian');
  await nextTurn();
  expect(timesAsked()).toBe(Number(before) + 1);
});

it('重新核验 while everything is being asked already records nothing of its own, and when all is confirmed there is nothing to ask', async () => {
  const answered = Promise.withResolvers<undefined>();
  desk.central.hold = answered.promise;
  const before = Number(timesAsked());
  choose('guardian');
  done(await desk.services.cases.obtainAgain(TELLER, desk.request('again'), caseId));
  expect(timesAsked()).toBe(before);
  answered.resolve(undefined);
  await nextTurn();
  expect(guardianship()).toMatchObject([{ result: 'confirmed' }]);
  expect(timesAsked()).toBe(before + 1);
  // The guardian is no longer needed, and everything else is confirmed.
  choose('self');
  const again = await desk.services.cases.obtainAgain(TELLER, desk.request('once-more'), caseId);
  expect(again).toMatchObject({ ok: false, code: 'NOTHING_TO_ASK' });
  expect(timesAsked()).toBe(before + 1);
});

it('what the form does not need is nothing to ask', async () => {
  const before = timesAsked();
  expect(await desk.services.cases.obtainAgain(TELLER, desk.request('again'), caseId)).toMatchObject({
    ok: false,
    code: 'NOTHING_TO_ASK',
  });
  expect(timesAsked()).toBe(before);
});

it('a choice that needs nobody asks nobody', async () => {
  const before = timesAsked();
  choose('agent');
  await nextTurn();
  expect(timesAsked()).toBe(before);
});

it('with the line down it waits for the system, and 重新核验 asks again', async () => {
  desk.central.mood = 'down';
  choose('guardian');
  await nextTurn();
  expect(guardianship()).toMatchObject([{ result: 'pending' }]);
  desk.central.mood = 'up';
  choose('guardian');
  await nextTurn();
  expect(guardianship()).toMatchObject([{ result: 'pending' }]);
  done(await desk.services.cases.obtainAgain(TELLER, desk.request('again'), caseId));
  expect(guardianship()).toMatchObject([{ result: 'confirmed' }]);
});
