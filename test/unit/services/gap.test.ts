import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sm3Text } from '../../../main/core/sm3.ts';
import { gapBarText, mayBeGapped } from '../../../main/domain/case/gap.ts';
import type { ActKind } from '../../../main/domain/case/process.ts';
import type { ServiceItem } from '../../../main/domain/catalogue/item.ts';
import { materialsFor } from '../../../main/domain/catalogue/materialList.ts';
import type { StaffActor } from '../../../main/domain/staff/actor.ts';
import { shownVisit } from '../../../main/services/panel.ts';
import { readHead } from '../../../main/store/journal.ts';
import { verifyStore } from '../../../main/store/verify.ts';
import { applicationsFor } from '../../fixtures/catalogue/applications.ts';
import { done, openDesk, OTHER_TELLER, TELLER, type Desk } from '../../fixtures/desk/desk.ts';
import { citizenOf } from '../../fixtures/desk/citizenOf.ts';
import { RESIDENCE } from '../../fixtures/desk/papers.ts';

/* Accepted although secondary papers are missing: what was promised is kept or broken, and what follows. */

const CITIZEN = '990000198503121011';
const REVIEWER: StaffActor = { kind: 'person', number: '2001', name: '赵国强', role: 'reviewer' };
const LEADER: StaffActor = { kind: 'person', number: '3001', name: '孙立', role: 'branch-leader' };
const { ticks: PROOF, form: FORM } = RESIDENCE;
const DAY_MS = 24 * 60 * 60_000;

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  expect(verifyStore(desk.database, { anchorFile: desk.anchorFile, hashText: sm3Text })).toMatchObject({ ok: true });
  desk.remove();
});

const act = (caseId: string, kind: ActKind, input: object = {}, by: StaffActor = TELLER) =>
  desk.services.act(by, desk.request(kind, { caseId, input, by }), { kind, caseId, input });
const open = async (code = 'YB0413') => done(await desk.services.cases.open(TELLER, desk.request('open'), code)).caseId;
const view = (caseId: string, by: StaffActor = TELLER) => done(desk.services.viewCase(by, caseId));
/** Long-term residence elsewhere, with its proof to follow. */
async function admitted(): Promise<string> {
  await desk.arrive(CITIZEN);
  const caseId = await open();
  done(act(caseId, 'admit', { ticks: {}, form: FORM }));
  return caseId;
}
/** The visit as its teller's window shows it. */
const visitOf = ({ context, services }: Desk) => {
  const reception = services.visits.reception();
  return reception.present && shownVisit(context, reception, reception.present);
};
/** To this time of the hall, for example `2026-12-04 17:00`. */
const at = (hallTime: string): void => {
  desk.clock.pass(Date.parse(`${hallTime.replace(' ', 'T')}:00+08:00`) - desk.clock.now.getTime());
};

it('is told in writing what is to follow, until when, and what comes of it otherwise', async () => {
  const caseId = await admitted();
  const { slips, gap, phase, paused, dueOn } = view(caseId);
  expect({ phase, gap, dueOn }).toEqual({
    phase: 'accepted',
    gap: { missing: ['residence-or-commitment'], dueOn: '2026-12-04', daysLeft: 10, outcome: null },
    // No day is promised while papers are waited for.
    dueOn: null,
  });
  expect(paused).toContain('容缺');
  const [slip] = slips;
  expect(slip).toMatchObject({ kind: 'RQ', title: '容缺受理通知书（承诺书）' });
  const { lines } = done(desk.services.viewSlip(TELLER, slip?.slipNumber ?? ''));
  const text = JSON.stringify(lines);
  for (const said of ['居住证明或个人承诺书', '12 个月内不再适用容缺受理', '承诺', '签名'])
    expect(text.replaceAll(/[^\u4e00-\u9fff0-9 ]/g, '')).toContain(said);
});

it("is nobody's work while its papers are to follow: there is nothing to complete", async () => {
  const caseId = await admitted();
  const summary = () => visitOf(desk)?.cases.find((one) => one.caseId === caseId);
  const tasks = () => desk.services.listTasks(TELLER).map((row) => row.caseId);
  expect(summary()).toMatchObject({ phase: 'accepted', awaitsPapers: true });
  expect(tasks()).toEqual([]);
  done(act(caseId, 'supply', { ticks: PROOF }));
  expect(summary()).toMatchObject({ awaitsPapers: false });
  expect(tasks()).toEqual([caseId]);
});

