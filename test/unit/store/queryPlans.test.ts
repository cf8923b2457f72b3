import BetterSqlite3 from 'better-sqlite3';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { liveKeys } from '../../../main/contract/liveState.ts';
import { casesOfPerson, casesOfVisit, itemUses, openIntakesOfVisit } from '../../../main/store/cases.ts';
import { readsRegister, registerNames, type RegisterName } from '../../../main/domain/register/registers.ts';
import { roles } from '../../../main/domain/staff/role.ts';
import { createOutbox, findMessage, listOutbox } from '../../../main/store/outbox.ts';
import { findPersonByCard, visitsGoingOn } from '../../../main/store/people.ts';
import { listStaff, pruneRepeated } from '../../../main/store/workingState.ts';
import { answerOf, done, openDesk, TELLER, type Desk } from '../../fixtures/desk/desk.ts';
import { nextTurn } from '../../fixtures/desk/turns.ts';

/** Tables that grow with the years: no query of a working day may walk through one. */
const GROWING = [
  'journal',
  'person',
  'visit',
  'service_case',
  'slip',
  'print_job',
  'opinion',
  'voided_slip',
  'outbox_message',
  'repeated_request',
];

let desk: Desk;
const prepared = vi.spyOn(BetterSqlite3.prototype, 'prepare');

/** Every statement the counter prepared on a day, each once. */
let asked: readonly string[];

beforeAll(async () => {
  desk = openDesk();
  await workADay();
  asked = [...new Set(prepared.mock.calls.map(([text]) => text))];
});
afterAll(() => desk.remove());

const readerOf = (register: RegisterName) => {
  const role = roles.find((one) => readsRegister(one, register));
  if (!role) throw new Error(`nobody reads ${register}`);
  return { ...TELLER, role };
};

/** A day at the counter that puts every question to the store. */
async function workADay(): Promise<void> {
  const { services, central, database, reader, printer } = desk;
  const { visits, cases, act, printing } = services;
  services.start();
  await services.sessions.signIn('window-1', '1001', 'wrong');
  services.sessions.use('window-1');
  central.mood = 'down';
  await desk.arrive('990000198503121011');
  central.mood = 'up';
  done(await visits.lookUpAgain(TELLER));
  const { visitId } = visits.present()!;
  done(visits.act(TELLER, desk.request('check'), { kind: 'identity-checked', visitId }).answer);
  done(visits.act(TELLER, desk.request('park'), { kind: 'parked', visitId }).answer);
  done(await answerOf(visits.act(TELLER, desk.request('resume'), { kind: 'resumed', visitId })));
  const { caseId } = done(await cases.open(TELLER, desk.request('open'), 'YB0310'));
  const view = done(services.viewCase(TELLER, caseId));
  done(cases.saveDraft(TELLER, caseId, { ticks: {}, form: view.form }));
  done(act(TELLER, desk.request('accept'), { kind: 'accept', caseId, input: { ticks: {}, form: view.form } }));
  done(act(TELLER, desk.request('complete'), { kind: 'complete', caseId, input: {} }));
  await nextTurn();
  const { slipNumber } = done(services.viewCase(TELLER, caseId)).slips[0]!;
  done(services.viewSlip(TELLER, slipNumber));
  printer.outcomes.push({ outcome: 'unknown', fault: 'cable-lost' });
  const { jobId } = done(printing.reprint(TELLER, desk.request('reprint'), slipNumber));
  await nextTurn();
  done(printing.say(TELLER, desk.request('settle'), jobId, { kind: 'came-out' }));
  services.listDelivery();
  services.listToday(TELLER);
  for (const role of roles) services.listTasks({ ...TELLER, role });
  services.listAwaited(TELLER);
  const days = { from: '2026-11-01', to: '2026-11-30' } as const;
  for (const register of registerNames) done(services.viewRegister(readerOf(register), { register, ...days }));
  central.mood = 'refuses';
  await desk.forward();
  const [message] = services.listDelivery();
  done(services.sendNow(TELLER, desk.request('send'), message!.messageId));
  done(services.sendNow(TELLER, desk.request('send'), message!.messageId));
  await services.live.watch('window-1', liveKeys, undefined).next();
  desk.leave();
  reader.put('employee');
  findPersonByCard(database, 'Z99000001');
  visitsGoingOn(database);
  casesOfPerson(database, 'p');
  casesOfVisit(database, 'v');
  openIntakesOfVisit(database, 'v', '03');
  itemUses(database);
  findMessage(database, 'm');
  listOutbox(database, 10);
  listStaff(database);
  pruneRepeated(database, '2026-01-01');
  createOutbox(desk.store).nextDueAt();
  await services.stop();
}

