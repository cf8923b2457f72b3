import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActKind } from '../../../main/domain/case/process.ts';
import type { StaffActor } from '../../../main/domain/staff/actor.ts';
import type { Role } from '../../../main/domain/staff/role.ts';
import { counterLight } from '../../../main/services/counterLight.ts';
import { shownVisit } from '../../../main/services/panel.ts';
import { done, openDesk, TELLER, type Desk } from '../../fixtures/desk/desk.ts';
import { LOCK, RESIDENCE, UNLOCK } from '../../fixtures/desk/papers.ts';
import { REVIEWER } from '../../fixtures/desk/specialCases.ts';

const LEADER: StaffActor = { kind: 'person', number: '3001', name: '孙立', role: 'branch-leader' };
const EMPLOYEE = '990000198503121011';
/** 刘洋, whom the central system has locked. */
const LOCKED = '990000198208035081';

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
  at('2026-03-05T10:20');
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  desk.remove();
});

const at = (hallTime: string): void => void (desk.clock.now = new Date(`${hallTime}:00+08:00`));
const act = (by: StaffActor, caseId: string, kind: ActKind, input: object = {}) =>
  desk.services.act(by, desk.request(kind, { caseId, input, by: by.number }), { kind, caseId, input });
const take = (by: StaffActor, caseId: string, kind: ActKind, input: object = {}) => done(act(by, caseId, kind, input));
const open = async (code: string) =>
  done(await desk.services.cases.open(TELLER, desk.request('open', { code }), code)).caseId;
const personId = () => desk.services.visits.reception().present!.person!.personId;
const panel = (): string => {
  const { visits } = desk.services;
  return JSON.stringify(shownVisit(desk.context, visits.reception(), visits.present()!).person);
};
/** Messages of one citizen leave one after the other. */
const forward = async (): Promise<void> => {
  for (let round = 0; round < 4; round += 1) await desk.forward();
};
const messages = (): unknown[] =>
  desk.central.effects.map((effect) => {
    const data = effect.input.data as Record<string, string>;
    return [effect.transaction, data.state_before, data.state_after];
  });

async function locked(urgent: 'yes' | 'no' = 'yes', idNumber = EMPLOYEE): Promise<string> {
  await desk.arrive(idNumber);
  const caseId = await open('YT0003');
  take(TELLER, caseId, 'accept', { ...LOCK, form: { ...LOCK.form, urgent } });
  return caseId;
}

function decide(caseId: string): void {
  take(REVIEWER, caseId, 'agree', { note: '属实' });
  take(LEADER, caseId, 'agree', { note: '同意' });
  take(TELLER, caseId, 'complete');
}

