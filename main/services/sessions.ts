import { createHash } from 'node:crypto';
import { failure } from '../contract/failures.ts';
import { createSignal } from '../domain/signal.ts';
import type { StaffActor } from '../domain/staff/actor.ts';
import { roleTitles, type Role } from '../domain/staff/role.ts';
import type { Cancel } from '../domain/time.ts';
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
import type { Store, Transaction } from '../store/store.ts';
import { COUNTER, type Context } from './context.ts';
import { createLastUse, type LastUse } from './lastUse.ts';
import { createLockouts } from './lockouts.ts';
import type { Answer } from './once.ts';
import { hashPassword, NO_PASSWORD, passwordMatches } from './passwords.ts';

/** Who is signed in at a window. */
export interface Session extends StaffActor {
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
  /** The session of a window, if it has not been idle for too long. */
  find(windowId: string): Session | null;
  /** The same, and the window is used by a person at this moment. */
  use(windowId: string): Session | null;
  /** The same, and the window is there: its teller is at the counter. A window is there without anybody using it. */
  attend(windowId: string): Session | null;
  /** The teller at this counter: the one of the windows signed in last whose session still holds. */
  teller(): Session | null;
  /** Called when somebody signed in or out. */
  onChange(listener: () => void): Cancel;
}

const hashWindow = (windowId: string): string => createHash('sha256').update(windowId).digest('hex');

/** Sessions over the store. */
export function createSessions(context: Context): Sessions {
  const { store, clock, facts } = context;
  const lastUse = createLastUse(clock, facts.idleMs);
  const lockouts = createLockouts(context);
  const changes = createSignal(context.reportBug);
  let tellerWindow: string | null = null;

  const find = (windowId: string): Session | null => findLasting(store, lastUse, hashWindow(windowId));

  const attend = (windowId: string): Session | null => {
    const session = find(windowId);
    if (session?.role === 'teller' && tellerWindow !== windowId) {
      tellerWindow = windowId;
      changes.emit();
    }
    return session;
  };

  /** For a restart alone: what a disk can not take just now costs a sign-in then, and nothing now. */
  const noteUse = (windowHash: string): void => {
    try {
      touchSession(store.database, windowHash, clock.wall().toISOString());
    } catch (error) {
      if (!context.storage.noteError(error)) throw error;
    }
  };

  const use = (windowId: string): Session | null => {
    const session = attend(windowId);
    const windowHash = hashWindow(windowId);
    if (session && lastUse.use(windowHash)) noteUse(windowHash);
    return session;
  };

  const open = (windowId: string, { number, name, role }: Omit<StaffActor, 'kind'>): Session => {
    const session: Session = { kind: 'person', number, name, role, openedAt: clock.wall().toISOString() };
    const windowHash = hashWindow(windowId);
    store.transact((transaction) => {
      closeEarlier(transaction, windowHash, find(windowId) ? 'replaced' : 'idle');
      recordAttempts(transaction.database, number, 0, null);
      putSession(transaction.database, windowHash, number, session.openedAt);
      transaction.append({
        kind: 'session.opened',
        subject: `account:${number}`,
        actor: session,
        payload: { windowHash },
      });
    });
    lockouts.forget(number);
    lastUse.begin(windowHash);
    if (session.role === 'teller') tellerWindow = windowId;
    changes.emit();
    return session;
  };

  const signIn: Sessions['signIn'] = async (windowId, number, password) => {
    const resting = lockouts.restOf(number);
    if (resting > 0) return refuse(store, number, 'locked', resting);
    const account = findCredential(store.database, number);
    const matches = await passwordMatches(password, account?.scrypt ?? NO_PASSWORD);
    if (!account) return refuse(store, number, 'unknown', 0);
    // Asked again: several guesses may have been under way while this one was derived, and one may have locked the account.
    const locked = lockouts.restOf(number);
    if (locked > 0) return refuse(store, number, 'locked', locked);
    if (!matches) return refuse(store, number, 'wrong-password', lockouts.countWrong(number));
    return ok(open(windowId, account));
  };

  return {
    signIn,
    signOut: (windowId) => {
      const session = find(windowId);
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
      changes.emit();
    },
    find,
    use,
    attend,
    teller: () => {
      const session = tellerWindow === null ? null : find(tellerWindow);
      return session?.role === 'teller' ? session : null;
    },
    onChange: (listener) => changes.subscribe(listener),
  };
}

function findLasting(store: Store, lastUse: LastUse, windowHash: string): Session | null {
  const row = findSession(store.database, windowHash);
  if (!row || lastUse.restedTooLong(windowHash, row.lastSeenAt)) return null;
  return { kind: 'person', number: row.number, name: row.name, role: row.role, openedAt: row.openedAt };
}

/** Records the end of the session that a sign-in at the same window takes the place of. */
function closeEarlier(transaction: Transaction, windowHash: string, reason: 'replaced' | 'idle'): void {
  const row = findSession(transaction.database, windowHash);
  if (!row) return;
  transaction.append({
    kind: 'session.closed',
    subject: `account:${row.number}`,
    actor: { kind: 'person', number: row.number, name: row.name, role: row.role },
    payload: { reason },
  });
}

/** Records a sign-in that is not let in; the window is told how long to wait, and nothing of whether the account exists. */
function refuse(store: Store, number: string, reason: 'unknown' | 'wrong-password' | 'locked', restMs: number) {
  store.transact((transaction) =>
    transaction.append({
      kind: 'session.refused',
      subject: `account:${number}`,
      actor: COUNTER,
      payload: { number, reason },
    }),
  );
  const wait = restMs > 0 ? waitText(restMs) : '';
  return failure(reason === 'locked' ? 'SIGN_IN_LOCKED' : 'SIGN_IN_WRONG', wait);
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
