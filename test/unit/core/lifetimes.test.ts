import { expect, test } from 'vitest';
import { createLifetimes, PART_LIMIT_MS } from '../../../main/core/lifetimes.ts';

/** Lifetimes whose waits end when the test says so. */
function stack() {
  const told: string[] = [];
  const bugs: unknown[] = [];
  const waiting = new Set<() => void>();
  const lifetimes = createLifetimes({
    timers: {
      running: () => 0,
      after: (delayMs, callback) => {
        expect(delayMs).toBe(PART_LIMIT_MS);
        waiting.add(callback);
        return () => waiting.delete(callback);
      },
    },
    reportBug: (error) => bugs.push(error),
    log: (line) => told.push(line),
  });
  return { lifetimes, told, bugs, waiting };
}

test('parts end in the reverse order of their beginning, one after the other, once', async () => {
  const { lifetimes, told, waiting } = stack();
  const ended: string[] = [];
  lifetimes.own('first', () => void ended.push('first'));
  lifetimes.own('second', async () => {
    await Promise.resolve();
    ended.push('second');
  });
  await Promise.all([lifetimes.end(), lifetimes.end()]);
  await lifetimes.end();
  expect(ended).toEqual(['second', 'first']);
  expect(told).toEqual([]);
  expect(waiting.size).toBe(0);
});

test('a part that throws and one that rejects are told by name, and the others end', async () => {
  const { lifetimes, told, bugs } = stack();
  const ended: string[] = [];
  const bug = new Error('part');
  lifetimes.own('first', () => void ended.push('first'));
  lifetimes.own('thrower', () => {
    throw bug;
  });
  lifetimes.own('rejecter', () => Promise.reject(bug));
  await lifetimes.end();
  expect(ended).toEqual(['first']);
  expect(told).toEqual(['stop: rejecter failed', 'stop: thrower failed']);
  expect(bugs).toEqual([bug, bug]);
});

test('a part that hangs is left to itself after its limit', async () => {
  const { lifetimes, told, waiting } = stack();
  const ended: string[] = [];
  lifetimes.own('first', () => void ended.push('first'));
  lifetimes.own('stuck', () => new Promise(() => undefined));
  const end = lifetimes.end();
  await expect.poll(() => waiting.size).toBe(1);
  for (const callback of waiting) callback();
  await end;
  expect(ended).toEqual(['first']);
  expect(told).toEqual(['stop: stuck does not end, left to itself']);
});

test('what comes when the end has begun ends at once', async () => {
  const { lifetimes } = stack();
  await lifetimes.end();
  const ended: string[] = [];
  lifetimes.own('late', () => void ended.push('late'));
  expect(ended).toEqual(['late']);
});
