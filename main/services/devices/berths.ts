import type { Timers } from '../../domain/time.ts';

/** Longest wait for a driver to let its port go: its own limits are shorter, what is stuck is left to itself. */
const LEAVE_LIMIT_MS = 8_000;

/** The places of devices, each for one driver at a time. */
export interface Berths {
  /** Begins at once, or when the driver before has let the place go or its time is over. */
  whenFree(place: string, begin: () => void): void;
  /** A driver is being stopped; resolves when it has ended, or its time is over. */
  leave(place: string, stopped: Promise<void>): Promise<'left' | 'stuck'>;
  /** True while a driver that was stopped in vain still holds the place. */
  isStuck(place: string): boolean;
  /** Resolves when nobody is being waited for. */
  allLeft(): Promise<void>;
}

/** Makes the places of a rack. */
export function createBerths(timers: Timers): Berths {
  const leaving = new Map<string, Promise<'left' | 'stuck'>>();
  const stuck = new Map<string, number>();

  const note = (place: string, change: 1 | -1): void => {
    const count = (stuck.get(place) ?? 0) + change;
    if (count > 0) stuck.set(place, count);
    else stuck.delete(place);
  };

  return {
    whenFree(place, begin) {
      const before = leaving.get(place);
      if (before) void before.then(begin);
      else begin();
    },
    leave(place, stopped) {
      // Work that fails has ended, too.
      const ended = stopped.then(
        () => 'left' as const,
        () => 'left' as const,
      );
      const gone = withinLimit(timers, ended).then((how) => {
        if (leaving.get(place) === gone) leaving.delete(place);
        if (how === 'stuck') {
          note(place, 1);
          void ended.then(() => note(place, -1));
        }
        return how;
      });
      leaving.set(place, gone);
      return gone;
    },
    isStuck: (place) => stuck.has(place),
    allLeft: async () => {
      await Promise.all(leaving.values());
    },
  };
}

function withinLimit(timers: Timers, ended: Promise<'left'>): Promise<'left' | 'stuck'> {
  return new Promise((resolve) => {
    const cancel = timers.after(LEAVE_LIMIT_MS, () => resolve('stuck'));
    void ended.then((how) => {
      cancel();
      resolve(how);
    });
  });
}
