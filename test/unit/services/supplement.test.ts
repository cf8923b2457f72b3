import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sm3Text } from '../../../main/core/sm3.ts';
import type { ActKind } from '../../../main/domain/case/process.ts';
import type { StaffActor } from '../../../main/domain/staff/actor.ts';
import { countAwaited } from '../../../main/services/papersAwaited.ts';
import { readHead } from '../../../main/store/journal.ts';
import { verifyStore } from '../../../main/store/verify.ts';
import { done, openDesk, TELLER, type Desk } from '../../fixtures/desk/desk.ts';
import { RESIDENCE } from '../../fixtures/desk/papers.ts';

/* Everything missing is told once; a second notice is the leader's, and what does not come in time ends with a notice. */

const CITIZEN = '990000198503121011';
const LEADER: StaffActor = { kind: 'person', number: '3001', name: '孙立', role: 'branch-leader' };
const { ticks: PROOF, form: FORM } = RESIDENCE;
const told = (reason: 'not-brought' | 'illegible') => ({
  ticks: {},
  form: FORM,
  missing: [{ materialCode: 'residence-or-commitment', reason }],
});

let desk: Desk;
let caseId: string;
beforeEach(async () => {
  desk = openDesk();
  await desk.arrive(CITIZEN);
  caseId = await open();
  done(act('notify', told('not-brought')));
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  expect(verifyStore(desk.database, { anchorFile: desk.anchorFile, hashText: sm3Text })).toMatchObject({ ok: true });
  desk.remove();
});

const open = async () => done(await desk.services.cases.open(TELLER, desk.request('open'), 'YB0413')).caseId;
const act = (kind: ActKind, input: object = {}, by: StaffActor = TELLER, which = caseId) =>
  desk.services.act(by, desk.request(kind, { caseId: which, input, by }), { kind, caseId: which, input });
const view = (by: StaffActor = TELLER) => done(desk.services.viewCase(by, caseId));
/** To this time of the hall, for example `2026-11-27 17:00`. */
const at = (hallTime: string): void => {
  desk.clock.pass(Date.parse(`${hallTime.replace(' ', 'T')}:00+08:00`) - desk.clock.now.getTime());
};

describe('a second notice', () => {
  it('is refused to a teller, and asked for with a reason', () => {
    const refused = act('renotify', told('illegible'));
    expect(refused).toMatchObject({ code: 'CASE_MOVED_ON' });
    expect(JSON.stringify(refused)).toContain('分管领导');
    expect(act('notify', told('illegible'))).toMatchObject({ code: 'CASE_MOVED_ON' });
    expect(act('request', { note: ' ' })).toMatchObject({ code: 'INPUT_INVALID' });
    done(act('request', { note: '补交的证明不清晰' }));
    expect(act('renotify', told('illegible'))).toMatchObject({ code: 'CASE_MOVED_ON' });
    expect(view()).toMatchObject({ phase: 'asking', asked: '王小敏：补交的证明不清晰' });
  });

  it('goes out under a number of its own when the leader has allowed it, with time of its own', () => {
    done(act('request', { note: '补交的证明不清晰' }));
    desk.leave();
    expect(desk.services.listTasks(LEADER).map((row) => row.caseId)).toEqual([caseId]);
    expect(act('permit', { note: '' }, LEADER)).toMatchObject({ code: 'INPUT_INVALID' });
    expect(act('permit', { note: '属实' }, { ...LEADER, role: 'reviewer' })).toMatchObject({ ok: false });
    done(act('permit', { note: '属实，可再告知一次' }, LEADER));
    expect(desk.services.listTasks(LEADER)).toEqual([]);
  });

  it('is whole as the first was, and takes the leader again for a third', () => {
    done(act('request', { note: '补交的证明不清晰' }));
    done(act('permit', { note: '属实' }, LEADER));
    at('2026-11-23 10:00');
    expect(act('renotify', { ...told('illegible'), missing: [] })).toMatchObject({ code: 'MISSING_NOT_WHOLE' });
    const { slipNumber } = done(act('renotify', told('illegible')));
    expect(slipNumber).toMatch(/^BZ20261123/);
    expect(view()).toMatchObject({ phase: 'notified', dueOn: '2026-11-30' });
    expect(act('renotify', told('illegible'))).toMatchObject({ code: 'CASE_MOVED_ON' });
    done(act('request', { note: '还有一处不清晰' }));
    done(act('accept', { ticks: PROOF, form: FORM }));
  });

  it('is not given where the leader does not agree: the first stays the only one', () => {
    done(act('request', { note: '补交的证明不清晰' }));
    done(act('decline', { note: '可以当场更正' }, LEADER));
    expect(view()).toMatchObject({ phase: 'notified', dueOn: '2026-11-27' });
    expect(act('renotify', told('illegible'))).toMatchObject({ code: 'CASE_MOVED_ON' });
  });
});

