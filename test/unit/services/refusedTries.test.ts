import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActKind } from '../../../main/domain/case/process.ts';
import type { StaffActor } from '../../../main/domain/staff/actor.ts';
import { readHead } from '../../../main/store/journal.ts';
import { refusedTries } from '../../../main/store/refusedTries.ts';
import { done, openDesk, OTHER_TELLER, TELLER, type Desk } from '../../fixtures/desk/desk.ts';
import { ADJUSTMENT } from '../../fixtures/desk/papers.ts';

/* What somebody tries that the law of the hall keeps from them stands in the journal: who, what, on which case, why not. */

const REVIEWER: StaffActor = { kind: 'person', number: '2001', name: '赵国强', role: 'reviewer' };
const LEADER: StaffActor = { kind: 'person', number: '3001', name: '孙立', role: 'branch-leader' };
const EMPLOYEE = '990000198503121011';
const { ticks: TICKS, form: ADJUSTED } = ADJUSTMENT;

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  desk.remove();
});

const act = (by: StaffActor, kind: ActKind, caseId: string, input: object = {}, request = desk.request(kind)) =>
  desk.services.act(by, request, { kind, caseId, input });
const tried = (person?: string) =>
  refusedTries(desk.database, {
    from: '2000-01-01T00:00:00.000Z',
    until: '2100-01-01T00:00:00.000Z',
    ...(person === undefined ? {} : { person }),
  })
    .toReversed()
    .map(({ actor, subject, payload: { act: what, code, times } }) => ({
      who: actor.kind === 'person' ? actor.number : actor.part,
      subject,
      what,
      code,
      times,
    }));

async function open(item: string): Promise<string> {
  await desk.arrive(EMPLOYEE);
  return done(await desk.services.cases.open(TELLER, desk.request('open'), item)).caseId;
}

async function accepted(): Promise<string> {
  const caseId = await open('YT0001');
  done(act(TELLER, 'accept', caseId, { ticks: TICKS, form: ADJUSTED }));
  desk.leave();
  return caseId;
}

