import { createHash } from 'node:crypto';
import { createSignal } from '../domain/signal.ts';
import type { StaffActor } from '../domain/staff/actor.ts';
import { roleTitles, type Role } from '../domain/staff/role.ts';
import type { Cancel } from '../domain/time.ts';
import { ok } from '../domain/result.ts';
import { deleteSession, insertCredential, putSession, recordAttempts, type SessionEnd } from '../store/workingState.ts';
import { admit } from './admission.ts';
import { COUNTER, type Context } from './context.ts';
import { failure } from '../contract/failures.ts';
import { holdSessions, recordEnd, type HeldSessions, type SessionEnded } from './heldSessions.ts';
import { createLockouts } from './lockouts.ts';
import type { Answer, Request } from './once.ts';
import { postsOf } from './posts.ts';
import { changeOwnPassword, type PasswordChange } from './ownPassword.ts';

/** Who is signed in at a window. */
export interface Session extends StaffActor {
  readonly openedAt: string;
}

/** Session as the window shows it; `posts` are those its owner can work in. */
export function shownSession(session: Session, posts: readonly Role[], idleEndsInS: number | null) {
  return {
    number: session.number,
    name: session.name,
    role: session.role,
    roleTitle: roleTitles[session.role],
    posts: posts.map((role) => ({ role, title: roleTitles[role] })),
    signedInAt: session.openedAt,
    idleEndsInS,
  };
}

/** A session that ended without the wish of who sat there: its window says why and asks for the password alone. */
export interface LockedSession {
  readonly number: string;
  readonly name: string;
  readonly why: SessionEnd;
  readonly idleMinutes: number;
}

/** Sign-in, sign-out and who is at which window. */
export interface Sessions {
  signIn(windowId: string, number: string, password: string): Promise<Answer<Session>>;
  signOut(windowId: string): void;
  /** Whoever is signed in at this window goes on in another of their posts. Failures: NOT_SIGNED_IN, POST_NOT_HELD. */
  switchPost(windowId: string, role: Role): Answer<Session>;
  /** The posts the owner of a session can work in today, their own first. */
  posts(session: Pick<Session, 'number'>): readonly Role[];
  /**
   * Gives the account of whoever asks at this window another password, and ends its sessions at all others. Failures:
   * PASSWORD_UNFIT, PASSWORD_WRONG, PASSWORD_LOCKED.
   */
  changePassword(
    windowId: string,
    actor: StaffActor,
    request: Request,
    change: PasswordChange,
  ): Promise<Answer<Record<string, never>>>;
  /** The session of a window, if it has not been idle for too long. */
  find(windowId: string): Session | null;
  /** A person uses the window at this moment. What a line or a program does is no use. */
  use(windowId: string): void;
  /** As `find`, and the window is there: its teller is at the counter. A window is there without anybody using it. */
  attend(windowId: string): Session | null;
  /** Seconds until the session of this window ends for want of use, in the last minute of it; null before, and without one. */
  idleEndsInS(windowId: string): number | null;
  /** The session of this window that ended without the wish of who sat there, until somebody signs in there or declines; else null. */
  locked(windowId: string): LockedSession | null;
  /** The teller at this counter: the one of the windows signed in last whose session still holds. */
  teller(): Session | null;
  /** Called when somebody signed in or out, and when something about an idle session changes. */
  onChange(listener: () => void): Cancel;
  /** Begins to look after idle sessions. */
  start(): void;
  stop(): void;
}

const MINUTE_MS = 60_000;
const hashWindow = (windowId: string): string => createHash('sha256').update(windowId).digest('hex');

/**
 * What one session of a window is told from all others by, before and after it; the same after a restart of the counter. 64
 * hexadecimal characters that tell nothing of the window's secret.
 */
export function sessionKey(windowId: string, { number, openedAt }: Pick<Session, 'number' | 'openedAt'>): string {
  return createHash('sha256')
    .update(`${hashWindow(windowId)} ${number} ${openedAt}`)
    .digest('hex');
}

