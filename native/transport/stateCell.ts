import { isDeepStrictEqual } from 'node:util';
import type { Unsubscribe } from './port.ts';

/** A value that others follow: the state of a device. */
export interface StateCell<State> {
  readonly get: () => State;
  /** Sets it; listeners hear of real changes only. */
  set(next: State): void;
  readonly subscribe: (listener: (state: State) => void) => Unsubscribe;
}

/** Makes a cell with its first value. */
export function createStateCell<State>(first: State): StateCell<State> {
  const listeners = new Set<(state: State) => void>();
  let state = first;
  return {
    get: () => state,
    set(next) {
      if (isDeepStrictEqual(state, next)) return;
      state = next;
      for (const listener of [...listeners]) listener(next);
    },
    subscribe(listener) {
      // Own closure for each subscription: the same function may be subscribed twice and must be called twice.
      const entry = (next: State): void => listener(next);
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
  };
}
