import { isSame } from './mutualProof.ts';

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

/** Tokens of further windows that work at a time; an older one is forgotten. */
const ISSUED_AT_A_TIME = 4;

/** A lock that each of its tokens opens once. */
export interface LaunchGate {
  /** True for the right token, the first time, before it expires; a wrong try does not spend it. */
  readonly redeem: (given: string) => boolean;
  /** Makes the token of another window, which works as long as the first did. */
  readonly issue: () => string;
}

/**
 * Makes the gate. Its time is running time (`running`, ms), so that no setting of the clock makes a token live longer.
 * `onSpent` tells the parent process, so that a restarted core does not accept the token again.
 */
export function createLaunchGate(
  launch: LaunchToken | null,
  parts: { readonly running: () => number; readonly newToken: () => string; readonly onSpent: () => void },
): LaunchGate {
  const { running, newToken, onSpent } = parts;
  let open = launch === null ? [] : [{ token: launch.token, expires: running() + launch.lifeMs }];
  return {
    redeem(given) {
      const fitting = open.find(({ token, expires }) => isSame(given, token) && running() < expires);
      if (fitting === undefined) return false;
      open = open.filter((one) => one !== fitting);
      onSpent();
      return true;
    },
    issue() {
      const token = newToken();
      open = [...open, { token, expires: running() + LAUNCH_TOKEN_LIFE_MS }].slice(-ISSUED_AT_A_TIME);
      return token;
    },
  };
}
