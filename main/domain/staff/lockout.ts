/** Wrong passwords allowed before the account rests: enough for a typing error, few for guessing. */
const ATTEMPTS_BEFORE_LOCK = 5;
/** First rest, in milliseconds; each further wrong password doubles it. */
const FIRST_LOCK_MS = 15_000;
/** Longest rest, in milliseconds: an honest teller must be able to work again the same morning. */
const LONGEST_LOCK_MS = 15 * 60_000;

/** How long an account rests after this many wrong passwords in a row, in milliseconds; 0 = not at all. */
export function lockMs(failures: number): number {
  if (failures < ATTEMPTS_BEFORE_LOCK) return 0;
  return Math.min(FIRST_LOCK_MS * 2 ** (failures - ATTEMPTS_BEFORE_LOCK), LONGEST_LOCK_MS);
}
