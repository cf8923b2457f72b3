import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { deadlineDay, EXTENSION_DAYS } from '../../../main/domain/calendar/deadline.ts';
import { addWorkingDays } from '../../../main/domain/calendar/workingDays.ts';
import type { StaffActor } from '../../../main/domain/staff/actor.ts';
import { findCase } from '../../../main/store/cases.ts';
import { applicationsFor } from '../../fixtures/catalogue/applications.ts';
import { done, openDesk, TELLER, type Desk } from '../../fixtures/desk/desk.ts';

const LEADER: StaffActor = { kind: 'person', number: '3001', name: '孙立', role: 'branch-leader' };
const DAY_MS = 24 * 60 * 60_000;

let desk: Desk;
let caseId: string;
beforeEach(async () => {
  desk = openDesk();
  await desk.arrive('990000198503121011');
  caseId = done(await desk.services.cases.open(TELLER, desk.request('open'), 'YB0719')).caseId;
  const item = desk.context.catalogue.versionOf('YB0719', 1);
  if (!item) throw new Error('no such item');
  const [input] = fc.sample(applicationsFor(item), { numRuns: 1, seed: 1 });
  done(desk.services.act(TELLER, desk.request('accept'), { kind: 'accept', caseId, input }));
  desk.leave();
});
afterEach(() => desk.remove());

const promisedOn = (): string => {
  const found = findCase(desk.database, caseId);
  const day = found.ok && found.value.acceptance ? deadlineDay(found.value.acceptance.promised) : null;
  if (day === null) throw new Error('no day is promised');
  return day;
};
const ask = (who: StaffActor) =>
  desk.services.access.ask(who, desk.request('ask'), { by: 'case', caseId }, { reason: 'supervision', note: '' });
const extend = (who: StaffActor, note = '专家评审未完成') =>
  desk.services.act(who, desk.request('extend'), { kind: 'extend', caseId, input: { note } });

it('the leader makes the promise longer, once, with a numbered notice that names the reason', () => {
  const before = promisedOn();
  expect(extend(LEADER)).toMatchObject({ ok: false });
  done(ask(LEADER));
  expect(extend(LEADER, '')).toMatchObject({ code: 'INPUT_INVALID' });
  const { slipNumber } = done(extend(LEADER));
  expect(slipNumber).toMatch(/^YQ/);
  expect(addWorkingDays(desk.context.calendar, before, EXTENSION_DAYS)).toEqual({ ok: true, value: promisedOn() });
  expect(JSON.stringify(desk.services.viewCase(LEADER, caseId))).toContain(`延期 10 个工作日（${slipNumber ?? ''}）`);
  expect(extend(LEADER)).toMatchObject({ code: 'CASE_MOVED_ON' });
});

it('nobody else does, and not when the promised day is over', () => {
  done(ask(TELLER));
  expect(extend(TELLER)).toMatchObject({ code: 'NOT_ALLOWED' });
  desk.clock.pass(60 * DAY_MS);
  done(ask(LEADER));
  expect(extend(LEADER)).toMatchObject({ code: 'OVERDUE' });
});
