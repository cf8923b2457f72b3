import { expect, test } from 'vitest';
import { afterDeath, NO_DEATHS, type RestartHistory } from '../../../../main/shell/shared/restart.ts';

/** The waits after so many deaths of the same kind. */
function waits(deaths: number, death: { livedMs: number; wasReady: boolean }): (number | 'give-up')[] {
  let history: RestartHistory = NO_DEATHS;
  return Array.from({ length: deaths }, () => {
    const decision = afterDeath(history, death);
    history = decision.history;
    return decision.action === 'give-up' ? 'give-up' : decision.action.restartInMs;
  });
}

test('a core that dies soon after each start is waited for longer and longer, up to ten seconds, and never given up', () => {
  expect(waits(9, { livedMs: 50, wasReady: true })).toEqual([200, 400, 800, 1600, 3200, 6400, 10_000, 10_000, 10_000]);
  expect(waits(2000, { livedMs: 50, wasReady: true }).at(-1)).toBe(10_000);
});

test('a core that lived well for a while is started again at once each time', () => {
  expect(waits(3, { livedMs: 60_000, wasReady: true })).toEqual([200, 200, 200]);
});

test('a core that never came to life is given up at the third death', () => {
  expect(waits(3, { livedMs: 50, wasReady: false })).toEqual([200, 400, 'give-up']);
});

test('once it has been ready, failing starts later are tried on: the cause may pass', () => {
  const { history } = afterDeath(NO_DEATHS, { livedMs: 70_000, wasReady: true });
  let last = afterDeath(history, { livedMs: 1, wasReady: false });
  for (let i = 0; i < 10; i += 1) last = afterDeath(last.history, { livedMs: 1, wasReady: false });
  expect(last.action).toEqual({ restartInMs: 10_000 });
});