function planOf(text: string): string[] {
  const named = [...text.matchAll(/@(\w+)/g)].map(([, name]) => [name, null]);
  const statement = desk.database.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${text}`);
  const rows =
    named.length > 0
      ? statement.all(Object.fromEntries(named))
      : statement.all(...Array.from(text.matchAll(/\?/g), () => null));
  return rows.map(({ detail }) => detail);
}

it('no query of a working day walks through a table that grows', () => {
  const texts = asked.filter((text) => /^\s*(SELECT|UPDATE|INSERT|DELETE)/.test(text));
  expect(texts.length).toBeGreaterThan(50);
  const walks = texts.flatMap((text) =>
    planOf(text)
      .filter((detail) => GROWING.some((table) => new RegExp(`^SCAN ${table}\\b`).test(detail)))
      // The last entry from the end, and the index that holds only the visits that go on, are no walks.
      .filter((detail) => !(detail === 'SCAN journal' && text.endsWith('ORDER BY sequence DESC LIMIT 1')))
      .filter((detail) => detail !== 'SCAN visit USING INDEX visit_not_ended')
      .filter((detail) => !(detail === 'SCAN visit' && text.endsWith('ORDER BY rowid DESC LIMIT 1')))
      .map((detail) => `${detail}: ${text}`),
  );
  expect(walks).toEqual([]);
});

it.each([
  ['SELECT', /FROM person WHERE person_id = \?/, 'sqlite_autoindex_person_1'],
  ['SELECT', /FROM person WHERE card_number = \?/, 'person_by_card'],
  ['SELECT', /FROM visit WHERE ended_at IS NULL/, 'visit_not_ended'],
  [
    'SELECT',
    /FROM service_case LEFT JOIN outbox_message USING \(message_id\) WHERE person_id = \? ORDER BY/,
    'case_by_person',
  ],
  ['SELECT', /FROM service_case WHERE visit_id = \?/, 'case_by_visit'],
  ['SELECT', /FROM journal WHERE subject = \?/, 'journal_by_subject'],
  ['SELECT', /FROM slip WHERE case_id = \?/, 'slip_by_case'],
  ['SELECT', /WHERE print_job.slip_number = \?/, 'print_job_by_slip'],
  ['SELECT', /WHERE print_job.state = 'queued'/, 'print_job_by_state'],
  ['SELECT', /WHERE print_job.state IN/, 'print_job_by_state'],
  ['SELECT', /WHERE outbox_message.state = \?/, 'outbox_message_by_state'],
  ['SELECT', /before.order_key = due.order_key/, 'outbox_attempt_order'],
  ['SELECT', /WHERE sending = 0 ORDER BY next_at LIMIT 1/, 'outbox_attempt_due'],
  ['DELETE', /FROM repeated_request WHERE at < \?/, 'repeated_request_by_age'],
])('%s %s uses its index %s', (verb, pattern, index) => {
  const texts = asked.filter((text) => text.trimStart().startsWith(verb) && pattern.test(text));
  expect(texts).not.toEqual([]);
  for (const text of texts) expect(planOf(text).join('\n')).toContain(index);
});

it('a citizen’s cases come in order without sorting', () => {
  const text = asked.find((one) => one.includes('FROM service_case') && one.includes('WHERE person_id = ? ORDER BY'))!;
  expect(planOf(text).join('\n')).not.toContain('TEMP B-TREE');
});
