import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StaffActor } from '../../../main/domain/staff/actor.ts';
import { keepClosePersons } from '../../../main/services/closePersons.ts';
import { createAccount } from '../../../main/services/sessions.ts';
import { nameStandIn } from '../../../main/services/standIns.ts';
import { canonicalDocument } from '../../../main/domain/identity/documentTypes.ts';
import { rebuildProjections } from '../../../main/store/projections/rebuild.ts';
import { done, openDesk, TELLER, type Desk } from '../../fixtures/desk/desk.ts';
import { ADJUSTMENT } from '../../fixtures/desk/papers.ts';

/* Who is there, who stands in for whom, and that no task lies with somebody who is not there. */

const person = (number: string, role: StaffActor['role']): StaffActor => ({
  kind: 'person',
  number,
  name: `${number} 号`,
  role,
});
const [REVIEWER, DEPUTY, OFFICE, ADMIN] = [
  person('2001', 'reviewer'),
  person('2002', 'reviewer'),
  person('5001', 'office'),
  person('9001', 'administrator'),
];
const [DUTY_LEADER, HEAD] = [person('6101', 'duty-leader'), person('4001', 'bureau-head')];
const TODAY = '2026-11-20';

let desk: Desk;
beforeEach(async () => {
  desk = openDesk();
  for (const one of [TELLER, REVIEWER, DEPUTY, OFFICE, ADMIN, DUTY_LEADER, HEAD])
    await createAccount(desk.context, { ...one, password: `of-${one.number}-x` });
  expect(stand('2001', '2002')).toEqual({ ok: true });
});
afterEach(async () => {
  await desk.services.stop();
  expect(desk.bugs).toEqual([]);
  desk.remove();
});

function stand(number: string, standIn: string | null, role: StaffActor['role'] = 'reviewer', by = ADMIN) {
  return nameStandIn(desk.context, by, { number, role, standIn, reason: 'AB 岗' });
}
const away = (number: string, by = OFFICE, more: object = {}) =>
  desk.services.duty.enterAbsence(by, desk.request('absence', { number }), {
    ...{ number, from: TODAY, to: TODAY, half: null, reason: '病假' },
    ...more,
  });
const atTime = (time: string) => void (desk.clock.now = new Date(`${time}+08:00`));
const view = (by: StaffActor) => desk.services.duty.view(by);
const task = (by = REVIEWER) =>
  desk.services.listTasks(by).map(({ owner, inPlaceOf, mine }) => [owner, inPlaceOf, mine] as const);

/** An adjustment that waits for its review. */
async function toReview(): Promise<string> {
  await desk.arrive('990000198503121011');
  const { caseId } = done(await desk.services.cases.open(TELLER, desk.request('open'), 'YT0001'));
  done(desk.services.act(TELLER, desk.request('accept'), { kind: 'accept', caseId, input: ADJUSTMENT }));
  desk.leave();
  return caseId;
}

describe('an absence', () => {
  it.each([
    ['by a colleague', REVIEWER, '2002', {}, 'NOT_ALLOWED'],
    ['of a number nobody has', OFFICE, '7777', {}, 'STAFF_UNKNOWN'],
    ['of yesterday', OFFICE, '2001', { from: '2026-11-19' }, 'ABSENCE_UNFIT'],
    ['of half of two days', OFFICE, '2001', { to: '2026-11-23', half: 'morning' }, 'ABSENCE_UNFIT'],
  ] as const)('is refused %s', (_, by, number, more, code) => {
    expect(away(number, by, more)).toMatchObject({ ok: false, code });
    expect(view(OFFICE).absences).toEqual([]);
  });

  it('is entered by the person, the office or an administrator, and ended by them early', () => {
    for (const by of [REVIEWER, OFFICE, ADMIN]) {
      const { absenceId } = done(away('2001', by));
      expect(desk.services.duty.endAbsence(DEPUTY, desk.request('end'), absenceId)).toMatchObject({
        code: 'NOT_ALLOWED',
      });
      expect(view(by).absences).toMatchObject([{ name: '2001 号', days: TODAY, now: true, mayEnd: true }]);
      const press = desk.request('end');
      done(desk.services.duty.endAbsence(by, press, absenceId));
      done(desk.services.duty.endAbsence(by, press, absenceId));
      expect(desk.services.duty.endAbsence(by, desk.request('end'), absenceId)).toMatchObject({ code: 'ABSENCE_OVER' });
      expect(view(by).absences).toEqual([]);
    }
  });

  it('of an afternoon moves the tasks at noon, by the time alone', async () => {
    atTime('2026-11-20T10:00');
    await toReview();
    done(away('2001', OFFICE, { half: 'afternoon' }));
    expect(task()).toEqual([['2001 号', '', true]]);
    atTime('2026-11-20T12:00');
    desk.services.start();
    expect(task()).toEqual([['2002 号', '2001 号', false]]);
    expect(view(OFFICE).lying).toBe(0);
  });

  it('that nobody noticed for longer than half an hour is counted, because the counter was off', async () => {
    await toReview();
    done(away('2001', OFFICE, { from: '2026-11-23', to: '2026-11-23' }));
    atTime('2026-11-23T09:30');
    expect(view(OFFICE).lying).toBe(0);
    atTime('2026-11-23T09:31');
    expect(view(OFFICE).lying).toBe(1);
  });

  it('is the same after the projections are made anew', async () => {
    await toReview();
    done(away('2001'));
    const before = [view(OFFICE), task()];
    expect(rebuildProjections(desk.database)).toMatchObject({ ok: true });
    expect([view(OFFICE), task()]).toEqual(before);
  });
});

