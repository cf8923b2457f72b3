import { afterEach, beforeEach, expect, it } from 'vitest';
import { createAccount } from '../../../main/services/sessions.ts';
import { done, openDesk, TELLER, type Desk } from '../../fixtures/desk/desk.ts';

interface Act {
  readonly kind: string;
  readonly actor_kind: string;
  readonly actor: string;
  readonly actor_name: string;
  readonly actor_role: string;
}

let desk: Desk;

beforeEach(() => {
  desk = openDesk();
});
afterEach(() => desk.remove());

const acts = (where: string): Act[] =>
  desk.database
    .prepare<[], Act>(
      `SELECT kind, actor_kind, actor, actor_name, actor_role FROM journal WHERE ${where} ORDER BY sequence`,
    )
    .all();

it('a day at the counter: what people did and what the system did by itself are told apart', async () => {
  const { cases, act } = desk.services;
  await createAccount(desk.context, { ...TELLER, password: 'counter-1' });
  await desk.arrive('990000198503121011');
  const { caseId } = done(await cases.open(TELLER, desk.request('open'), 'YB0310'));
  const { form } = done(desk.services.viewCase(TELLER, caseId));
  done(act(TELLER, desk.request('accept'), { kind: 'accept', caseId, input: { ticks: {}, form } }));
  done(act(TELLER, desk.request('complete'), { kind: 'complete', caseId, input: {} }));
  await desk.forward();

  expect(acts("kind IN ('account.created', 'case.accept', 'message.delivered')")).toEqual([
    { kind: 'account.created', actor_kind: 'system', actor: 'counter', actor_name: '', actor_role: '' },
    { kind: 'case.accept', actor_kind: 'person', actor: '1001', actor_name: '王小敏', actor_role: 'teller' },
    { kind: 'message.delivered', actor_kind: 'system', actor: 'forwarder', actor_name: '', actor_role: '' },
  ]);
  // Nobody of the technicians was there.
  expect(acts("actor_role = 'technician'")).toEqual([]);
  expect(done(desk.services.viewCase(TELLER, caseId)).history.map(({ who }) => who)).toEqual([
    ...Array<string>(4).fill('王小敏'),
    '自动传送',
  ]);
});

it.each([
  ['a system with a post', "'system', 'counter', '', 'technician'"],
  ['a person without one', "'person', '1001', '王小敏', ''"],
  ['neither', "'robot', '1', '', ''"],
])('the journal takes no actor that is %s', (_what, columns) => {
  expect(() =>
    desk.database.exec(
      `INSERT INTO journal VALUES (1, 'e', '', ${columns}, '03', 'core.stopped', 'counter', '{}', '', '')`,
    ),
  ).toThrow('CHECK');
});
