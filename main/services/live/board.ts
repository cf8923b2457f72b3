import { isDeepStrictEqual } from 'node:util';
import type { Failure } from '../../contract/failures.ts';
import type { Timers } from '../../domain/time.ts';
import { createBell } from './bell.ts';
import { maySee, type Topic, type Viewer } from './topic.ts';

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