describe('what was told to be supplemented', () => {
  it.each([
    ['in the last minute', '2026-11-27 16:59', true],
    ['at the close of the last day', '2026-11-27 17:00', false],
  ])('is accepted until the close of the last day: %s', (_, when, accepted) => {
    at(when);
    expect(act('accept', { ticks: PROOF, form: FORM }).ok).toBe(accepted);
    expect(view().phase).toBe(accepted ? 'accepted' : 'expired');
  });

  it('expires also while the leader is asked, and the leader has no more to decide', () => {
    done(act('request', { note: '补交的证明不清晰' }));
    at('2026-11-30 09:00');
    expect(act('permit', { note: '属实' }, LEADER)).toMatchObject({ ok: false });
    expect(view().phase).toBe('expired');
  });

  it('stands in the list of what is awaited, with the days left, and asks for a reminder on the working day before', () => {
    const awaited = () => desk.services.listAwaited(TELLER).map(({ caseId: id, daysLeft }) => [id, daysLeft]);
    expect(awaited()).toEqual([[caseId, 5]]);
    expect(countAwaited(desk.context)).toEqual({ count: 1, remind: 0 });
    at('2026-11-26 09:00');
    expect(awaited()).toEqual([[caseId, 1]]);
    expect(countAwaited(desk.context)).toEqual({ count: 1, remind: 1 });
    at('2026-11-27 17:00');
    expect(awaited()).toEqual([[caseId, -1]]);
    expect(countAwaited(desk.context)).toEqual({ count: 1, remind: 0 });
  });

  it('ends only with a notice, and what was handed in is good for a new case', async () => {
    expect(act('terminate')).toMatchObject({ code: 'CASE_MOVED_ON' });
    at('2026-11-30 09:00');
    desk.leave();
    expect(act('abandon', { reason: 'left' })).toMatchObject({ ok: false });
    expect(desk.services.listTasks(TELLER)).toMatchObject([{ caseId, phase: 'expired', light: 'black' }]);
    const { slipNumber } = done(act('terminate', { note: '已电话告知' }));
    expect(slipNumber).toMatch(/^ZZ20261130/);
    await desk.arrive(CITIZEN);
    expect(view()).toMatchObject({ phase: 'closed', ending: '补正逾期，终止办理：已电话告知' });
    const paper = JSON.stringify(done(desk.services.viewSlip(TELLER, slipNumber ?? '')).lines);
    expect(paper.replaceAll(/[^\u4e00-\u9fff0-9]/g, '')).toContain('居住证明或个人承诺书应在2026年11月27日前补齐');
    done(act('accept', { ticks: PROOF, form: FORM }, TELLER, await open()));
  });

  it('is seen to be over at the next start of the counter, whoever is there', () => {
    at('2026-11-30 09:00');
    const before = readHead(desk.database).sequence;
    desk.services.start();
    expect(view().history.at(-1)).toMatchObject({ who: '定时程序', text: '补正期限已过，没有补齐' });
    expect(readHead(desk.database).sequence).toBe(before + 1);
    return desk.services.stop();
  });
});
