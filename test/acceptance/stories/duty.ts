import assert from 'node:assert/strict';
import type { StaffActor } from '../../../main/domain/staff/actor.ts';
import { nameStandIn } from '../../../main/services/standIns.ts';
import { createAccount } from '../../../main/services/sessions.ts';
import { ADJUSTMENT } from '../../fixtures/desk/papers.ts';
import { done } from '../../fixtures/desk/desk.ts';
import { refused, STAFF, type Hall, type Story } from './hall.ts';

const TELLER = STAFF[1001];
const REVIEWER = STAFF[2001];
const DEPUTY = STAFF[2002];
const OFFICE: StaffActor = { kind: 'person', number: '5001', name: '何青', role: 'office' };
const SECTION: StaffActor = { kind: 'person', number: '8001', name: '参保登记股', role: 'business-section' };
const DUTY_LEADER: StaffActor = { kind: 'person', number: '6101', name: '马骏', role: 'duty-leader' };
const ADMIN: StaffActor = { kind: 'person', number: '9001', name: '陈工', role: 'administrator' };

/** The people of the hall with their accounts, each with their B person. */
async function hallAtWork({ desk }: Hall): Promise<void> {
  for (const one of [...Object.values(STAFF), OFFICE, DUTY_LEADER, ADMIN])
    await createAccount(desk.context, { ...one, password: `of-${one.number}-x` });
  for (const [number, role, standIn] of [
    ['1001', 'teller', '1002'],
    ['2001', 'reviewer', '2002'],
    ['3001', 'branch-leader', '3002'],
  ] as const)
    assert.deepEqual(nameStandIn(desk.context, ADMIN, { number, role, standIn, reason: 'AB 岗' }), { ok: true });
}

/** An account adjustment of this citizen that is accepted and waits for its review. */
async function accepted({ desk, open, take }: Hall, idNumber: string, before: string, after: string): Promise<string> {
  await desk.arrive(idNumber);
  const caseId = await open('YT0001');
  const form = { ...ADJUSTMENT.form, 'balance-before': before, difference: '120.00', 'balance-after': after };
  take(TELLER, caseId, 'accept', { ticks: ADJUSTMENT.ticks, form });
  desk.leave();
  return caseId;
}

/** The counter looks at the time, as it does every few seconds. */
async function timePasses({ desk }: Hall): Promise<void> {
  desk.services.start();
  await desk.services.stop();
}

/** The cases that wait for the post of this person and are theirs, with whom they stand in for. */
const own = ({ desk }: Hall, by: StaffActor) =>
  desk.services.listTasks(by).flatMap(({ caseId, mine, inPlaceOf }) => (mine ? [[caseId, inPlaceOf] as const] : []));