it('nothing comes of it before everything is there, and then it is completed', async () => {
  const caseId = await admitted();
  expect(act(caseId, 'complete')).toMatchObject({ code: 'CASE_MOVED_ON' });
  at('2026-12-03 16:00');
  expect(act(caseId, 'complete')).toMatchObject({ code: 'CASE_MOVED_ON' });
  await desk.forward();
  expect(desk.central.effects).toEqual([]);
  expect(act(caseId, 'supply', { ticks: {} })).toMatchObject({ code: 'GAP_NOT_SUPPLIED' });
  expect(act(caseId, 'supply', { ticks: { photo: { alternative: 'paper', form: 'original' } } })).toMatchObject({
    code: 'GAP_NOT_SUPPLIED',
  });
  const forged = { 'residence-or-commitment': { alternative: 'word', form: 'original' } };
  expect(act(caseId, 'supply', { ticks: forged })).toMatchObject({ code: 'MATERIAL_FORM_UNKNOWN' });
  done(act(caseId, 'supply', { ticks: PROOF }));
  // What is finished while the citizen waits is promised for the day on which the last paper came.
  expect(view(caseId)).toMatchObject({ gap: { outcome: 'supplied', missing: [] }, paused: null, dueOn: '2026-12-03' });
  done(act(caseId, 'complete'));
  await desk.forward();
  expect(desk.central.effects).toHaveLength(1);
});

it.each([
  ['in the last minute', '2026-12-04 16:59', true],
  ['at the close of the last day', '2026-12-04 17:00', false],
  ['the day after', '2026-12-05 09:00', false],
])('is kept or broken by the close of the last day: %s', async (_, when, kept) => {
  const caseId = await admitted();
  at(when);
  expect(act(caseId, 'supply', { ticks: PROOF }).ok).toBe(kept);
  expect(view(caseId).phase).toBe(kept ? 'accepted' : 'lapsed');
});

it('stands in its register with what became of it, recorded or not', async () => {
  await admitted();
  at('2026-12-07 09:00');
  const { rows, totals } = done(
    desk.services.viewRegister(TELLER, { register: 'gaps', from: '2026-11-20', to: '2026-11-20' }),
  );
  expect(rows.map(({ cells }) => cells.slice(5).join('|'))).toEqual([
    '居住证明或个人承诺书|2026-12-04|逾期|2026-12-04 17:00',
  ]);
  expect(totals.map(({ label, value }) => `${label} ${value}`)).toEqual(expect.arrayContaining(['逾期 1 件']));
});

describe('a broken commitment', () => {
  it('bars its citizen at every window for twelve months, whether or not anybody has recorded it', async () => {
    const other = await admitted();
    const next = await open('YB0311');
    at('2026-12-04 17:00');
    const { form } = view(next);
    const refused = act(next, 'admit', { ticks: {}, form: { ...form, ...moved } }, TELLER);
    expect(refused).toMatchObject({ code: 'GAP_BARRED' });
    expect(JSON.stringify(refused)).toMatch(/2026年12月4日.*2027年12月3日/);
    expect(view(next).gapBar).toContain('2027年12月3日');
    expect(view(other)).toMatchObject({ phase: 'lapsed', gap: { outcome: 'broken' } });
    expect(view(other).history.at(-1)).toMatchObject({ who: '定时程序', text: '容缺承诺的期限已过，没有补齐' });
  });

  it('is derived from the time where the clock has recorded nothing yet', async () => {
    await admitted();
    const next = await open('YB0311');
    at('2026-12-04 17:00');
    const head = readHead(desk.database);
    expect(view(next).gapBar).toContain('2026年12月4日');
    expect(readHead(desk.database)).toEqual(head);
  });

  it('ends with a notice, and what was handed in then is good for a new case', async () => {
    const caseId = await admitted();
    expect(act(caseId, 'terminate')).toMatchObject({ code: 'CASE_MOVED_ON' });
    at('2026-12-07 09:00');
    desk.leave();
    expect(act(caseId, 'complete')).toMatchObject({ ok: false });
    expect(desk.services.listTasks(TELLER).map((row) => row.caseId)).toContain(caseId);
    const { slipNumber } = done(act(caseId, 'terminate', {}, OTHER_TELLER));
    expect(slipNumber).toMatch(/^ZZ/);
    await desk.arrive(CITIZEN);
    expect(view(caseId)).toMatchObject({ phase: 'closed', ending: '容缺承诺逾期，终止办理' });
    done(act(await open(), 'accept', { ticks: PROOF, form: FORM }));
  });

  it('is none when the case was taken back in time', async () => {
    const caseId = await admitted();
    done(act(caseId, 'withdraw', { note: '不办了' }));
    desk.clock.pass(30 * DAY_MS);
    const next = await open('YB0413');
    expect(view(next).gapBar).toBeNull();
    expect(view(caseId).gap).toMatchObject({ outcome: 'released' });
  });

  it.each([
    ['2026-03-19', '2027-03-18', '2027-03-19'],
    ['2028-02-29', '2029-02-28', '2029-03-01'],
  ])('due on %s bars until %s; on %s the citizen is free again', (due, last, free) => {
    expect(gapBarText(due, due)).not.toBeNull();
    expect(gapBarText(due, last)).toContain('不适用容缺受理');
    expect(gapBarText(due, free)).toBeNull();
  });
});

