import type { JournalPayloads } from '../domain/journal/entry.ts';
import { endSession, findSession, touchSession, type SessionRow } from '../store/workingState.ts';
import type { Transaction } from '../store/store.ts';
import type { Context } from './context.ts';
import { secondsLeft, watchIdle } from './idleWatch.ts';
import { createLastUse } from './lastUse.ts';

/** The sessions of this counter's windows, by the hash of the window: which of them hold, and for how long. */
export interface HeldSessions {
  /** The session of the window while it holds. */
  find(windowHash: string): SessionRow | null;
  /** The session of the window that has ended without the wish of who sat there. */
  findLocked(windowHash: string): SessionRow | null;
  /** Seconds left to it, in its last minute; null before. */
  secondsLeft(windowHash: string): number | null;
  /** A session has begun at the window; the store has it. */
  begin(windowHash: string): void;
  /** A person uses it. */
  use(windowHash: string): void;
  /** The store has no session of this window any more. */
  forget(windowHash: string): void;
  /** Begins to end sessions that nobody uses. */
  start(): void;
  stop(): void;
}

/** Looks after sessions; `changed` is told when one ends by itself, and at every second of a countdown. */
export function holdSessions(context: Context, changed: () => void): HeldSessions {
  const { store, clock, facts } = context;
  const lastUse = createLastUse(clock, facts.idleMs);
  const holding = new Set<string>();
  let started = false;

  const leftOf = (windowHash: string): number => {
    const row = findSession(store.read, windowHash);
    return row?.endedAt === null ? lastUse.leftOf(windowHash, row.lastSeenAt) : -1;
  };
  const lefts = (): number[] => (started ? [...holding].map(leftOf).filter((left) => left >= 0) : []);
  const watch = watchIdle(context.timers, facts.idleMs, lefts, () => {
    for (const windowHash of [...holding]) {
      if (leftOf(windowHash) >= 0) continue;
      holding.delete(windowHash);
      endIdle(context, windowHash);
    }
    changed();
  });
  const hold = (windowHash: string): void => {
    if (holding.has(windowHash)) return;
    holding.add(windowHash);
    watch.look();
  };

  return {
    find: (windowHash) => {
      if (leftOf(windowHash) < 0) return null;
      hold(windowHash);
      return findSession(store.read, windowHash) ?? null;
    },
    findLocked: (windowHash) => (leftOf(windowHash) < 0 ? (findSession(store.read, windowHash) ?? null) : null),
    secondsLeft: (windowHash) => secondsLeft(leftOf(windowHash), facts.idleMs),
    begin: (windowHash) => {
      lastUse.begin(windowHash);
      hold(windowHash);
      watch.look();
    },
    use: (windowHash) => {
      const counted = secondsLeft(leftOf(windowHash), facts.idleMs) !== null;
      if (lastUse.use(windowHash)) noteUse(context, windowHash);
      watch.look();
      if (counted) changed();
    },
    forget: (windowHash) => {
      holding.delete(windowHash);
    },
    start: () => {
      started = true;
      watch.look();
    },
    stop: () => {
      started = false;
      watch.stop();
    },
  };
}

/** What the disk cannot take just now is recorded by the next sign-in at that window; the session is over all the same. */
function endIdle({ store, storage }: Pick<Context, 'store' | 'storage'>, windowHash: string): void {
  try {
    store.transact((transaction) => {
      recordEnd(transaction, windowHash, 'idle');
      endSession(transaction.write, windowHash, transaction.at, 'idle');
    });
  } catch (error) {
    if (!storage.noteError(error)) throw error;
  }
}

/** For a restart alone: what a disk cannot take just now costs a sign-in then, and nothing now. */
function noteUse({ store, storage }: Pick<Context, 'store' | 'storage'>, windowHash: string): void {
  try {
    store.transact(({ write, at }) => touchSession(write, windowHash, at));
  } catch (error) {
    if (!storage.noteError(error)) throw error;
  }
}

/** Why a session is over, as the journal has it. */
export type SessionEnded = JournalPayloads['session.closed']['reason'];

/** Records the end of the window's session, once. */
export function recordEnd(transaction: Transaction, windowHash: string, reason: SessionEnded): void {
  const row = findSession(transaction.write, windowHash);
  if (row?.endedAt !== null) return;
  transaction.append({
    kind: 'session.closed',
    subject: `account:${row.number}`,
    actor: { kind: 'person', number: row.number, name: row.name, role: row.role },
    payload: { reason },
  });
}
