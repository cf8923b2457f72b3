import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actKinds, type ActKind } from '../../../main/domain/case/process.ts';
import type { StaffActor } from '../../../main/domain/staff/actor.ts';
import { readHead, rowsAfter } from '../../../main/store/journal.ts';
import { done, openDesk, OTHER_TELLER, TELLER, type Desk } from '../../fixtures/desk/desk.ts';
import { ADJUSTMENT } from '../../fixtures/desk/papers.ts';

/* The special route over the whole core: who may do what, what leaves for the central system and when. */

const REVIEWER: StaffActor = { kind: 'person', number: '2001', name: '赵国强', role: 'reviewer' };
const LEADER: StaffActor = { kind: 'person', number: '3001', name: '孙立', role: 'branch-leader' };
const BUREAU: StaffActor = { kind: 'person', number: '4001', name: '周正', role: 'bureau-head' };
const { ticks: TICKS, form: ADJUSTED } = ADJUSTMENT;

let desk: Desk;
let caseId: string;
beforeEach(async () => {
  desk = openDesk();
  await desk.arrive('990000198503121011');
  caseId = done(await desk.services.cases.open(TELLER, desk.request('open'), 'YT0001')).caseId;
  done(act(TELLER, 'accept', { ticks: TICKS, form: ADJUSTED }));
  desk.leave();
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  desk.remove();
});

const act = (by: StaffActor, kind: ActKind, input: object = {}) =>
  desk.services.act(by, desk.request(kind, { caseId, input, by }), { kind, caseId, input });
const agree = (by: StaffActor) => done(act(by, 'agree', { note: '同意' }));
const view = (by: StaffActor) => done(desk.services.viewCase(by, caseId));
const tasks = (by: StaffActor) => desk.services.listTasks(by).map((row) => row.caseId);

describe('an account adjustment', () => {
  it('stands in the list of whoever has the next word, and nowhere else', () => {
    const everybody = [TELLER, REVIEWER, LEADER, BUREAU];
    const where = () => everybody.map((by) => tasks(by).length);
    expect(where()).toEqual([0, 1, 0, 0]);
    agree(REVIEWER);
    expect(where()).toEqual([0, 0, 1, 0]);
    agree(LEADER);
    expect(where()).toEqual([1, 0, 0, 0]);
    done(act(TELLER, 'complete'));
    expect(where()).toEqual([0, 0, 0, 0]);
  });

  it('reaches the central system once, and not before the window has completed it', async () => {
    const sent = () => desk.central.effects.length;
    agree(REVIEWER);
    agree(LEADER);
    await desk.forward();
    expect(sent()).toBe(0);
    done(act(TELLER, 'complete'));
    await desk.forward();
    expect(sent()).toBe(1);
    expect(view(TELLER).opinions.map(({ node, who, post }) => [node, who, post])).toEqual([
      ['复核', '赵国强', '风险防控与稽核股'],
      ['审核', '孙立', '驻政务中心分管领导'],
    ]);
  });

  it.each([
    ['the teller who accepted it reviews it', { ...REVIEWER, number: TELLER.number }, 'agree'],
    ['the leader decides before the review', LEADER, 'agree'],
    ['the teller completes it while it waits for review', TELLER, 'complete'],
    ['the reviewer completes it', REVIEWER, 'complete'],
  ] as const)('is refused, with nothing written but the try: %s', (_, by, kind) => {
    const head = readHead(desk.database);
    expect(act(by, kind, kind === 'agree' ? { note: '同意' } : {})).toMatchObject({ ok: false });
    expect(rowsAfter(desk.database, head.sequence, 9)).toMatchObject([{ kind: 'access.refused', subject: caseId }]);
  });

  it.each(['', ' ', '\u3000\u3000', '\n'])('asks for words, and blanks are none: %j', (note) => {
    expect(act(REVIEWER, 'agree', { note })).toMatchObject({ ok: false, code: 'INPUT_INVALID' });
  });

  it('is completed by another teller too, but by nobody who checked it', () => {
    agree(REVIEWER);
    agree(LEADER);
    const checked = { ...TELLER, number: REVIEWER.number };
    const refused = act(checked, 'complete');
    expect(refused).toMatchObject({ ok: false, code: 'CASE_SAME_PERSON' });
    // The reason names the law.
    expect(JSON.stringify(refused)).toContain('三个不同的人');
    done(act(OTHER_TELLER, 'complete'));
  });

  it('is corrected without the citizen when the reviewer sends it back', () => {
    done(act(REVIEWER, 'remit', { reason: 'amount', note: '应为 112.00 元' }));
    const corrected = { ...ADJUSTED, difference: '112.00', 'balance-after': '2975.50' };
    done(desk.services.cases.saveDraft(TELLER, caseId, { ticks: TICKS, form: corrected }));
    done(act(TELLER, 'resubmit', { ticks: TICKS, form: corrected }));
    expect(view(REVIEWER)).toMatchObject({ phase: 'reviewing', form: { difference: '112.00' } });
    expect(view(REVIEWER).slips.map(({ kind }) => kind)).toEqual(['SL']);
  });

  it('promises no day while the bureau has it, and again when it has answered', () => {
    const promised = view(REVIEWER).dueOn;
    done(act(REVIEWER, 'escalate', { reason: 'legacy-issue', note: '2017 年缴费' }));
    expect(view(BUREAU)).toMatchObject({ dueOn: null, paused: '上报保障局：2017 年缴费' });
    expect(act(REVIEWER, 'agree', { note: '同意' })).toMatchObject({ ok: false });
    expect(act(BUREAU, 'answer', { note: '同意' })).toMatchObject({ ok: false, code: 'INPUT_INVALID' });
    done(act(BUREAU, 'answer', { note: '同意', document: '样医保〔2026〕7号' }));
    expect(view(REVIEWER)).toMatchObject({ phase: 'reviewing', dueOn: promised, paused: null });
  });

  it('names every act of the route in the process', () => {
    expect(actKinds).toEqual(
      expect.arrayContaining(['agree', 'remit', 'deny', 'escalate', 'answer', 'resubmit', 'conclude']),
    );
  });
});
