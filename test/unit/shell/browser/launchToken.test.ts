import { expect, test, vi } from 'vitest';
import { createLaunchGate } from '../../../../main/shell/browser/launchToken.ts';

const token = 'a'.repeat(64);

test('the right token opens once, tells so, and never again', () => {
  const onSpent = vi.fn();
  const gate = createLaunchGate({ token, expiresAt: 1000 }, onSpent);
  expect(gate.redeem(token, 999)).toBe(true);
  expect(onSpent).toHaveBeenCalledOnce();
  expect(gate.redeem(token, 999)).toBe(false);
});

test('a wrong token opens nothing and does not spend the right one', () => {
  const gate = createLaunchGate({ token, expiresAt: 1000 }, () => undefined);
  for (const wrong of ['', 'a', 'b'.repeat(64), `${token}a`, '柜'.repeat(64)])
    expect(gate.redeem(wrong, 0)).toBe(false);
  expect(gate.redeem(token, 0)).toBe(true);
});

test('a token that is late opens nothing, nor does any when it was spent in an earlier life', () => {
  expect(createLaunchGate({ token, expiresAt: 1000 }, () => undefined).redeem(token, 1000)).toBe(false);
  expect(createLaunchGate(null, () => undefined).redeem(token, 0)).toBe(false);
});
