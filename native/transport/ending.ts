import { createSignal } from '../../main/domain/signal.ts';
import type { Unsubscribe } from './port.ts';

/** The one end that a link or a process has. */
export interface Ending<End> {
  /** Ends it. Only the first call counts: drivers and systems may report one end several times. */
  end(end: End): void;
  /** How it ended, undefined while it has not. */
  ended(): End | undefined;
  /** Called exactly once, also when the end has been already (asynchronously then). */
  readonly onEnd: (listener: (end: End) => void) => Unsubscribe;
}

/** Makes the end of something that has begun. */
export function createEnding<End>(report: (error: unknown) => void): Ending<End> {
  const endings = createSignal<End>(report);
  let ended: { readonly end: End } | undefined;
  return {
    end(end) {
      if (ended !== undefined) return;
      ended = { end };
      endings.emit(end);
    },
    ended: () => ended?.end,
    onEnd(listener) {
      if (ended === undefined) return endings.subscribe(listener);
      const late = createSignal<End>(report);
      const { end } = ended;
      queueMicrotask(() => late.emit(end));
      return late.subscribe(listener);
    },
  };
}
