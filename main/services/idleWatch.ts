import type { Cancel, Timers } from '../domain/time.ts';

/** So long before the end of an unattended session its window counts down, in milliseconds. */
const WARN_MS = 60_000;
const SECOND_MS = 1_000;

/** How long a session of this idle time is counted down: a minute, or half of it where it is short. */
function warningMs(idleMs: number): number {
  return Math.min(WARN_MS, idleMs / 2);
}

/** Whole seconds left to a session, once they are counted down; null before. */
export function secondsLeft(leftMs: number, idleMs: number): number | null {
  return leftMs > warningMs(idleMs) ? null : Math.max(0, Math.ceil(leftMs / SECOND_MS));
}

/** Wakes when something about idle sessions changes: a countdown begins, a second of it is over, a session ends. */
export interface IdleWatch {
  /** The sessions have changed: the next moment may be another one. */
  look(): void;
  stop(): void;
}

/** `lefts` tells what every session has left, in milliseconds, those that are over not among them. */
export function watchIdle(timers: Timers, idleMs: number, lefts: () => readonly number[], wake: () => void): IdleWatch {
  let cancel: Cancel = () => undefined;
  const look = (): void => {
    cancel();
    const waits = lefts().map((left) => {
      const untilWarning = left - warningMs(idleMs);
      // One more, because a session is over when it has rested for longer than it may.
      return untilWarning > 0 ? untilWarning : Math.min(left + 1, left % SECOND_MS || SECOND_MS);
    });
    if (waits.length === 0) return;
    cancel = timers.after(Math.max(1, Math.min(...waits)), () => {
      wake();
      look();
    });
  };
  return { look, stop: () => cancel() };
}
