import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPasswords, PASSWORD_COST } from '../../../main/core/passwords.ts';
import { call, type AnyProcedure } from '@orpc/server';
import { createRouter } from '../../../main/api/router.ts';
import { createAccount, createSessions, type Sessions } from '../../../main/services/sessions.ts';
import { openDesk, OTHER_TELLER, TELLER, type Desk } from '../../fixtures/desk/desk.ts';

const MINUTE = 60_000;

let desk: Desk;
beforeEach(async () => {
  desk = openDesk();
  for (const teller of [TELLER, OTHER_TELLER]) {
    await createAccount(desk.context, { ...teller, password: `of-${teller.number}` });
  }
});
afterEach(() => desk.remove());

const signIn = (password: string, number = TELLER.number, windowId = 'window-1') =>
  desk.services.sessions.signIn(windowId, number, password);
const pass = (ms: number): void => desk.clock.pass(ms);
const journal = (kind: string): unknown[] =>
  desk.database
    .prepare<[string], string>('SELECT payload FROM journal WHERE kind = ? ORDER BY sequence')
    .pluck()
    .all(kind)
    .map((payload) => JSON.parse(payload) as unknown);

describe('an account', () => {
  it('rests after five wrong passwords, also for the right one, and longer each time', async () => {
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      expect(await signIn('guess')).toMatchObject({ code: 'SIGN_IN_WRONG', happened: '工号或密码不正确。' });
    }
    expect(await signIn('guess')).toMatchObject({ code: 'SIGN_IN_WRONG' });
    expect(await signIn('of-1001')).toMatchObject({ code: 'SIGN_IN_LOCKED' });
    pass(14_999);
    expect(await signIn('of-1001')).toMatchObject({ code: 'SIGN_IN_LOCKED' });
    pass(1);
    expect(await signIn('guess')).toMatchObject({ code: 'SIGN_IN_WRONG' });
    pass(15_000);
    expect(await signIn('of-1001')).toMatchObject({ code: 'SIGN_IN_LOCKED' });
    pass(15_000);
    expect(await signIn('of-1001')).toMatchObject({ ok: true });
    expect(journal('session.refused').map((entry) => (entry as { reason: string }).reason)).toEqual([
      ...Array.from({ length: 5 }, () => 'wrong-password'),
      'locked',
      'locked',
      'wrong-password',
      'locked',
    ]);
  });

  it('counts wrong passwords in a row only', async () => {
    for (let attempt = 1; attempt <= 4; attempt += 1) await signIn('guess');
    expect(await signIn('of-1001')).toMatchObject({ ok: true });
    for (let attempt = 1; attempt <= 4; attempt += 1)
      expect(await signIn('guess')).toMatchObject({ code: 'SIGN_IN_WRONG' });
    expect(await signIn('of-1001')).toMatchObject({ ok: true });
  });

  it('does not let guesses made all at once slip past the lock', async () => {
    const answers = await Promise.all([...Array.from({ length: 12 }, () => signIn('guess')), signIn('of-1001')]);
    expect(answers.filter(({ ok }) => ok)).toEqual([]);
    expect(answers.some((answer) => !answer.ok && answer.code === 'SIGN_IN_LOCKED')).toBe(true);
  });

  it('of another teller is not touched by it, and an unknown number is told no more than a wrong password', async () => {
    for (let attempt = 1; attempt <= 5; attempt += 1) await signIn('guess');
    expect(await signIn('of-1002', '1002', 'window-2')).toMatchObject({ ok: true });
    expect(await signIn('guess', '7777')).toEqual(await signIn('guess', '1002'));
  });

  it('is kept without its password, as a hash that is dear to make', () => {
    const stored = desk.database.prepare('SELECT scrypt FROM credential').pluck().all() as string[];
    expect(new Set(stored).size).toBe(2);
    for (const hash of stored) expect(hash).toMatch(/^scrypt:\d+:\d+:\d+:[0-9a-f]{32}:[0-9a-f]{64}$/);
  });
});