describe('a lock', () => {
  it('that is not urgent changes nothing and tells nobody before its completion', async () => {
    const caseId = await locked('no');
    await forward();
    expect(desk.services.benefitsOf(personId())).toEqual([]);
    expect(messages()).toEqual([]);
    at('2026-03-06T09:00');
    decide(caseId);
    await forward();
    expect(desk.services.benefitsOf(personId())).toMatchObject([
      { urgent: false, lockedAt: '2026-03-06T01:00:00.000Z', confirmedAt: '2026-03-06T01:00:00.000Z', endedAt: null },
    ]);
    expect(messages()).toEqual([['T003', '1', '0']]);
  });

  it('forbids at once what it concerns, whatever the central system said before', async () => {
    await locked();
    const filing = await open('YB0413');
    expect(act(TELLER, filing, 'accept', RESIDENCE)).toMatchObject({ code: 'ALERT_BLOCKS' });
    expect(panel()).toContain('2026年3月5日 10:20');
  });

  it.each([
    [
      'the reviewer',
      (caseId: string): void => void take(REVIEWER, caseId, 'deny', { reason: 'not-proved', note: '查无此事' }),
    ],
    [
      'the leader',
      (caseId: string): void => {
        take(REVIEWER, caseId, 'agree', { note: '属实' });
        take(LEADER, caseId, 'deny', { reason: 'no-basis', note: '查无此事' });
      },
    ],
  ] as const)('that %s refuses ends from then on, is told so, and stays in the history', async (_who, deny) => {
    const caseId = await locked();
    await forward();
    at('2026-03-06T15:00');
    deny(caseId);
    await forward();
    expect(desk.services.benefitsOf(personId())).toMatchObject([
      {
        lockedAt: '2026-03-05T02:20:00.000Z',
        endedAt: '2026-03-06T07:00:00.000Z',
        ending: 'denied',
        endReason: '查无此事',
      },
    ]);
    expect(messages()).toEqual([
      ['T003', '1', '0'],
      ['T003', '0', '1'],
    ]);
    take(TELLER, caseId, 'conclude');
    expect(desk.services.benefitsOf(personId())).toHaveLength(1);
    const filing = await open('YB0413');
    take(TELLER, filing, 'accept', RESIDENCE);
  });

  it('whose case is taken back ends with it', async () => {
    const caseId = await locked();
    take(TELLER, caseId, 'withdraw', { note: '登记错人' });
    expect(desk.services.benefitsOf(personId())).toMatchObject([{ ending: 'withdrawn', endReason: '登记错人' }]);
  });

  it('that was sent back may be reported again: it is its own and no second one', async () => {
    const caseId = await locked();
    take(REVIEWER, caseId, 'remit', { reason: 'form', note: '依据不清' });
    take(TELLER, caseId, 'resubmit', { ...LOCK, form: { ...LOCK.form, basis: '异地经办机构书面函告' } });
    expect(desk.services.viewCase(REVIEWER, caseId)).toMatchObject({
      value: { filings: [{ changes: [{ before: '正常', after: '已封锁' }] }, {}] },
    });
    decide(caseId);
  });

  it('that nobody reviews in time holds on, and alarms the leaders until somebody has', async () => {
    const caseId = await locked();
    const light = () =>
      ['duty-leader', 'branch-leader', 'teller'].map((role) => counterLight(desk.context, role as Role)?.text);
    at('2026-03-06T16:59');
    expect(light()).toEqual([undefined, undefined, undefined]);
    at('2026-03-06T17:00');
    const late = '紧急封锁 1 件逾期未复核';
    expect(light()).toEqual([late, late, undefined]);
    expect(done(desk.services.viewCase(REVIEWER, caseId)).light).toBe('black');
    expect(desk.services.benefitsOf(personId())).toMatchObject([{ endedAt: null }]);
    take(REVIEWER, caseId, 'agree', { note: '属实' });
    expect(light()).toEqual([undefined, undefined, undefined]);
  });

  it('is to be reviewed by the close of the next working day, over a weekend and after closing time too', async () => {
    for (const [when, due, idNumber] of [
      ['2026-03-05T17:00', '2026-03-06', EMPLOYEE],
      ['2026-03-06T16:59', '2026-03-09', '990000197909233035'],
      ['2026-03-07T10:00', '2026-03-09', '99000019510520407X'],
      ['2026-09-30T10:00', '2026-10-08', '990000195607082025'],
    ] as const) {
      at(when);
      const caseId = await locked('yes', idNumber);
      expect(done(desk.services.viewCase(REVIEWER, caseId)).node?.dueOn, when).toBe(due);
      desk.leave();
    }
  });
});

describe('an unlocking', () => {
  it('needs a lock', async () => {
    await desk.arrive(EMPLOYEE);
    const caseId = await open('YT0004');
    expect(act(TELLER, caseId, 'accept', UNLOCK)).toMatchObject({ code: 'PRECHECK_BLOCKS' });
  });

  it('ends the lock with its completion, and not before', async () => {
    decide(await locked());
    at('2026-04-01T09:00');
    const caseId = await open('YT0004');
    take(TELLER, caseId, 'accept', UNLOCK);
    expect(desk.services.benefitsOf(personId())).toMatchObject([{ endedAt: null }]);
    at('2026-04-02T09:00');
    decide(caseId);
    expect(desk.services.benefitsOf(personId())).toMatchObject([
      { endedAt: '2026-04-02T01:00:00.000Z', ending: 'unlocked', endReason: '重复参保已清理', endedBy: '王小敏' },
    ]);
    await forward();
    expect(messages().at(-1)).toEqual(['T004', '0', '1']);
  });

  it('ends one that only the central system knows, and its old word holds no more', async () => {
    await desk.arrive(LOCKED);
    expect(panel()).toContain('医保待遇已封锁');
    const caseId = await open('YT0004');
    take(TELLER, caseId, 'accept', UNLOCK);
    decide(caseId);
    expect(desk.services.benefitsOf(personId())).toMatchObject([{ lockedBy: '中心系统', ending: 'unlocked' }]);
    expect(panel()).not.toContain('医保待遇已封锁');
  });

  it('that the central system refuses and the window annuls leaves the lock as it was', async () => {
    decide(await locked());
    await forward();
    const caseId = await open('YT0004');
    take(TELLER, caseId, 'accept', UNLOCK);
    decide(caseId);
    desk.central.mood = 'refuses';
    await forward();
    take(TELLER, caseId, 'annul', { note: '中心仍有疑点' });
    expect(desk.services.benefitsOf(personId())).toMatchObject([{ endedAt: null, ending: null }]);
  });
});
