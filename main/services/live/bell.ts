import type { Timers } from '../../domain/time.ts';

/**
 * Shortest time between two messages to the windows, in milliseconds: too short to be seen, and a device that flaps a
 * thousand times a second makes no more than 25 messages of it.
 */
const PAUSE_MS = 40;

/** Wakes everybody who waits: at once in a quiet time, otherwise when the pause after the last ring is over. */
export function createBell(timers: Pick<Timers, 'after'>) {
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
