/** First wait before a dead core is started again, ms: a crash by chance is over before the teller has read the banner. */
const FIRST_DELAY_MS = 200;
/** Longest wait, ms: a core that dies at once must not keep a machine busy, and a mended cause should not wait longer. */
const LONGEST_DELAY_MS = 10_000;
/** A core that lived this long, ms, was healthy: its death starts the waits from the beginning. */
const HEALTHY_MS = 60_000;
/** Deaths in a row before a core was ever ready after which a start is given up: it is a broken installation. */
const ATTEMPTS_BEFORE_FIRST_READY = 3;

/** What the supervisor remembers between two deaths. */
export interface RestartHistory {
  /** Deaths without a healthy life between them. */
  readonly deaths: number;
  readonly everReady: boolean;
}

/** Nothing has died yet. */
export const NO_DEATHS: RestartHistory = { deaths: 0, everReady: false };

/** One death: how long the core lived in ms, and whether it had become ready. */
export interface Death {
  readonly livedMs: number;
  readonly wasReady: boolean;
}

/** What to do after a death: start again after a wait that doubles, or give up a start that never came to life. */
export function afterDeath(
  history: RestartHistory,
  death: Death,
): { readonly history: RestartHistory; readonly action: { readonly restartInMs: number } | 'give-up' } {
  const everReady = history.everReady || death.wasReady;
  const deaths = death.wasReady && death.livedMs >= HEALTHY_MS ? 1 : history.deaths + 1;
  const next = { deaths, everReady };
  if (!everReady && deaths >= ATTEMPTS_BEFORE_FIRST_READY) return { history: next, action: 'give-up' };
  const restartInMs = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(deaths - 1, 16));
  return { history: next, action: { restartInMs } };
}