describe('on the special route', () => {
  it('leader, reviewer and teller each try what is not theirs: three refusals, three entries', async () => {
    const caseId = await accepted();
    const wrongly = (by: StaffActor, kind: ActKind, input = {}) => act(by, kind, caseId, input);
    expect(wrongly(TELLER, 'complete')).toMatchObject({ code: 'CASE_NODE_SKIPPED' });
    done(act(REVIEWER, 'agree', caseId, { note: '同意' }));
    expect(wrongly(REVIEWER, 'agree', { note: '同意' })).toMatchObject({ code: 'NOT_ALLOWED' });
    done(act(LEADER, 'agree', caseId, { note: '同意' }));
    expect(wrongly(LEADER, 'complete')).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(tried()).toEqual([
      { who: '1001', subject: caseId, what: 'complete', code: 'CASE_NODE_SKIPPED', times: 1 },
      { who: '2001', subject: caseId, what: 'agree', code: 'NOT_ALLOWED', times: 1 },
      { who: '3001', subject: caseId, what: 'complete', code: 'NOT_ALLOWED', times: 1 },
    ]);
    expect(tried('2001')).toHaveLength(1);
    done(act(TELLER, 'complete', caseId));
    const day = '2026-11-20';
    const { caseNumber } = done(desk.services.viewCase(TELLER, caseId));
    const register = (on: string) =>
      done(
        desk.services.viewRegister({ ...TELLER, role: 'auditor' }, { register: 'tries', from: on, to: on }),
      ).rows.map(({ cells: [, ...cells] }) => cells);
    expect(register(day)).toHaveLength(3);
    expect(register(day).at(-1)).toEqual([
      caseNumber,
      '个人账户调整',
      '王小敏 1001',
      '综合柜员',
      'complete',
      expect.any(String),
      '1',
    ]);
    expect(register('2026-11-19')).toEqual([]);
    expect(desk.services.viewRegister(TELLER, { register: 'tries', from: day, to: day })).toMatchObject({
      ok: false,
      code: 'NOT_ALLOWED',
    });
  });

  it('whoever accepted it and has another post too is told of the law, and it is kept', async () => {
    const caseId = await accepted();
    const twice = { ...REVIEWER, number: TELLER.number, name: TELLER.name };
    expect(act(twice, 'agree', caseId, { note: '同意' })).toMatchObject({ code: 'CASE_SAME_PERSON' });
    expect(tried()).toMatchObject([{ who: '1001', code: 'CASE_SAME_PERSON' }]);
  });

  it('the post is refused before anything of the case is told, also to whoever has no ground on it', async () => {
    const caseId = await accepted();
    const clerk: StaffActor = { kind: 'person', number: '9001', name: '钱敏', role: 'administrator' };
    expect(act(clerk, 'agree', caseId, { note: '同意' })).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(act(REVIEWER, 'complete', caseId)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(tried().map(({ who }) => who)).toEqual(['9001', '2001']);
  });
});

describe('a flood', () => {
  it('of one try within a minute is two entries: the first, and how often it came again', async () => {
    const caseId = await accepted();
    for (let n = 0; n < 40; n += 1) act(REVIEWER, 'complete', caseId);
    expect(tried().map(({ times }) => times)).toEqual([1]);
    desk.clock.pass(60_000);
    desk.services.refusedTries.settle();
    expect(tried().map(({ times }) => times)).toEqual([1, 39]);
    act(REVIEWER, 'complete', caseId);
    expect(tried().map(({ times }) => times)).toEqual([1, 39, 1]);
    desk.services.refusedTries.stop();
    expect(tried()).toHaveLength(3);
  });

  it('of different tries is bounded for each person, and nothing of it is lost', async () => {
    for (let n = 0; n < 200; n += 1) {
      await desk.services.cases.open(TELLER, desk.request('open'), `XX${String(n).padStart(4, '0')}`);
    }
    // Without a visit nothing is looked for in the list.
    expect(tried()).toEqual([]);
    await desk.arrive(EMPLOYEE);
    for (let n = 0; n < 200; n += 1) {
      await desk.services.cases.open(TELLER, desk.request('open'), `XX${String(n).padStart(4, '0')}`);
    }
    desk.services.refusedTries.stop();
    expect(tried().length).toBeLessThanOrEqual(22);
    expect(tried().reduce((sum, { times }) => sum + times, 0)).toBe(200);
  });

  it('of one press repeated is one try, also after a restart', async () => {
    const caseId = await accepted();
    const request = desk.request('complete');
    for (let n = 0; n < 3; n += 1) act(REVIEWER, 'complete', caseId, {}, request);
    desk.clock.pass(61_000);
    act(REVIEWER, 'complete', caseId, {}, request);
    desk.services.refusedTries.stop();
    expect(tried().map(({ times }) => times)).toEqual([1]);
  });
});

describe('the material list of an item', () => {
  const RESIDENCE = 'residence-or-commitment';
  const told = (...codes: readonly string[]) => codes.map((materialCode) => ({ materialCode, reason: 'not-brought' }));

  it.each([
    ['what the system supplies', told('insurance-status'), 'MATERIAL_BY_SYSTEM'],
    ['what nobody has heard of', told(RESIDENCE, 'unit-proof'), 'MATERIAL_NOT_LISTED'],
    ['a material of another item', told(RESIDENCE, 'calculation'), 'MATERIAL_NOT_LISTED'],
    ['the same twice', told(RESIDENCE, RESIDENCE), 'MATERIAL_TWICE'],
    ['a name every object has', told('constructor'), 'MATERIAL_NOT_LISTED'],
    ['nothing of what is missing', [], 'MISSING_NOT_WHOLE'],
  ] as const)('a notice that asks for %s is refused by name', async (_, missing, code) => {
    const caseId = await open('YB0413');
    const { form } = done(desk.services.viewCase(TELLER, caseId));
    expect(act(TELLER, 'notify', caseId, { ticks: {}, form, missing })).toMatchObject({ ok: false, code });
    expect(tried().map((one) => one.code)).toEqual(
      code.startsWith('MATERIAL_') && code !== 'MATERIAL_TWICE' ? [code] : [],
    );
  });

  it.each([
    ['an extra material', { 'unit-proof': { alternative: 'paper', form: 'original' } }, 'MATERIAL_NOT_LISTED'],
    [
      'an alternative that does not exist',
      { [RESIDENCE]: { alternative: 'oath', form: 'original' } },
      'MATERIAL_FORM_UNKNOWN',
    ],
    ['none of what is required', {}, 'MATERIALS_INCOMPLETE'],
  ] as const)('an acceptance with %s is refused by name', async (_, ticks, code) => {
    const caseId = await open('YB0413');
    const form = {
      ...done(desk.services.viewCase(TELLER, caseId)).form,
      'residence-region': '990100',
      'residence-address': '邻县',
      'start-date': '2026-11-20',
      'several-places': 'no',
      applicant: 'self',
      phone: '13900000001',
    };
    const head = readHead(desk.database).sequence;
    expect(act(TELLER, 'accept', caseId, { ticks, form })).toMatchObject({ ok: false, code });
    // Papers that are not there yet are no try of anything.
    expect(readHead(desk.database).sequence - head).toBe(code === 'MATERIALS_INCOMPLETE' ? 0 : 1);
  });

  it('whatever is named beside it is never recorded in the words of whoever tried', async () => {
    const caseId = await open('YB0413');
    const { form } = done(desk.services.viewCase(TELLER, caseId));
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 9, maxLength: 18 }), async (text) => {
        const answer = act(TELLER, 'notify', caseId, { ticks: {}, form, missing: told(text) });
        expect(answer).toMatchObject({ ok: false, code: 'MATERIAL_NOT_LISTED' });
        await desk.services.cases.open(TELLER, desk.request('open'), text);
        expect(JSON.stringify(answer)).not.toContain(text);
      }),
      { numRuns: 30 },
    );
    desk.services.refusedTries.stop();
    const payloads = refusedTries(desk.database, { from: '2000', until: '2100' }).map(({ payload }) => payload);
    expect(payloads.length).toBeGreaterThan(0);
    for (const payload of payloads) expect(payload).not.toHaveProperty('item');
  });
});

it('another teller works on and leaves no trace of a try', async () => {
  const caseId = await accepted();
  done(act(REVIEWER, 'agree', caseId, { note: '同意' }));
  done(act(LEADER, 'agree', caseId, { note: '同意' }));
  done(act(OTHER_TELLER, 'complete', caseId));
  expect(tried()).toEqual([]);
});
