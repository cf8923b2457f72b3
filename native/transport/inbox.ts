import type { Timers } from '../../main/domain/time.ts';

/** A device that tells more news than that before anybody has time for them is out of order: the newest count. */
const MOST_ITEMS = 64;

/** A queue that one reader waits on, with a time limit. It keeps the newest 64. */
export interface Inbox<Item> {
  post(item: Item): void;
  /** The oldest item; `undefined` when none came in time. */
  next(timeoutMs: number): Promise<Item | undefined>;
  /** True when such an item waits. */
  has(item: Item): boolean;
  /** True when anything waits. */
  waiting(): boolean;
}

/** Makes an empty inbox. */
export function createInbox<Item>(timers: Timers): Inbox<Item> {
  const items: Item[] = [];
  let wake: (() => void) | undefined;
  return {
    post(item) {
      items.push(item);
      if (items.length > MOST_ITEMS) items.shift();
      wake?.();
    },
    next(timeoutMs) {
      if (items.length > 0) return Promise.resolve(items.shift());
      return new Promise((resolve) => {
        const done = (): void => {
          wake = undefined;
          cancel();
          resolve(items.shift());
        };
        const cancel = timers.after(timeoutMs, done);
        wake = done;
      });
    },
    has: (item) => items.includes(item),
    waiting: () => items.length > 0,
  };
}
