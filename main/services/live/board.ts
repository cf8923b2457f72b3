import { isDeepStrictEqual } from 'node:util';
import type { Caller } from '../../contract/caller.ts';
import type { Failure } from '../../contract/failures.ts';
import type { Timers } from '../../domain/time.ts';
import type { Session } from '../sessions.ts';

/** The window a part is gathered for, and who is signed in there; null for nobody. */
export interface Viewer {
  readonly windowId: string;
  readonly session: Session | null;
}

/** One part of the live state and how it is gathered. */
export interface Topic<Value> {
  readonly title: string;
  readonly callers: readonly Caller[];
  /** What this part is now, for a viewer who may have it. May throw: then this part alone is missing. */
  readonly gather: (viewer: Viewer) => Value;
}

/** The words of a failure without its code. */
type Trouble = Pick<Failure, 'happened' | 'kept' | 'next'>;

/** A part as one window was sent it. */
interface Part<Value> {
  /** The revision in which it last changed for this window. */
  readonly revision: number;
  /** Null where the window must not have it, or with the reason why it cannot be told. */
  readonly value: Value | null;
  readonly trouble: Trouble | null;
}

/** Topics by their names. */
export type Topics<Values> = { readonly [Key in keyof Values]: Topic<Values[Key]> };

type Parts<Values> = { [Key in keyof Values]?: Part<Values[Key]> };

/** The parts that changed, all gathered in one revision. */
interface Update<Values> {
  readonly revision: number;
  readonly parts: Parts<Values>;
}

/** What changes by itself, and the windows that watch it. */
export interface Board<Values> {
  /** Something of these parts may have changed. Watchers are told soon, several changes as one. */
  changed(keys: readonly (keyof Values)[]): void;
  /** Every part asked for at once, then those that change for this viewer, until the signal aborts. */
  watch(
    viewer: () => Viewer,
    keys: readonly (keyof Values)[],
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Update<Values>, void>;
}

/**
 * The board over its topics. `troubleOf` says why a part cannot be told and reports what is a bug; it is asked once until
 * the part is well again.
 */
export function createBoard<Values>(
  topics: Topics<Values>,
  timers: Pick<Timers, 'after'>,
  troubleOf: (title: string, error: unknown) => Trouble,
): Board<Values> {
  const changedAt = new Map<keyof Values, number>();
  const broken = new Map<keyof Values, Trouble>();
  const bell = createBell(timers);
  let revision = 0;

  const gather = <Key extends keyof Values>(key: Key, viewer: Viewer): Omit<Part<Values[Key]>, 'revision'> => {
    const topic = topics[key];
    if (!maySee(topic.callers, viewer)) return { value: null, trouble: null };
    try {
      const value = topic.gather(viewer);
      broken.delete(key);
      return { value, trouble: null };
    } catch (error) {
      const trouble = broken.get(key) ?? troubleOf(topic.title, error);
      broken.set(key, trouble);
      return { value: null, trouble };
    }
  };

  /** The part, when it is not what this window was sent last. */
  const fresh = <Key extends keyof Values>(
    key: Key,
    viewer: Viewer,
    last: Part<Values[Key]> | undefined,
  ): Part<Values[Key]> | null => {
    const { value, trouble } = gather(key, viewer);
    const same = last && isDeepStrictEqual(last.value, value) && isDeepStrictEqual(last.trouble, trouble);
    return same ? null : { revision, value, trouble };
  };

  return {
    changed: (keys) => {
      revision += 1;
      for (const key of keys) changedAt.set(key, revision);
      bell.ring();
    },

    watch: async function* (viewerNow, keys, signal) {
      const sent: Parts<Values> = {};
      let seen = -1;
      let before: string | null = null;
      while (!signal?.aborted) {
        const rung = bell.next(signal);
        const viewer = viewerNow();
        const who = `${viewer.session?.number ?? ''} ${viewer.session?.role ?? ''}`;
        const parts: Parts<Values> = {};
        for (const key of keys.filter((one) => who !== before || (changedAt.get(one) ?? 0) > seen)) {
          const part = fresh(key, viewer, sent[key]);
          if (!part) continue;
          put(parts, key, part);
          put(sent, key, part);
        }
        seen = revision;
        before = who;
        if (Object.keys(parts).length > 0) yield { revision, parts };
        await rung;
      }
    },
  };
}

function put<Values, Key extends keyof Values>(parts: Parts<Values>, key: Key, part: Part<Values[Key]>): void {
  parts[key] = part;
}

/** Whether the part may go to this viewer's window. */
function maySee(callers: readonly Caller[], { session }: Viewer): boolean {
  return callers.includes('window') || (session !== null && callers.includes(session.role));
}

/**
 * Shortest time between two messages to the windows, in milliseconds: too short to be seen, and a device that flaps a
 * thousand times a second makes no more than 25 messages of it.
 */
const PAUSE_MS = 40;

/** Wakes everybody who waits: at once in a quiet time, otherwise when the pause after the last ring is over. */
function createBell(timers: Pick<Timers, 'after'>) {
  const waiting = new Set<() => void>();
  let scheduled = false;
  let pausing = false;

  const wakeAll = (): void => {
    scheduled = false;
    for (const wake of [...waiting]) wake();
  };

  const ring = (): void => {
    if (scheduled) return;
    scheduled = true;
    if (pausing) return;
    pausing = true;
    // After the present burst of events, so that ten changes are one message.
    setImmediate(wakeAll);
    timers.after(PAUSE_MS, () => {
      pausing = false;
      if (!scheduled) return;
      scheduled = false;
      ring();
    });
  };

  return {
    ring,
    /** The next ring, or the end of the one who waits. */
    next: (signal: AbortSignal | undefined): Promise<void> =>
      new Promise((resolve) => {
        const wake = (): void => {
          waiting.delete(wake);
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        waiting.add(wake);
        signal?.addEventListener('abort', wake);
      }),
  };
}