describe('a B person', () => {
  it.each([
    ['by somebody who is no administrator', () => stand('2001', '2002', 'reviewer', OFFICE), /系统管理员/],
    ['for themselves', () => stand('2001', '2001'), /本人/],
    ['who has not the post', () => stand('2001', '1001'), /没有这个岗位/],
    ['for a post one has not', () => stand('1001', '2002'), /没有这个岗位/],
  ])('is not named %s', (_, name, message) => {
    expect(name()).toMatchObject({ ok: false, message: expect.stringMatching(message) as unknown });
  });
});

describe('a task that nobody may take', () => {
  it('is told to duty leader and bureau head at once, and goes to whom the head names for the day', async () => {
    await toReview();
    done(away('2002'));
    expect(desk.services.duty.notices('duty-leader')).toEqual([]);
    done(away('2001'));
    expect(task()).toEqual([[null, '', false]]);
    expect(view(DUTY_LEADER).stranded).toMatchObject([{ of: { number: '2001' }, why: 'A、B 岗都不在' }]);
    expect(view(TELLER).stranded).toEqual([]);
    for (const role of ['duty-leader', 'bureau-head'] as const)
      expect(desk.services.duty.notices(role)).toMatchObject([{ light: { level: 'bad' } }]);
    const name = (substitute: string, number = '2001') =>
      desk.services.duty.nameSubstitute(HEAD, desk.request('substitute'), {
        ...{ number, role: 'reviewer' as const, substitute, reason: '两人都不在' },
      });
    expect(name('2002')).toMatchObject({ code: 'SUBSTITUTE_UNFIT' });
    expect(name('5001', '1001')).toMatchObject({ code: 'SUBSTITUTE_UNFIT' });
    done(name('5001'));
    expect(view(DUTY_LEADER).stranded).toEqual([]);
    const substitute = { ...OFFICE, role: 'reviewer' } as const;
    expect(desk.services.sessions.posts(OFFICE)).toEqual(['office', 'reviewer']);
    expect(task(substitute)).toEqual([['5001 号', '2001 号', true]]);
    atTime('2026-11-21T08:30');
    desk.services.start();
    expect(desk.services.sessions.posts(OFFICE)).toEqual(['office']);
    expect(task()).toEqual([['2001 号', '', true]]);
  });

  it('is told too where the law keeps the B person from it, and moves when the A person is back', async () => {
    const persons = [{ document: canonicalDocument('01', '990000198503121011'), relation: 'spouse' }] as const;
    expect(keepClosePersons(desk.context, ADMIN, { number: '2002', persons })).toBe(true);
    await toReview();
    const { absenceId } = done(away('2001'));
    expect(view(HEAD).stranded).toMatchObject([{ why: '按规定不能由 B 岗办理' }]);
    done(desk.services.duty.endAbsence(REVIEWER, desk.request('end'), absenceId));
    expect(view(HEAD).stranded).toEqual([]);
    expect(task()).toEqual([['2001 号', '', true]]);
  });
});

describe('somebody of whom nothing was seen', () => {
  it('is there by the word of the duty leader, and asked about again half an hour later', async () => {
    atTime('2026-11-20T09:00');
    await toReview();
    atTime('2026-11-22T10:00');
    expect(view(DUTY_LEADER).silent).toEqual([]);
    atTime('2026-11-23T10:00');
    const silent = () => view(DUTY_LEADER).silent.map(({ number }) => number);
    expect(silent()).toEqual(['2001']);
    expect(view(HEAD).silent).toEqual([]);
    done(desk.services.duty.answerSilence(DUTY_LEADER, desk.request('word'), { number: '2001', absent: false }));
    expect(silent()).toEqual([]);
    atTime('2026-11-23T10:30');
    expect(silent()).toEqual(['2001']);
    // Nobody is missed after closing or on a free day.
    atTime('2026-11-23T17:00:01');
    expect(silent()).toEqual([]);
    expect(task()).toEqual([['2001 号', '', true]]);
  });
});

describe('a task', () => {
  it('is taken up by a colleague, and given by nobody but whoever has it', async () => {
    const caseId = await toReview();
    const give = (by: StaffActor, to: string) =>
      desk.services.duty.give(by, desk.request('give', { to }), { caseId, to });
    expect(give(DEPUTY, '2001')).toMatchObject({ code: 'TASK_NOT_YOURS' });
    expect(give(REVIEWER, '1001')).toMatchObject({ code: 'TASK_NOT_FOR' });
    done(give(DEPUTY, '2002'));
    expect(task(DEPUTY)).toEqual([['2002 号', '', true]]);
    done(away('2001'));
    expect(give(DEPUTY, '2001')).toMatchObject({ code: 'TASK_NOT_FOR' });
    expect(give(TELLER, '1001')).toMatchObject({ code: 'TASK_NOT_OPEN' });
  });
});
