import type { Clock } from '../domain/time.ts';

/** How stale the stored time of last use may be, in milliseconds: one write a minute, not one a click. */
const NOTE_EVERY_MS = 60_000;

/** When each window was last used by a person. */
export interface LastUse {
  /**
   * Milliseconds until the session of the window has rested for as long as it may; negative when it is over. `notedAt` is the
   * wall time the store has of its last use.
   */
  leftOf(window: string, notedAt: string): number;
  /** The window is used now; true when the store should be told, which is once a minute at most. */
  use(window: string): boolean;
  /** A session begins at the window, and the store has its time. */
  begin(window: string): void;
}

/**
 * Idle time by running time. What was before this start of the core is known by the wall time in the store alone: a last
 * use that lies further ahead than a session may rest was noted under another clock and counts as too long ago.
 */
export function createLastUse(clock: Clock, idleMs: number): LastUse {
  /** Running times; `notedAt` is when the store was last told. */
  const windows = new Map<string, { readonly usedAt: number; readonly notedAt: number }>();

  return {
    leftOf: (window, notedAt) => {
      let known = windows.get(window);
      if (!known) {
        const rested = clock.wall().getTime() - Date.parse(notedAt);
        if (Math.abs(rested) > idleMs) return -1;
        const usedAt = clock.running() - Math.max(0, rested);
        known = { usedAt, notedAt: usedAt };
        windows.set(window, known);
      }
      return idleMs - (clock.running() - known.usedAt);
    },
    use: (window) => {
      const now = clock.running();
      const notedAt = windows.get(window)?.notedAt ?? -Infinity;
      const stale = now - notedAt > NOTE_EVERY_MS;
      windows.set(window, { usedAt: now, notedAt: stale ? now : notedAt });
      return stale;
    },
    begin: (window) => {
      const now = clock.running();
      windows.set(window, { usedAt: now, notedAt: now });
    },
  };
}
