import type { Timers } from '../main/domain/time.ts';

/** What is said again within this time is counted, not written. */
const QUIET_MS = 60_000;
/** Lines that are remembered: a device has fewer things to say. */
const MOST_LINES = 32;

/**
 * A log that a device out of order cannot fill: one that stays away is tried every few seconds for weeks, and a bad line changes
 * its mind with every byte. The same line is written once a minute, with how often it would have been.
 */
export function calmLog(log: (line: string) => void, timers: Timers): (line: string) => void {
  const known = new Map<string, { readonly since: number; held: number }>();
  return (line) => {
    const now = timers.running();
    const before = known.get(line);
    if (before !== undefined && now - before.since < QUIET_MS) {
      before.held += 1;
      return;
    }
    known.delete(line);
    known.set(line, { since: now, held: 0 });
    const [oldest] = known.keys();
    if (known.size > MOST_LINES && oldest !== undefined) known.delete(oldest);
    log(before === undefined || before.held === 0 ? line : `${line} (${before.held} times more since)`);
  };
}
