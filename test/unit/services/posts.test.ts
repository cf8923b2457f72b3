import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StaffActor } from '../../../main/domain/staff/actor.ts';
import { grantPost, withdrawPost } from '../../../main/services/posts.ts';
import { createAccount } from '../../../main/services/sessions.ts';
import { rebuildProjections } from '../../../main/store/projections/rebuild.ts';
import { done, openDesk, OTHER_TELLER, TELLER, type Desk } from '../../fixtures/desk/desk.ts';

/* One person, several posts: granted by administrators, worked in one at a time, and never two parties of one case. */

const ADMIN: StaffActor = { kind: 'person', number: '9001', name: '陈工', role: 'administrator' };
const SECOND: StaffActor = { kind: 'person', number: '9002', name: '罗敏', role: 'administrator' };
const LEADER: StaffActor = { kind: 'person', number: '3001', name: '孙立', role: 'branch-leader' };
const FOREVER = { from: '2026-03-01', until: null };
const REVIEW = { number: TELLER.number, role: 'reviewer', ...FOREVER, reason: '复核岗轮休', second: SECOND } as const;

let desk: Desk;
beforeEach(async () => {
  desk = openDesk();
  for (const one of [TELLER, OTHER_TELLER, ADMIN, SECOND, LEADER]) {
    await createAccount(desk.context, { ...one, password: `of-${one.number}` });
  }
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  desk.remove();
});

const grant = (asked: Partial<Parameters<typeof grantPost>[2]> = {}, by = ADMIN) =>
  grantPost(desk.context, by, { ...REVIEW, ...asked });
const signIn = async () => done(await desk.services.sessions.signIn('window-1', TELLER.number, 'of-1001'));
const switchTo = (role: StaffActor['role']) => {
  const session = desk.services.sessions.find('window-1');
  if (!session) throw new Error('nobody is signed in');
  return desk.services.switchPost('window-1', session, role);
};
const entries = (kind: string) =>
  desk.database
    .prepare<[string], { actor: string; payload: string }>('SELECT actor, payload FROM journal WHERE kind = ?')
    .all(kind)
    .map(({ actor, payload }): Readonly<Record<string, unknown>> => ({ actor, ...(JSON.parse(payload) as object) }));

describe('a grant', () => {
  it('names both administrators, its reason and its days', () => {
    expect(grant()).toEqual({ ok: true });
    expect(entries('account.post-granted')).toMatchObject([
      {
        actor: '9001',
        role: 'reviewer',
        from: '2026-03-01',
        until: null,
        second: { number: '9002' },
        reason: '复核岗轮休',
      },
    ]);
  });

  it.each([
    ['by somebody who is no administrator', {}, LEADER, /不是系统管理员/],
    ['for oneself', { number: ADMIN.number }, ADMIN, /给自己授权/],
    ['of a post that decides, by one alone', { second: null }, ADMIN, /两名系统管理员/],
    ['by one administrator twice', { second: ADMIN }, ADMIN, /同一个人/],
    ['with whoever is to have it', { second: { ...SECOND, number: TELLER.number } }, ADMIN, /被授权人/],
    ['with a second who is no administrator', { second: LEADER }, ADMIN, /第二授权人/],
    ['of the own post', { role: 'teller' }, ADMIN, /已经有这个岗位/],
    ['that ends before it begins', { until: '2026-02-28' }, ADMIN, /结束日期/],
    ['that is over', { until: '2026-11-19' }, ADMIN, /结束日期/],
    ['for a number nobody has', { number: '7777' }, ADMIN, /没有工号/],
  ] as const)('is refused %s', (_, asked, by, message) => {
    expect(grant(asked, by)).toMatchObject({ ok: false, message: expect.stringMatching(message) as unknown });
    expect(entries('account.post-granted')).toEqual([]);
  });

  it('of a post that only serves needs one administrator', () => {
    expect(grant({ role: 'duty-clerk', second: null })).toEqual({ ok: true });
    expect(grant({ role: 'duty-clerk', second: null })).toMatchObject({ ok: false });
  });
});

