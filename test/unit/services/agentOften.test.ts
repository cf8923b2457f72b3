import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ActKind } from '../../../main/domain/case/process.ts';
import { demoPeople } from '../../../main/demo/people.ts';
import { shownVisit } from '../../../main/services/panel.ts';
import { done, openDesk, TELLER, type Desk } from '../../fixtures/desk/desk.ts';

/* One agent for many citizens on one day: allowed, and asked about from the sixth on. */

const AGENT = demoPeople.find(({ id }) => id === 'retiree')!;
const principals = demoPeople.filter(({ id, knownToCentral }) => id !== 'retiree' && knownToCentral).slice(0, 7);

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  desk.remove();
});

/** A citizen comes, and the agent lays their own card beside. */
async function actFor(idNumber: string): Promise<readonly string[]> {
  await desk.arrive(idNumber);
  const { visits, cases } = desk.services;
  done(await visits.openByIdNumber(TELLER, desk.request('agent'), AGENT.person.idNumber));
  await new Promise((resolve) => setImmediate(resolve));
  const { visitId } = visits.reception().present!;
  const asAgent = { kind: 'other-decided', visitId, decision: 'agent' } as const;
  const { answer, lookedUp } = visits.act(TELLER, desk.request('decide'), asAgent);
  done(answer);
  await lookedUp;
  const { caseId } = done(await cases.open(TELLER, desk.request('open'), 'YB0208'));
  expect(caseId).not.toBe('');
  const visit = visits.reception().present!;
  const { person } = shownVisit(desk.context, visits.reception(), visit);
  desk.leave();
  return (person?.alerts ?? []).filter(({ kind }) => kind === 'agent-often').map(({ title, detail }) => title + detail);
}

/** The sixth citizen stands here with the same agent; the case of the certificate that is begun for them. */
async function sixth(): Promise<string> {
  await desk.arrive(AGENT.person.idNumber);
  desk.leave();
  for (const { person } of principals.slice(0, 5)) await actFor(person.idNumber);
  return beginFor(principals[5]!.person.idNumber);
}

async function beginFor(idNumber: string): Promise<string> {
  await desk.arrive(idNumber);
  const { visits, cases } = desk.services;
  done(await visits.openByIdNumber(TELLER, desk.request('agent'), AGENT.person.idNumber));
  await new Promise((resolve) => setImmediate(resolve));
  const { visitId } = visits.reception().present!;
  const { answer, lookedUp } = visits.act(TELLER, desk.request('decide'), {
    kind: 'other-decided',
    visitId,
    decision: 'agent',
  });
  done(answer);
  await lookedUp;
  return done(await cases.open(TELLER, desk.request('open'), 'YB0208')).caseId;
}

const take = (caseId: string, kind: ActKind, input: object) =>
  desk.services.act(TELLER, desk.request(kind, { caseId, input }), { kind, caseId, input });
const papersOf = (caseId: string) => {
  const { form } = done(desk.services.viewCase(TELLER, caseId));
  const paper = (alternative: string) => ({ alternative, form: 'original' }) as const;
  const ticks = {
    'principal-id': paper('id-document'),
    'agent-id': paper('id-document'),
    'agent-authority': paper('letter'),
  };
  const typed = { applicant: 'agent', 'agent-phone': '13900000020', 'agent-relation': '8', phone: '13900000001' };
  return { ticks, form: { ...form, ...typed } };
};

it('nothing is accepted before the teller has said why it goes on, and the reason stays in the history', async () => {
  const caseId = await sixth();
  const refused = take(caseId, 'settle', papersOf(caseId));
  expect(refused).toMatchObject({ ok: false, code: 'AGENT_OFTEN' });
  const { agentOften, acts } = done(desk.services.viewCase(TELLER, caseId));
  expect(agentOften?.before).toHaveLength(5);
  for (const { name, items } of agentOften?.before ?? []) {
    expect(name).toContain('*');
    expect(items).toEqual(['参保人员参保信息查询']);
  }
  expect(acts.map(({ kind }) => kind)).toContain('vouch');
  expect(take(caseId, 'vouch', { note: ' ' })).toMatchObject({ ok: false, code: 'INPUT_INVALID' });
  done(take(caseId, 'vouch', { note: '社区工作人员集中代办' }));
  expect(take(caseId, 'vouch', { note: '再说一次' })).toMatchObject({ ok: false, code: 'NOTHING_TO_VOUCH' });
  done(take(caseId, 'settle', papersOf(caseId)));
  const { history, slips } = done(desk.services.viewCase(TELLER, caseId));
  expect(history.map(({ text }) => text)).toContain('代办人今天已为 5 人代办，确认继续：社区工作人员集中代办');
  const [slip] = slips;
  const lines = JSON.stringify(done(desk.services.viewSlip(TELLER, slip?.slipNumber ?? '')).lines);
  expect(lines).toContain('其他亲属');
});

it('who acts for five is asked nothing, and nothing is to be vouched for', async () => {
  await desk.arrive(AGENT.person.idNumber);
  desk.leave();
  for (const { person } of principals.slice(0, 4)) await actFor(person.idNumber);
  const caseId = await beginFor(principals[4]!.person.idNumber);
  const { agentOften, acts } = done(desk.services.viewCase(TELLER, caseId));
  expect(agentOften).toBeNull();
  expect(acts.map(({ kind }) => kind)).not.toContain('vouch');
  expect(take(caseId, 'vouch', { note: '多余' })).toMatchObject({ ok: false, code: 'NOTHING_TO_VOUCH' });
});

it('is told from the sixth principal of the day on, with those before, masked', async () => {
  // The agent has been here: whose card it is is known at once.
  await desk.arrive(AGENT.person.idNumber);
  desk.leave();
  const [sixth, seventh] = [principals[5]!, principals[6]!];
  for (const { person } of principals.slice(0, 5)) expect(await actFor(person.idNumber)).toEqual([]);
  const [told = ''] = await actFor(sixth.person.idNumber);
  expect(told).toContain('已为 5 人代办');
  expect(told).toContain('李*国');
  for (const { person } of principals.slice(0, 5)) expect(told).not.toContain(person.name);
  expect((await actFor(seventh.person.idNumber))[0]).toContain('已为 6 人代办');
  // The same citizen again is nobody more.
  expect((await actFor(principals[0]!.person.idNumber))[0]).toContain('已为 6 人代办');
  desk.clock.pass(24 * 60 * 60_000);
  expect(await actFor(principals[0]!.person.idNumber)).toEqual([]);
});
