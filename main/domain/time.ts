/*
 * Time as the whole product sees it: passed in, so that tests, replays and the demonstration decide what time it is.
 * Two kinds, never mixed: wall time dates what is recorded, printed and sent; running time measures waits. The wall may
 * be set forward and back while the program runs; running time only grows.
 */

/** Takes back what the call that returned it began; a second call does nothing. */
export type Cancel = () => void;

/** The time that only grows: what waits, idle times and lock-outs are measured by. */
export interface RunningTime {
  /** Milliseconds since some fixed moment of this process's life, fractions allowed; meaningless to any other process. */
  running(): number;
}

/** The time of day beside the running time. */
export interface Clock extends RunningTime {
  /** The instant now. A new object at each call, so nobody changes another's time. */
  wall(): Date;
}

/** One-shot timers, measured by running time. */
export interface Timers extends RunningTime {
  /** Calls back once after so many milliseconds, never within this call. */
  after(delayMs: number, callback: () => void): Cancel;
}

/** A clock whose wall is so many milliseconds ahead of another's (behind when negative); running time is the same. */
export function clockAhead(clock: Clock, aheadMs: number): Clock {
  return {
    wall: () => new Date(clock.wall().getTime() + aheadMs),
    running: () => clock.running(),
  };
}

/** Does the work again and again, each time so long after the one before, until it is cancelled. */
export function repeatedly(timers: Timers, everyMs: number, work: () => void): Cancel {
  let cancel: Cancel = () => undefined;
  const next = (): void => {
    cancel = timers.after(everyMs, () => {
      next();
      work();
    });
  };
  next();
  return () => cancel();
}