const moved = {
  applicant: 'self',
  direction: 'in',
  'from-region': '990100',
  'move-account': 'no',
  'insurance-type': '310',
  phone: '13900000001',
};

it('is no way past a main paper, nor where nothing is missing', async () => {
  await desk.arrive(CITIZEN);
  const caseId = await open();
  expect(act(caseId, 'admit', { ticks: PROOF, form: FORM })).toMatchObject({ code: 'GAP_NOT_NEEDED' });
  const several = { ...FORM, 'several-places': 'yes', 'other-regions': '某市' };
  expect(act(caseId, 'admit', { ticks: {}, form: several })).toMatchObject({ code: 'GAP_MAIN_MISSING' });
});

const items = (() => {
  const first = openDesk();
  const found = first.context.catalogue.items.filter(mayBeGapped);
  first.remove();
  return found;
})();
const wholeApplication = (item: ServiceItem, seed = 7) =>
  fc.sample(
    applicationsFor(item).filter(({ form }) =>
      materialsFor(item, form).some((one) => one.mayFollowWithin !== undefined),
    ),
    { numRuns: 1, seed },
  )[0]!;
/** The ticks of what may follow. */
function gapOf(item: ServiceItem, form: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    materialsFor(item, form)
      .filter(({ mayFollowWithin }) => mayFollowWithin !== undefined)
      .map(({ code, anyOf: [way] }) => [code, { alternative: way!.code, form: way!.forms[0]! }]),
  );
}
function gappedApplication(item: ServiceItem) {
  const { form, ticks } = wholeApplication(item);
  const follow = gapOf(item, form);
  return { form, ticks: Object.fromEntries(Object.entries(ticks).filter(([code]) => !Object.hasOwn(follow, code))) };
}

it.each(items.map((item) => [item.code, item.name, item] as const))(
  '%s %s is accepted with a gap, supplied, completed and sent',
  async (code, _name, item) => {
    await desk.arrive(citizenOf(item));
    const { form, ticks } = gappedApplication(item);
    const caseId = await open(code);
    done(desk.services.cases.saveDraft(TELLER, caseId, { ticks, form }));
    await new Promise(setImmediate);
    done(act(caseId, 'admit', { form, ticks }));
    // The special route goes on meanwhile; it waits before its completion.
    expect(view(caseId).phase).toBe(item.approvalRoute === 'special' ? 'reviewing' : 'accepted');
    if (item.approvalRoute === 'special')
      for (const by of [REVIEWER, LEADER]) done(act(caseId, 'agree', { note: '同意' }, by));
    expect(act(caseId, 'complete')).toMatchObject({ code: 'CASE_MOVED_ON' });
    done(act(caseId, 'supply', { ticks: gapOf(item, form) }));
    done(act(caseId, 'complete'));
    await desk.forward();
    expect(desk.central.effects).toHaveLength(1);
  },
);
