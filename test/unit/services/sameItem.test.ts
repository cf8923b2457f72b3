import { afterEach, beforeEach, expect, it } from 'vitest';
import { done, openDesk, TELLER, type Desk } from '../../fixtures/desk/desk.ts';

const EMPLOYEE = '990000198503121011';
const RETIREE = '990000195607082025';

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(() => desk.remove());

const open = async (item = 'YB0310'): Promise<string> =>
  done(await desk.services.cases.open(TELLER, desk.request('open'), item)).caseId;
const kinds = (caseId: string): string[] =>
  desk.database
    .prepare<[string], string>('SELECT kind FROM journal WHERE subject = ? ORDER BY sequence')
    .pluck()
    .all(caseId);
const act = (caseId: string, kind: 'accept' | 'notify', input: Record<string, unknown>): void =>
  void done(desk.services.act(TELLER, desk.request(kind), { kind, caseId, input }));

it('the same item again is the open case, and leaves no entry; two presses at once begin one', async () => {
  await desk.arrive(EMPLOYEE);
  const [first, second] = await Promise.all([open(), open()]);
  expect(second).toBe(first);
  const before = kinds(first);
  expect(before.filter((kind) => kind === 'case.open')).toHaveLength(1);
  expect(await open()).toBe(first);
  expect(kinds(first)).toEqual(before);
  expect(await open('YB0413')).not.toBe(first);
});

it('what was told to be brought is gone on with when its citizen comes again', async () => {
  await desk.arrive(EMPLOYEE);
  const caseId = await open('YB0413');
  const { form } = done(desk.services.viewCase(TELLER, caseId));
  const missing = [{ materialCode: 'residence-or-commitment', reason: 'not-brought' }];
  act(caseId, 'notify', { ticks: {}, form, missing });
  desk.leave();
  desk.clock.pass(24 * 60 * 60_000);
  await desk.arrive(EMPLOYEE);
  expect(await open('YB0413')).toBe(caseId);
});

it('what is accepted, closed or of somebody else is not taken up', async () => {
  await desk.arrive(EMPLOYEE);
  const accepted = await open();
  act(accepted, 'accept', { ticks: {}, form: done(desk.services.viewCase(TELLER, accepted)).form });
  const next = await open();
  expect(next).not.toBe(accepted);
  desk.leave();
  await desk.arrive(RETIREE);
  const theirs = await open();
  expect([accepted, next]).not.toContain(theirs);
  desk.leave();
  await desk.arrive(RETIREE);
  expect(await open()).not.toBe(theirs);
});
