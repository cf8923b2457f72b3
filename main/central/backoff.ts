/** First wait after a failure, in ms: a restarted service is often back within a second. */
const FIRST_WAIT_MS = 1_000;
/** Longest wait for one message, in ms: a minute is short for a case and rare enough for a failing system. */
export const LONGEST_MESSAGE_WAIT_MS = 60_000;
/**
 * Longest wait between two probes of a system that does not answer, in ms. Shorter than a message's: one small request per
 * counter does not hurt, and a hall wants its queue to leave soon after the system is back.
 */
export const LONGEST_PROBE_WAIT_MS = 15_000;

/**
 * Doubling wait in ms with jitter: between half and the whole of `1 s × 2^earlierFailures`, at most `longestMs`. `random` is in
 * [0, 1); the jitter keeps the counters of a county from coming back in step.
 */
export function backOffMs(earlierFailures: number, longestMs: number, random: number): number {
  const whole = Math.min(longestMs, FIRST_WAIT_MS * 2 ** Math.min(earlierFailures, 20));
  return Math.round(whole / 2 + (whole / 2) * random);
}
