import { afterEach, beforeEach, expect, it } from 'vitest';
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