describe('a password', () => {
  it('is dear to guess from its hash: 16 MiB and about 50 ms a guess', async () => {
    expect(PASSWORD_COST).toEqual({ N: 16_384, r: 8, p: 1 });
    const passwords = createPasswords(PASSWORD_COST);
    const stored = await passwords.hash('Café');
    expect(await passwords.matches('Cafe\u0301', stored)).toBe(true);
    expect(await passwords.matches('café', stored)).toBe(false);
  });

  it('has a hash of its own each time, and an account that does not exist has none', async () => {
    const passwords = createPasswords({ N: 2, r: 1, p: 1 });
    expect(await passwords.hash('a')).not.toBe(await passwords.hash('a'));
    for (const guess of ['', '0', '\0']) expect(await passwords.matches(guess, null)).toBe(false);
  });
});

describe('L2 the clock of the machine', () => {
  const lock = async (): Promise<void> => {
    for (let attempt = 1; attempt <= 5; attempt += 1) await signIn('guess');
  };

  it.each(['2030-01-01T00:00:00.000Z', '2020-01-01T00:00:00.000Z'])(
    'set to %s makes a lock-out neither longer nor shorter',
    async (set) => {
      await lock();
      desk.clock.now = new Date(set);
      expect(await signIn('of-1001')).toMatchObject({ code: 'SIGN_IN_LOCKED' });
      pass(14_999);
      expect(await signIn('of-1001')).toMatchObject({ code: 'SIGN_IN_LOCKED' });
      pass(1);
      expect(await signIn('of-1001')).toMatchObject({ ok: true });
    },
  );

  it('may have been years ahead before a restart: the account rests its ordinary time at most', async () => {
    const { now } = desk.clock;
    desk.clock.now = new Date('2030-01-01T00:00:00.000Z');
    await lock();
    desk.clock.now = now;
    const restarted = createSessions(desk.context);
    const told = await restarted.signIn('window-1', TELLER.number, 'of-1001');
    expect(told).toMatchObject({ code: 'SIGN_IN_LOCKED', happened: expect.stringContaining('15 秒') as string });
    pass(15_000);
    expect(await restarted.signIn('window-1', TELLER.number, 'of-1001')).toMatchObject({ ok: true });
  });

  it('is no reason to end a session or to let it go on', async () => {
    await signIn('of-1001');
    desk.clock.now = new Date('2030-01-01T00:00:00.000Z');
    expect(desk.services.sessions.find('window-1')).toMatchObject({ number: '1001' });
    desk.clock.now = new Date('2020-01-01T00:00:00.000Z');
    pass(30 * MINUTE);
    expect(desk.services.sessions.find('window-1')).toMatchObject({ number: '1001' });
    pass(1);
    expect(desk.services.sessions.find('window-1')).toBe(null);
  });

  it.each(['2030-01-01T00:00:00.000Z', '2020-01-01T00:00:00.000Z'])(
    'set to %s before a restart ends the session: how long it rested is not known',
    async (set) => {
      await signIn('of-1001');
      desk.clock.now = new Date(set);
      expect(createSessions(desk.context).find('window-1')).toBe(null);
    },
  );
});

describe('a session', () => {
  it('is not kept alive by a line that comes and goes on an unattended screen', async () => {
    await signIn('of-1001');
    for (let minute = 0; minute < 30; minute += 1) {
      pass(MINUTE);
      desk.services.sessions.attend('window-1');
    }
    pass(1);
    expect(desk.services.sessions.attend('window-1')).toBe(null);
  });

  it('holds while it is used and ends by itself when it is not', async () => {
    await signIn('of-1001');
    for (let round = 0; round < 5; round += 1) {
      pass(29 * MINUTE);
      desk.services.sessions.use('window-1');
      expect(desk.services.sessions.find('window-1')?.number).toBe('1001');
    }
    pass(30 * MINUTE + 1);
    desk.services.sessions.use('window-1');
    expect(desk.services.sessions.find('window-1')).toBe(null);
    expect(desk.services.sessions.teller()).toBe(null);
  });

  it('is not kept alive by the screen alone', async () => {
    await signIn('of-1001');
    for (let minute = 0; minute < 30; minute += 1) {
      pass(MINUTE);
      desk.services.sessions.find('window-1');
    }
    pass(1);
    expect(desk.services.sessions.find('window-1')).toBe(null);
  });

  it('survives a restart of the core, its age with it', async () => {
    await signIn('of-1001');
    pass(10 * MINUTE);
    const restarted = createSessions(desk.context);
    expect(restarted.find('window-1')).toMatchObject({ number: '1001', name: '王小敏' });
    pass(20 * MINUTE + 1);
    expect(restarted.find('window-1')).toBe(null);
  });

  it('belongs to one window', async () => {
    await signIn('of-1001');
    expect(desk.services.sessions.attend('window-2')).toBe(null);
  });

  it('that another sign-in takes the place of is recorded as ended, with the reason', async () => {
    await signIn('of-1001');
    await signIn('of-1002', '1002');
    pass(31 * MINUTE);
    await signIn('of-1001');
    desk.services.sessions.signOut('window-1');
    desk.services.sessions.signOut('window-1');
    expect(journal('session.closed')).toEqual([{ reason: 'replaced' }, { reason: 'idle' }, { reason: 'signed-out' }]);
  });
});

