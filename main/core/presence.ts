import { serialsFrom } from '../domain/case/numbering.ts';
import type { JournalPayloads } from '../domain/journal/entry.ts';
import type { CounterMode } from '../domain/journal/kinds/core.ts';
import { COUNTER } from '../services/context.ts';
import { windowOf } from '../store/journal.ts';
import type { Store } from '../store/store.ts';

/** What the history says of the runs of the core. */
export interface Presence {
  /** Records that the core runs, with what. */
  begin(facts: JournalPayloads['core.started']): void;
  /** Records that it ended in order; nothing when it never began. */
  end(): void;
}

/** The presence of this run in the history. */
export function createPresence(store: Store): Presence {
  let begun = false;
  return {
    begin: (payload) => {
      store.transact((transaction) =>
        transaction.append({ kind: 'core.started', subject: 'counter', actor: COUNTER, payload }),
      );
      begun = true;
    },
    end: () => {
      if (!begun) return;
      store.transact((transaction) =>
        transaction.append({ kind: 'core.stopped', subject: 'counter', actor: COUNTER, payload: {} }),
      );
    },
  };
}

/**
 * Records at which window of the hall this workstation stands, when that is not on record yet. A demonstration is alone: nobody
 * else has given numbers at its window.
 */
export function placeWorkstation(store: Store, window: string, mode: CounterMode): void {
  const { workstation } = store;
  if (windowOf(store.read, workstation) === window) return;
  store.transact((transaction) =>
    transaction.append({
      kind: 'workstation.placed',
      subject: workstation,
      actor: COUNTER,
      payload: { window, serialsFrom: mode === 'demonstration' ? 1 : serialsFrom(transaction.at) },
    }),
  );
}
