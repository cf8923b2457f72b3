import { timingSafeEqual } from 'node:crypto';

/**
 * How long the address printed at the start works, ms: long enough to copy it to a browser by hand, short enough that
 * one found later in a terminal's history opens nothing.
 */
export const LAUNCH_TOKEN_LIFE_MS = 10 * 60_000;

/** The one key to a new session: 256 random bits, hexadecimal, and how long it still works, ms. */
export interface LaunchToken {
  readonly token: string;
  readonly lifeMs: number;
}

/** A lock that one token opens once. */
export interface LaunchGate {
  /** True for the right token, the first time, before it expires; a wrong try does not spend it. */
  readonly redeem: (given: string) => boolean;
}

/**
 * Makes the gate. Its time is running time (`running`, ms), so that no setting of the clock makes a token live longer.
 * `onSpent` tells the parent process, so that a restarted core does not accept the token again.
 */
export function createLaunchGate(
  launch: LaunchToken | null,
  { running, onSpent }: { readonly running: () => number; readonly onSpent: () => void },
): LaunchGate {
  const expires = running() + (launch?.lifeMs ?? 0);
  let open = launch;
  return {
    redeem(given) {
      if (open === null || running() >= expires) return false;
      const expected = Buffer.from(open.token);
      const actual = Buffer.from(given);
      if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return false;
      open = null;
      onSpent();
      return true;
    },
  };
}