/** Sessions over the store. */
export function createSessions(context: Context): Sessions {
  const changes = createSignal(context.reportBug);
  const held = holdSessions(context, () => changes.emit());
  const lockouts = createLockouts(context);
  const { find, attend, enter, whyOver, teller } = followWork(context, held, () => changes.emit());

  return {
    signIn: async (windowId, number, password) => {
      const admitted = await admit(context, lockouts, number, password);
      if (!admitted.ok) return admitted;
      lockouts.forget(number);
      return ok(enter(windowId, admitted.value, whyOver(windowId)));
    },
    switchPost: (windowId, role) => {
      const session = find(windowId);
      if (!session) return failure('NOT_SIGNED_IN');
      if (session.role === role) return ok(session);
      if (!postsOf(context, session.number).includes(role)) return failure('POST_NOT_HELD');
      return ok(enter(windowId, { ...session, role }, 'post-changed'));
    },
    posts: ({ number }) => postsOf(context, number),
    signOut: (windowId) => {
      closeSession(context, hashWindow(windowId), find(windowId) ? 'signed-out' : 'idle');
      held.forget(hashWindow(windowId));
      changes.emit();
    },
    changePassword: async (windowId, actor, request, change) => {
      const owner = { actor, windowHash: hashWindow(windowId) };
      const answer = await changeOwnPassword(context, lockouts, owner, request, change, (ended) => held.forget(ended));
      changes.emit();
      return answer;
    },
    find,
    use: (windowId) => {
      if (attend(windowId)) held.use(hashWindow(windowId));
    },
    attend,
    idleEndsInS: (windowId) => (find(windowId) ? held.secondsLeft(hashWindow(windowId)) : null),
    locked: (windowId) => {
      const row = held.findLocked(hashWindow(windowId));
      if (!row) return null;
      const { number, name, endReason } = row;
      return { number, name, why: endReason ?? 'idle', idleMinutes: Math.round(context.facts.idleMs / MINUTE_MS) };
    },
    teller,
    onChange: (listener) => changes.subscribe(listener),
    start: () => held.start(),
    stop: () => held.stop(),
  };
}

/** Who works at which window in which post, and which of them is the teller at this counter. */
function followWork(context: Context, held: HeldSessions, changed: () => void) {
  let tellerWindow: string | null = null;

  const find = (windowId: string): Session | null => {
    const row = held.find(hashWindow(windowId));
    // A post whose period is over, or that was taken back, ends with whatever is being done in it.
    if (!row || !postsOf(context, row.number).includes(row.role)) return null;
    return { kind: 'person', number: row.number, name: row.name, role: row.role, openedAt: row.openedAt };
  };

  return {
    find,
    attend: (windowId: string): Session | null => {
      const session = find(windowId);
      if (session?.role === 'teller' && tellerWindow !== windowId) {
        tellerWindow = windowId;
        changed();
      }
      return session;
    },
    /** Why what held at the window does not any more when somebody signs in there. */
    whyOver: (windowId: string): SessionEnded => {
      if (find(windowId)) return 'replaced';
      return held.find(hashWindow(windowId)) ? 'post-ended' : 'idle';
    },
    /** Somebody begins to work at the window, in one post; who worked there before does not any more, for this reason. */
    enter: (windowId: string, who: StaffActor, before: SessionEnded): Session => {
      const session = openSession(context, hashWindow(windowId), who, before);
      held.begin(hashWindow(windowId));
      if (session.role === 'teller') tellerWindow = windowId;
      changed();
      return session;
    },
    teller: (): Session | null => {
      const session = tellerWindow === null ? null : find(tellerWindow);
      return session?.role === 'teller' ? session : null;
    },
  };
}

/** Records the end of the window's session and forgets it. */
function closeSession({ store }: Pick<Context, 'store'>, windowHash: string, reason: 'signed-out' | 'idle'): void {
  store.transact((transaction) => {
    recordEnd(transaction, windowHash, reason);
    deleteSession(transaction.write, windowHash);
  });
}

/** Records the session; one that held at the window ends with it. */
function openSession(
  { store, clock }: Pick<Context, 'store' | 'clock'>,
  windowHash: string,
  { number, name, role }: StaffActor,
  before: SessionEnded,
): Session {
  const session: Session = { kind: 'person', number, name, role, openedAt: clock.wall().toISOString() };
  store.transact((transaction) => {
    recordEnd(transaction, windowHash, before);
    recordAttempts(transaction.write, number, 0, null);
    putSession(transaction.write, windowHash, session);
    transaction.append({
      kind: 'session.opened',
      subject: `account:${number}`,
      actor: session,
      payload: { windowHash },
    });
  });
  return session;
}

/** Creates an account. The caller has checked that the number is free. */
export async function createAccount(
  context: Pick<Context, 'store' | 'passwords'>,
  account: { readonly number: string; readonly name: string; readonly role: Role; readonly password: string },
): Promise<void> {
  const scryptHash = await context.passwords.hash(account.password);
  context.store.transact((transaction) => {
    transaction.append({
      kind: 'account.created',
      subject: `account:${account.number}`,
      actor: COUNTER,
      payload: { number: account.number, name: account.name, role: account.role },
    });
    insertCredential(transaction.write, account.number, scryptHash);
  });
}
