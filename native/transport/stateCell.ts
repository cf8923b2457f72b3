import { isDeepStrictEqual } from 'node:util';
import { createSignal, type Heard } from '../../main/domain/signal.ts';

/** A value that others follow: the state of a device. */
export interface StateCell<State> extends Heard<State> {
  readonly get: () => State;
  /** Sets it; listeners hear of real changes only. What they throw harms nobody else. */
  set(next: State): void;
}

/** Makes a cell with its first value. */
export function createStateCell<State>(first: State, report: (error: unknown) => void): StateCell<State> {
  const changes = createSignal<State>(report);
  let state = first;
  return {
    get: () => state,
    set(next) {
      if (isDeepStrictEqual(state, next)) return;
      state = next;
      changes.emit(next);
    },
    subscribe: (listener) => changes.subscribe(listener),
  };
}