/** Nobody's absence stops a case. */
export const dutyStories: Readonly<Record<string, Story>> = {
  'BUS-20': async (hall) => {
    const { desk, at, take, view, slip, register } = hall;
    const { duty } = desk.services;
    at('2026-03-13 15:00');
    await hallAtWork(hall);
    const cases = [
      await accepted(hall, '990000198503121011', '2863.50', '2983.50'),
      await accepted(hall, '990000195607082025', '10532.08', '10652.08'),
      await accepted(hall, '990000199304307010', '942.75', '1062.75'),
    ];
    assert.deepEqual(own(hall, REVIEWER).toSorted(), cases.map((one) => [one, '']).toSorted());
    const dueBefore = desk.services.listTasks(REVIEWER).map(({ dueOn }) => dueOn);
    const absence = { number: '2001', from: '2026-03-16', to: '2026-03-18', half: null, reason: '外出学习' } as const;
    at('2026-03-16 08:30');
    refused(duty.enterAbsence(DEPUTY, desk.request('absence'), absence), 'NOT_ALLOWED');
    const press = desk.request('absence');
    done(duty.enterAbsence(OFFICE, press, absence));
    done(duty.enterAbsence(OFFICE, press, absence));
    refused(duty.enterAbsence(OFFICE, desk.request('absence'), absence), 'ABSENCE_UNFIT');
    assert.deepEqual(own(hall, REVIEWER), []);
    assert.deepEqual(own(hall, DEPUTY).toSorted(), cases.map((one) => [one, '赵国强']).toSorted());
    assert.deepEqual(
      desk.services.listTasks(DEPUTY).map(({ dueOn }) => dueOn),
      dueBefore,
    );
    at('2026-03-16 09:10');
    const [decided = '', ...undecided] = cases;
    take(DEPUTY, decided, 'agree', { note: '记录相符' });
    assert.deepEqual(
      view(DEPUTY, decided).opinions.map(({ who }) => who),
      ['钱慧（代 赵国强 2001）'],
    );
    assert.ok(view(DEPUTY, decided).history.some(({ who }) => who === '钱慧（代 赵国强 2001）'));
    take(STAFF[3001], decided, 'agree', { note: '同意' });
    take(TELLER, decided, 'complete');
    const paper = slip(TELLER, decided, 'BJ');
    assert.match(paper, /复核代办.*钱慧（2002）.*代.*赵国强（2001）/);
    assert.deepEqual(
      register('standIns', '2026-03-16').cells.map((cells) => cells.slice(4, 7)),
      [['钱慧 2002', '风险防控与稽核股', '赵国强 2001']],
    );
    at('2026-03-16 10:00');
    const fresh = await accepted(hall, '990000200109054076', '312.00', '432.00');
    const left = [...undecided, fresh].toSorted();
    assert.deepEqual(
      own(hall, DEPUTY).toSorted(),
      left.map((one) => [one, '赵国强']),
    );
    at('2026-03-19 09:00');
    await timePasses(hall);
    assert.deepEqual(own(hall, REVIEWER), []);
    assert.equal(duty.view(OFFICE).lying, 0);
    const hand = { caseId: fresh, to: '2001' };
    refused(desk.services.duty.give(STAFF[3001], desk.request('give', hand), hand), 'TASK_NOT_OPEN');
    done(desk.services.duty.give(DEPUTY, desk.request('give', hand), hand));
    assert.deepEqual(own(hall, REVIEWER), [[fresh, '']]);
    assert.deepEqual(
      own(hall, DEPUTY).toSorted(),
      undecided.toSorted().map((one) => [one, '赵国强']),
    );
  },

  'BUS-22': async (hall) => {
    const { desk, at } = hall;
    const { duty, sessions } = desk.services;
    const away = () => duty.view(DUTY_LEADER).silent.map(({ number, urgent }) => [number, urgent] as const);
    at('2026-03-16 10:00');
    await hallAtWork(hall);
    const cases = [
      await accepted(hall, '990000198503121011', '2863.50', '2983.50'),
      await accepted(hall, '990000195607082025', '10532.08', '10652.08'),
    ].toSorted();
    at('2026-03-17 09:50');
    done(await sessions.signIn('window-2', '2001', 'of-2001-x'));
    at('2026-03-17 10:02');
    sessions.signOut('window-2');
    at('2026-03-17 10:31');
    assert.deepEqual(away(), []);
    refused(duty.answerSilence(DUTY_LEADER, desk.request('silence'), { number: '2001', absent: true }), 'SILENCE_OVER');
    at('2026-03-17 10:32');
    assert.deepEqual(away(), [['2001', 2]]);
    await timePasses(hall);
    assert.deepEqual(
      own(hall, REVIEWER)
        .map(([caseId]) => caseId)
        .toSorted(),
      cases,
    );
    const press = desk.request('silence');
    done(duty.answerSilence(DUTY_LEADER, press, { number: '2001', absent: true }));
    done(duty.answerSilence(DUTY_LEADER, press, { number: '2001', absent: true }));
    assert.deepEqual(away(), []);
    assert.deepEqual(
      own(hall, DEPUTY).toSorted(),
      cases.map((one) => [one, '赵国强']),
    );
    assert.equal(duty.view(DUTY_LEADER).lying, 0);
  },

  'BUS-54': async (hall) => {
    const { desk, at, register } = hall;
    const { firstAsked } = desk.services;
    at('2026-03-05 09:00');
    await hallAtWork(hall);
    await createAccount(desk.context, { ...SECTION, password: 'of-8001-x' });
    at('2026-03-05 11:30');
    const referred = { to: '8001', dueOn: '2026-03-10' };
    const matter = { who: '一位老人', matter: '政策没有明确的补缴年限', referred, answer: null };
    const press = desk.request('asked');
    const { askedId } = done(firstAsked.record(TELLER, press, matter));
    done(firstAsked.record(TELLER, press, matter));
    const row = () => register('firstAsked', '2026-03-05').cells.map((cells) => cells.slice(3, 11).join('|'));
    assert.deepEqual(row(), ['王小敏 1001|参保登记股 8001||2026-03-10||||待接收']);
    refused(firstAsked.accept(STAFF[1002], desk.request('asked'), askedId), 'ASKED_NOT_YOURS');
    const spoken = { text: '可以补缴满 15 年', satisfied: true };
    refused(firstAsked.answer(SECTION, desk.request('asked'), askedId, spoken), 'ASKED_MOVED_ON');
    at('2026-03-05 11:40');
    done(firstAsked.accept(SECTION, desk.request('asked'), askedId));
    refused(firstAsked.accept(SECTION, desk.request('asked'), askedId), 'ASKED_MOVED_ON');
    const late = (by: StaffActor) => firstAsked.list(by).map((one) => one.late);
    at('2026-03-10 16:59');
    assert.deepEqual([late(TELLER), late(SECTION), late(STAFF[1002])], [[false], [false], []]);
    at('2026-03-10 17:00');
    assert.deepEqual([late(TELLER), late(SECTION)], [[true], [true]]);
    const { totals } = register('firstAsked', '2026-03-05');
    for (const who of ['王小敏 1001', '参保登记股 8001']) assert.ok(totals.includes(`黑灯 ${who} 1 次`), totals.join());
    at('2026-03-11 09:00');
    assert.ok(firstAsked.list(TELLER).every(({ mayAnswer }) => mayAnswer));
    done(firstAsked.answer(SECTION, desk.request('asked'), askedId, spoken));
    refused(firstAsked.answer(TELLER, desk.request('asked'), askedId, spoken), 'ASKED_MOVED_ON');
    assert.deepEqual(row(), [
      '王小敏 1001|参保登记股 8001|2026-03-05 11:40|2026-03-10|2026-03-11 09:00|可以补缴满 15 年|满意|已答复，超期',
    ]);
  },
};
