import { backOffMs, LONGEST_PROBE_WAIT_MS } from './backoff.ts';

/**
 * Unanswered messages in a row that mean "the system is down" rather than "this message is bad". Three, because one poisoned
 * message among good ones never fails three times in a row, and a dead system costs only three time-outs.
 */
const MISSES_TO_OPEN = 3;

/** Decides how many messages may be under way: all, one to try, or none for now. */
export interface Circuit {
  /** Messages that may be under way at this running time (ms), of at most `parallel`. */
  slots(now: number, parallel: number): number;
  /** The system spoke: everything may go. */
  answered(): void;
  /** An attempt failed. `neverLeft`: not even a connection came about, which says at once that the system is down. */
  failed(now: number, neverLeft: boolean, random: number): void;
  /** When the next message may be tried (running time, ms), or null when all may go. */
  opensAt(): number | null;
}

/** A circuit with everything allowed. */
export function createCircuit(): Circuit {
  let misses = 0;
  let rounds = 0;
  let opensAt: number | null = null;

  return {
    slots(now, parallel) {
      if (opensAt === null) return parallel;
      return now < opensAt ? 0 : 1;
    },
    answered() {
      misses = 0;
      rounds = 0;
      opensAt = null;
    },
    failed(now, neverLeft, random) {
      // What was under way when the circuit opened fails as well and says nothing new.
      if (opensAt !== null && now < opensAt) return;
      misses += 1;
      if (opensAt === null && !neverLeft && misses < MISSES_TO_OPEN) return;
      opensAt = now + backOffMs(rounds, LONGEST_PROBE_WAIT_MS, random);
      rounds += 1;
    },
    opensAt: () => opensAt,
  };
}
