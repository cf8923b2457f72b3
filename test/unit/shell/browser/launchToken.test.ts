import { beforeEach, expect, test, vi } from 'vitest';
import { createLaunchGate, LAUNCH_TOKEN_LIFE_MS } from '../../../../main/shell/browser/launchToken.ts';

const token = 'a'.repeat(64);

let running = 0;
let made = 0;
beforeEach(() => {
  running = 5_000;
});
const gateFor = (lifeMs: number | null, onSpent = (): void => undefined) =>
  createLaunchGate(lifeMs === null ? null : { token, lifeMs }, {
    running: () => running,
    newToken: () => String((made += 1)).padStart(64, '0'),
    onSpent,
  });

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

test('a further window has a token of its own, which lives as long and opens once', () => {
  const gate = gateFor(null);
  const first = gate.issue();
  const second = gate.issue();
  expect(gate.redeem(second)).toBe(true);
  expect(gate.redeem(second)).toBe(false);
  running += LAUNCH_TOKEN_LIFE_MS;
  expect(gate.redeem(first)).toBe(false);
});

test('tokens of windows nobody opened do not gather', () => {
  const gate = gateFor(1_000);
  const issued = Array.from({ length: 5 }, () => gate.issue());
  expect(gate.redeem(issued[0]!)).toBe(false);
  expect(gate.redeem(token)).toBe(false);
  expect(issued.slice(1).map((one) => gate.redeem(one))).toEqual(Array(4).fill(true));
});
