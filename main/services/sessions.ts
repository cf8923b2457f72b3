import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { failure } from '../contract/failures.ts';
import { lockMs } from '../domain/staff/lockout.ts';
import { roleTitles, type Actor, type Role } from '../domain/staff/role.ts';
import { ok } from '../domain/result.ts';
import {
  deleteSession,
  findCredential,
  findSession,
  insertCredential,
  putSession,
  recordAttempts,
  touchSession,
} from '../store/workingState.ts';
import type { Transaction } from '../store/store.ts';
import { COUNTER, type Context } from './context.ts';
import type { Answer } from './once.ts';

/** scrypt cost: about 50 ms on a counter's machine, memory 16 MiB (N·r·128 bytes). */
const SCRYPT = { N: 16_384, r: 8, p: 1 } as const;
const KEY_BYTES = 32;
/** How stale the stored time of last use may be, in milliseconds: one write a minute, not one a click. */
const TOUCH_EVERY_MS = 60_000;

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, KEY_BYTES, SCRYPT, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}

/** Hash of a password for storage: `salt:key`, hexadecimal. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return `${salt.toString('hex')}:${(await derive(password, salt)).toString('hex')}`;
}

async function passwordMatches(password: string, stored: string): Promise<boolean> {
  const [salt = '', key = ''] = stored.split(':');
  const expected = Buffer.from(key, 'hex');
  const derived = await derive(password, Buffer.from(salt, 'hex'));
  return expected.length === derived.length && timingSafeEqual(expected, derived);
}

/** Who is signed in at a window. */
export interface Session extends Actor {
  readonly openedAt: string;
}

/** Session as the window shows it. */
export function shownSession(session: Session) {
  return {
    number: session.number,
    name: session.name,
    role: session.role,
    roleTitle: roleTitles[session.role],
    signedInAt: session.openedAt,
  };
}

/** Sign-in, sign-out and who is at which window. */
export interface Sessions {
  signIn(windowId: string, number: string, password: string): Promise<Answer<Session>>;
  signOut(windowId: string): void;
  /** The session of a window, if it has not been idle for too long; counts as use when `use` is set. */
  find(windowId: string, use: boolean): Session | null;
  /** The teller at this counter: the one of the windows signed in last whose session still holds. */
  teller(): Session | null;
  /** Called when somebody signed in or out. */
  onChange(listener: () => void): () => void;
}

const hashWindow = (windowId: string): string => createHash('sha256').update(windowId).digest('hex');

/** Sessions over the store. */
export function createSessions(context: Context): Sessions {
  const { store, clock, facts } = context;
  const lastUse = new Map<string, number>();
  const listeners = new Set<() => void>();
  let tellerWindow: string | null = null;
  /** Checked in place of an unknown account's password, so that both take the same time. */
  const decoy = `${'00'.repeat(16)}:${'00'.repeat(KEY_BYTES)}`;

  const changed = (): void => {
    for (const listener of listeners) listener();
  };

  const find = (windowId: string, use: boolean): Session | null => {
    const windowHash = hashWindow(windowId);
    const row = findSession(store.database, windowHash);
    if (!row) return null;
    const now = clock().getTime();
    const stored = Date.parse(row.lastSeenAt);
    const seen = Math.max(stored, lastUse.get(windowHash) ?? 0);
    if (now - seen > facts.idleMs) return null;
    if (use) {
      lastUse.set(windowHash, now);
      if (now - stored > TOUCH_EVERY_MS) touchSession(store.database, windowHash, clock().toISOString());
      if (row.role === 'teller') tellerWindow = windowId;
    }
    return { number: row.number, name: row.name, role: row.role, openedAt: row.openedAt };
  };

  const refuse = (number: string, reason: 'unknown' | 'wrong-password' | 'locked'): void => {
    store.transact((transaction) =>
      transaction.append({
        kind: 'session.refused',
        subject: `account:${number}`,
        actor: COUNTER,
        payload: { number, reason },
      }),
    );
  };

  const lockedForMs = (until: string | null | undefined): number =>
    until ? Math.max(0, Date.parse(until) - clock().getTime()) : 0;

  /** Records the end of the session that a sign-in at the same window takes the place of. */
  const closeEarlier = (transaction: Transaction, windowId: string): void => {
    const row = findSession(transaction.database, hashWindow(windowId));
    if (!row) return;
    transaction.append({
      kind: 'session.closed',
      subject: `account:${row.number}`,
      actor: { number: row.number, name: row.name, role: row.role },
      payload: { reason: find(windowId, false) ? 'replaced' : 'idle' },
    });
  };

  const signIn: Sessions['signIn'] = async (windowId, number, password) => {
    const account = findCredential(store.database, number);
    const resting = lockedForMs(account?.lockedUntil);
    if (resting > 0) {
      refuse(number, 'locked');
      return failure('SIGN_IN_LOCKED', waitText(resting));
    }
    const matches = await passwordMatches(password, account?.scrypt ?? decoy);
    if (!account) {
      refuse(number, 'unknown');
      return failure('SIGN_IN_WRONG');
    }
    // Read again: several guesses may have been under way while this one was derived, and one may have locked the account.
    const attempts = findCredential(store.database, number);
    const locked = lockedForMs(attempts?.lockedUntil);
    if (locked > 0) {
      refuse(number, 'locked');
      return failure('SIGN_IN_LOCKED', waitText(locked));
    }
    if (!matches) {
      const failures = (attempts?.failures ?? 0) + 1;
      const rest = lockMs(failures);
      recordAttempts(
        store.database,
        number,
        failures,
        rest > 0 ? new Date(clock().getTime() + rest).toISOString() : null,
      );
      refuse(number, 'wrong-password');
      return failure('SIGN_IN_WRONG', rest > 0 ? waitText(rest) : '');
    }
    const session: Session = {
      number: account.number,
      name: account.name,
      role: account.role,
      openedAt: clock().toISOString(),
    };
    const windowHash = hashWindow(windowId);
    store.transact((transaction) => {
      closeEarlier(transaction, windowId);
      recordAttempts(transaction.database, number, 0, null);
      putSession(transaction.database, windowHash, number, session.openedAt);
      transaction.append({
        kind: 'session.opened',
        subject: `account:${number}`,
        actor: session,
        payload: { windowHash },
      });
    });
    lastUse.set(windowHash, clock().getTime());
    if (session.role === 'teller') tellerWindow = windowId;
    changed();
    return ok(session);
  };

  return {
    signIn,
    signOut: (windowId) => {
      const session = find(windowId, false);
      if (!session) return;
      store.transact((transaction) => {
        deleteSession(transaction.database, hashWindow(windowId));
        transaction.append({
          kind: 'session.closed',
          subject: `account:${session.number}`,
          actor: session,
          payload: { reason: 'signed-out' },
        });
      });
      changed();
    },
    find,
    teller: () => {
      const session = tellerWindow === null ? null : find(tellerWindow, false);
      return session?.role === 'teller' ? session : null;
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function waitText(ms: number): string {
  return `请 ${Math.ceil(ms / 1000)} 秒后再试。`;
}

/** Creates an account. The caller has checked that the number is free. */
export async function createAccount(
  context: Pick<Context, 'store'>,
  account: { readonly number: string; readonly name: string; readonly role: Role; readonly password: string },
): Promise<void> {
  const scryptHash = await hashPassword(account.password);
  context.store.transact((transaction) => {
    transaction.append({
      kind: 'account.created',
      subject: `account:${account.number}`,
      actor: COUNTER,
      payload: { number: account.number, name: account.name, role: account.role },
    });
    insertCredential(transaction.database, account.number, scryptHash);
  });
}
