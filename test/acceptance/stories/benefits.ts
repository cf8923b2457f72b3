import assert from 'node:assert/strict';
import { LOCK } from '../../fixtures/desk/papers.ts';
import { refused, STAFF, type Story } from './hall.ts';

const TELLER = STAFF[1001];
const OTHER = STAFF[1002];
const REVIEWER = STAFF[2001];
const LEADER = STAFF[3001];
const CITIZEN = '99000019510520407X';

/** Locks that act at once, and what stays of them. */
export const benefitStories: Readonly<Record<string, Story>> = {
  'BUS-11': async (hall) => {
    const { desk, at, take, act, view, slip, open } = hall;
    const { visits } = desk.services;
    const locks = () => desk.services.benefitsOf(visits.reception().present?.person?.personId ?? '');
    at('2026-03-05 10:20');
    await desk.arrive(CITIZEN);
    assert.deepEqual(locks(), []);
    const caseId = await open('YT0003');
    take(TELLER, caseId, 'accept', LOCK);
    const [locked] = locks();
    assert.equal(locked?.lockedAt, '2026-03-05T02:20:00.000Z');
    assert.equal(locked.endedAt, null);
    const printed = slip(TELLER, caseId, 'SL');
    for (const text of ['自 2026年3月5日 10:20 起先行生效', '2026年3月6日 17:00 前'])
      assert.ok(printed.includes(text), printed);
    // The lock has left; what the chain decides is told with the completion.
    await desk.forward();
    assert.equal(desk.central.effects.length, 1);
    assert.match(
      JSON.stringify(desk.central.effects[0]?.input),
      /"state_before":"1","state_after":"0"|"state_after":"0"/,
    );
    assert.equal(view(REVIEWER, caseId).node?.dueOn, '2026-03-06');
    // Twice is once.
    const again = await open('YT0003');
    refused(act(TELLER, again, 'accept', LOCK), 'PRECHECK_BLOCKS');
    desk.leave();
    at('2026-03-06 16:30');
    refused(act(TELLER, caseId, 'complete'), 'CASE_NODE_SKIPPED');
    take(REVIEWER, caseId, 'agree', { note: '异地参保属实' });
    at('2026-03-06 16:40');
    take(LEADER, caseId, 'agree', { note: '同意' });
    take(TELLER, caseId, 'complete');
    visits.tellerChanged(OTHER);
    await visits.openByIdNumber(OTHER, desk.request('come'), CITIZEN);
    const [kept, ...others] = locks();
    assert.deepEqual(others, []);
    assert.deepEqual(
      [kept?.urgent, kept?.reason, kept?.basis, kept?.lockedBy, kept?.lockedAt, kept?.endedAt],
      [true, '疑似重复参保', '电话举报，异地已参保', '王小敏', '2026-03-05T02:20:00.000Z', null],
    );
    assert.equal(kept?.confirmedAt, '2026-03-06T08:40:00.000Z');
    await desk.forward();
    assert.equal(desk.central.effects.length, 2);
  },
};
