import type { Unsubscribe } from './port.ts';

/** Time as the drivers see it: passed in, so that tests and paced cables bring their own. */
export interface Timers {
  /** Milliseconds of a clock that never jumps back; fractions allowed. */
  readonly now: () => number;
  /** Calls back once after so many milliseconds; the answer cancels. */
  after(delayMs: number, callback: () => void): Unsubscribe;
}

/** The timers of the running process. */
export const systemTimers: Timers = {
  now: () => performance.now(),
  after(delayMs, callback) {
    const handle = setTimeout(callback, delayMs);
    return () => clearTimeout(handle);
  },
};
