import { afterEach, beforeEach, expect, it } from 'vitest';
import { createAccount, type Session } from '../../../main/services/sessions.ts';
import { done, openDesk, OTHER_TELLER, TELLER, type Desk } from '../../fixtures/desk/desk.ts';

const OLD = 'the-old-one';
const NEW = 'another-word';

let desk: Desk;
let teller: Session;
beforeEach(async () => {
  desk = openDesk();
  for (const one of [TELLER, OTHER_TELLER]) await createAccount(desk.context, { ...one, password: OLD });
  teller = done(await signIn(OLD));
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  desk.remove();
});

const signIn = (password: string, number = TELLER.number) =>
  desk.services.sessions.signIn(`window of ${number}`, number, password);
const change = (current: string, chosen: string, request = desk.request('session.changePassword')) =>
  desk.services.sessions.changePassword(`window of ${TELLER.number}`, teller, request, { current, chosen });
const entries = (kind: string): unknown[] =>
  desk.database.prepare('SELECT subject, actor, payload FROM journal WHERE kind = ?').all(kind);

it('one’s own password is changed by the one who knows it, on record without either of them', async () => {
  expect(await change(OLD, NEW)).toEqual({ ok: true, value: {} });
  expect(await signIn(OLD)).toMatchObject({ code: 'SIGN_IN_WRONG' });
  expect(await signIn(NEW)).toMatchObject({ ok: true });
  expect(await signIn(OLD, OTHER_TELLER.number)).toMatchObject({ ok: true });
  expect(entries('account.password-changed')).toHaveLength(1);
  const stored = desk.database
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`)
    .pluck()
    .all()
    .map((table) => JSON.stringify(desk.database.prepare(`SELECT * FROM ${table}`).all()))
    .join('\n');
  for (const password of [OLD, NEW]) expect(stored).not.toContain(password);
});

it('a wrong one changes nothing, counts as at sign-in, and the account rests after the fifth', async () => {
  for (let attempt = 1; attempt <= 4; attempt += 1) {
    expect(await change('guess', NEW)).toMatchObject({ code: 'PASSWORD_WRONG', kept: '密码没有改动。' });
  }
  expect(await change('guess', NEW)).toMatchObject({
    code: 'PASSWORD_WRONG',
    happened: expect.stringContaining('秒后再试') as string,
  });
  expect(await change(OLD, NEW)).toMatchObject({ code: 'PASSWORD_LOCKED' });
  expect(await signIn(OLD)).toMatchObject({ code: 'SIGN_IN_LOCKED' });
  expect(entries('account.password-changed')).toEqual([]);
  desk.clock.pass(60_000);
  expect(await change(OLD, NEW)).toMatchObject({ ok: true });
});

it('an unfit one is refused in words', async () => {
  for (const unfit of ['short', OLD, `with-${TELLER.number}-in`, '88888888']) {
    expect(await change(OLD, unfit)).toMatchObject({ code: 'PASSWORD_UNFIT', kept: '密码没有改动。' });
  }
  expect(entries('session.refused')).toEqual([]);
});

it('the press that was cut off and comes again is answered as the first time', async () => {
  const request = desk.request('session.changePassword');
  expect(await change(OLD, NEW, request)).toEqual({ ok: true, value: {} });
  expect(await change(OLD, NEW, request)).toEqual({ ok: true, value: {} });
  expect(entries('account.password-changed')).toHaveLength(1);
  expect(entries('session.refused')).toEqual([]);
});

it('the other sessions of the account end with it, on record; the one at this window and those of others go on', async () => {
  const { sessions } = desk.services;
  done(await sessions.signIn('a second window', TELLER.number, OLD));
  done(await signIn(OLD, OTHER_TELLER.number));
  let told = 0;
  sessions.onChange(() => (told += 1));
  expect(await change('guess', NEW)).toMatchObject({ code: 'PASSWORD_WRONG' });
  expect(sessions.find('a second window')).not.toBeNull();
  const before = entries('session.closed').length;
  expect(await change(OLD, NEW)).toMatchObject({ ok: true });
  expect(sessions.find('a second window')).toBeNull();
  expect(sessions.find(`window of ${TELLER.number}`)).toMatchObject({ number: TELLER.number });
  expect(sessions.find(`window of ${OTHER_TELLER.number}`)).toMatchObject({ number: OTHER_TELLER.number });
  expect(entries('session.closed').slice(before)).toEqual([
    expect.objectContaining({ subject: `account:${TELLER.number}`, payload: '{"reason":"password-changed"}' }),
  ]);
  expect(told).toBeGreaterThan(0);
  // The window says why, and the new password alone goes on there.
  expect(sessions.locked('a second window')).toMatchObject({ number: TELLER.number, why: 'password-changed' });
  expect(sessions.locked(`window of ${OTHER_TELLER.number}`)).toBeNull();
  done(await sessions.signIn('a second window', TELLER.number, NEW));
  expect(sessions.locked('a second window')).toBeNull();
  expect(sessions.find('a second window')).toMatchObject({ number: TELLER.number });
});