describe('a session that nobody uses', () => {
  const watched = (): { sessions: Sessions; told: ReturnType<typeof vi.fn> } => {
    const sessions = createSessions({ ...desk.context, timers: desk.clock });
    sessions.start();
    const told = vi.fn<() => void>();
    sessions.onChange(told);
    return { sessions, told };
  };

  it('is counted down in its last minute, ends by itself with its reason, and asks for the password alone', async () => {
    const { sessions, told } = watched();
    await sessions.signIn('window-1', TELLER.number, 'of-1001');
    told.mockClear();
    pass(29 * MINUTE - 1);
    expect([sessions.idleEndsInS('window-1'), told.mock.calls.length]).toEqual([null, 0]);
    pass(1);
    expect([sessions.idleEndsInS('window-1'), told.mock.calls.length]).toEqual([60, 1]);
    pass(15_000);
    expect([sessions.idleEndsInS('window-1'), told.mock.calls.length]).toEqual([45, 16]);
    pass(45_000);
    expect(sessions.find('window-1')).toMatchObject({ number: '1001' });
    told.mockClear();
    pass(1);
    expect(told).toHaveBeenCalledTimes(1);
    expect([sessions.find('window-1'), sessions.teller(), sessions.idleEndsInS('window-1')]).toEqual([
      null,
      null,
      null,
    ]);
    expect(sessions.locked('window-1')).toEqual({ number: '1001', name: '王小敏', why: 'idle', idleMinutes: 30 });
    expect(sessions.locked('window-2')).toBe(null);
    expect(journal('session.closed')).toEqual([{ reason: 'idle' }]);

    expect(await sessions.signIn('window-1', TELLER.number, 'of-1001')).toMatchObject({ ok: true });
    expect(sessions.locked('window-1')).toBe(null);
    expect(journal('session.closed')).toEqual([{ reason: 'idle' }]);
    sessions.stop();
  });

  it('goes on when somebody uses the window in its last second, and the countdown is gone', async () => {
    const { sessions, told } = watched();
    await sessions.signIn('window-1', TELLER.number, 'of-1001');
    pass(30 * MINUTE);
    expect(sessions.idleEndsInS('window-1')).toBe(0);
    told.mockClear();
    sessions.use('window-1');
    expect([sessions.idleEndsInS('window-1'), told.mock.calls.length]).toEqual([null, 1]);
    pass(29 * MINUTE);
    expect(sessions.find('window-1')).toMatchObject({ number: '1001' });
    sessions.stop();
  });

  it('is forgotten when somebody else wants to sign in there', async () => {
    const { sessions } = watched();
    await sessions.signIn('window-1', TELLER.number, 'of-1001');
    pass(31 * MINUTE);
    sessions.signOut('window-1');
    expect(sessions.locked('window-1')).toBe(null);
    sessions.stop();
  });

  it('is not kept alive by calls of the page, only by what a person does', async () => {
    const { sessions } = watched();
    await sessions.signIn('window-1', TELLER.number, 'of-1001');
    const router = createRouter({ ...desk.services, sessions });
    const ask = (name: string, input: object): Promise<unknown> =>
      call(
        name.split('.').reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], router) as AnyProcedure,
        input,
        {
          context: { windowId: 'window-1' },
        },
      );
    for (let minute = 0; minute < 29; minute += 1) {
      pass(MINUTE);
      await ask('catalogue.search', { text: '' });
      await ask('visit.lookUpAgain', {});
    }
    await ask('session.active', {});
    pass(20 * MINUTE);
    expect(sessions.find('window-1')).toMatchObject({ number: '1001' });
    pass(10 * MINUTE + 1);
    expect(await ask('catalogue.search', { text: '' })).toMatchObject({ code: 'NOT_SIGNED_IN' });
    sessions.stop();
  });
});
