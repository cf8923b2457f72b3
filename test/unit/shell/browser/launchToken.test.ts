import { beforeEach, expect, test, vi } from 'vitest';
import { createLaunchGate } from '../../../../main/shell/browser/launchToken.ts';

const token = 'a'.repeat(64);

let running = 0;
beforeEach(() => {
  running = 5_000;
});
const gateFor = (lifeMs: number | null, onSpent = (): void => undefined) =>
  createLaunchGate(lifeMs === null ? null : { token, lifeMs }, { running: () => running, onSpent });

test('the right token opens once, tells so, and never again', () => {
  const onSpent = vi.fn();
  const gate = gateFor(1_000, onSpent);
  running += 999;
  expect(gate.redeem(token)).toBe(true);
  expect(onSpent).toHaveBeenCalledOnce();
  expect(gate.redeem(token)).toBe(false);
});

test('a wrong token opens nothing and does not spend the right one', () => {
  const gate = gateFor(1_000);
  for (const wrong of ['', 'a', 'b'.repeat(64), `${token}a`, '柜'.repeat(64)]) expect(gate.redeem(wrong)).toBe(false);
  expect(gate.redeem(token)).toBe(true);
});

test('a token that is late opens nothing, nor does any that ran out or was spent in an earlier life', () => {
  const gate = gateFor(1_000);
  running += 1_000;
  expect(gate.redeem(token)).toBe(false);
  expect(gateFor(-1).redeem(token)).toBe(false);
  expect(gateFor(null).redeem(token)).toBe(false);
});
