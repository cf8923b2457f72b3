import type { Clock, Timers } from '../main/domain/time.ts';

/** The clock of the machine. Its wall time may jump; `performance.now` does not (hr-time, section "monotonic clock"). */
export const systemClock: Clock = {
  wall: () => new Date(),
  running: () => performance.now(),
};

/** The timers of this process. Longer than 24.8 days a timer of Node fires at once, so nothing here waits that long. */
export const systemTimers: Timers = {
  running: () => performance.now(),
  after(delayMs, callback) {
    const handle = setTimeout(callback, delayMs);
    return () => clearTimeout(handle);
  },
};