describe('whoever holds two posts', () => {
  it('works in one at a time and goes from one to the other without signing in anew', async () => {
    grant();
    expect(await signIn()).toMatchObject({ role: 'teller' });
    expect(desk.services.sessions.posts(TELLER)).toEqual(['teller', 'reviewer']);
    expect(desk.services.sessions.teller()).toMatchObject({ number: '1001' });
    expect(done(switchTo('reviewer'))).toMatchObject({ number: '1001', role: 'reviewer' });
    expect(desk.services.sessions.teller()).toBeNull();
    // The same press once more, because its answer was lost.
    const before = entries('session.opened').length;
    expect(done(switchTo('reviewer'))).toMatchObject({ role: 'reviewer' });
    expect(entries('session.opened')).toHaveLength(before);
    expect(entries('session.closed')).toMatchObject([{ reason: 'post-changed' }]);
    expect(done(switchTo('teller'))).toMatchObject({ role: 'teller' });
  });

  it('tries a post that is not theirs, and the journal has it', async () => {
    await signIn();
    expect(switchTo('branch-leader')).toMatchObject({ ok: false, code: 'POST_NOT_HELD' });
    expect(desk.services.sessions.find('window-1')).toMatchObject({ role: 'teller' });
    expect(entries('access.refused')).toMatchObject([
      { actor: '1001', act: 'session.switchPost', code: 'POST_NOT_HELD' },
    ]);
  });

  it('loses it with its last day, or when it is taken back, in the middle of the work', async () => {
    grant({ until: '2026-11-20' });
    await signIn();
    done(switchTo('reviewer'));
    desk.clock.now = new Date('2026-11-20T16:00:00.000Z');
    expect(desk.services.sessions.find('window-1')).toBeNull();
    expect(await signIn()).toMatchObject({ role: 'teller' });
    expect(switchTo('reviewer')).toMatchObject({ code: 'POST_NOT_HELD' });
    expect(grant({ from: '2026-11-21' })).toEqual({ ok: true });
    done(switchTo('reviewer'));
    expect(withdrawPost(desk.context, LEADER, { number: '1001', role: 'reviewer', reason: '到期' })).toMatchObject({
      ok: false,
    });
    expect(withdrawPost(desk.context, ADMIN, { number: '1001', role: 'reviewer', reason: '到期' })).toEqual({
      ok: true,
    });
    expect(desk.services.sessions.find('window-1')).toBeNull();
    expect(entries('session.closed').map(({ reason }) => reason)).toEqual([
      'post-changed',
      'post-ended',
      'post-changed',
    ]);
  });

  it('is the same after the projections are made anew', () => {
    grant();
    expect(rebuildProjections(desk.database)).toMatchObject({ ok: true });
    expect(desk.services.sessions.posts(TELLER)).toEqual(['teller', 'reviewer']);
  });

  it('reviews what another window accepted, and never what they accepted themselves', async () => {
    grant();
    const accepted = async (by: StaffActor, idNumber: string, before: string, after: string): Promise<string> => {
      desk.services.visits.tellerChanged(by);
      done(await desk.services.visits.openByIdNumber(by, desk.request('open'), idNumber));
      const { visitId } = desk.services.visits.reception().present!;
      desk.services.visits.act(by, desk.request('check'), { kind: 'identity-checked', visitId });
      const { caseId } = done(await desk.services.cases.open(by, desk.request('open'), 'YT0001'));
      const ticks = {
        request: { alternative: 'request', form: 'original' },
        calculation: { alternative: 'sheet', form: 'original' },
      };
      const form = {
        applicant: 'self',
        reason: 'missed',
        period: '2026 年 1 月',
        'balance-before': before,
        difference: '120.00',
        'balance-after': after,
        basis: '缴费记录',
        phone: '13900000001',
      };
      done(desk.services.act(by, desk.request('accept'), { kind: 'accept', caseId, input: { ticks, form } }));
      done(desk.services.visits.act(by, desk.request('end'), { kind: 'ended', visitId }).answer);
      return caseId;
    };
    const own = await accepted(TELLER, '990000198503121011', '2863.50', '2983.50');
    const others = await accepted(OTHER_TELLER, '990000195607082025', '10532.08', '10652.08');
    await signIn();
    const asReviewer = done(switchTo('reviewer'));
    const agree = (caseId: string) =>
      desk.services.act(asReviewer, desk.request('agree'), { kind: 'agree', caseId, input: { note: '同意' } });
    const refused = agree(own);
    expect(refused).toMatchObject({ ok: false, code: 'CASE_SAME_PERSON' });
    expect(JSON.stringify(refused)).toContain('三个不同的人');
    expect(entries('access.refused')).toMatchObject([{ actor: '1001', act: 'agree', code: 'CASE_SAME_PERSON' }]);
    done(agree(others));
  });
});
