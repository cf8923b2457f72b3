import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MEMORY_WAIT_MS, takeMemoryLock } from '../../../main/core/memoryLock.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'memory-lock-'));
});
afterEach(() => rmSync(home, { recursive: true }));

/** Time that passes as soon as somebody waits; `onWait` sees how much has passed. */
function wait(onWait: (passedMs: number) => void, waitMs = MEMORY_WAIT_MS) {
  let now = 0;
  const timers = {
    running: () => now,
    after: (delayMs: number, callback: () => void) => {
      now += delayMs;
      onWait(now);
      queueMicrotask(callback);
      return () => undefined;
    },
  };
  return { timers, log: () => undefined, waitMs };
}

test('a second core waits for the first to end, and then has the memory alone', async () => {
  const first = await takeMemoryLock(
    home,
    wait(() => expect.unreachable()),
  );
  if (!first.ok) throw new Error(first.message);
  const second = await takeMemoryLock(
    home,
    wait((passed) => {
      if (passed >= 10_000) first.lock.release();
    }),
  );
  if (!second.ok) throw new Error(second.message);
  expect(
    await takeMemoryLock(
      home,
      wait(() => undefined, 100),
    ),
  ).toMatchObject({ ok: false });
  second.lock.release();
});

test('a core that does not end refuses the second by name, after longer than an orderly end may take', async () => {
  const first = await takeMemoryLock(
    home,
    wait(() => undefined),
  );
  if (!first.ok) throw new Error(first.message);
  let waited = 0;
  const second = await takeMemoryLock(
    home,
    wait((passed) => (waited = passed)),
  );
  expect(second).toMatchObject({
    ok: false,
    code: 'HOME_BUSY',
    message: expect.stringContaining('还没有结束') as string,
  });
  expect(waited).toBeGreaterThanOrEqual(MEMORY_WAIT_MS);
  first.lock.release();
});

test('something else in the place of the lock file is no obstacle', async () => {
  writeFileSync(path.join(home, 'memory.lock'), 'x'.repeat(5_000));
  const taken = await takeMemoryLock(
    home,
    wait(() => undefined, 0),
  );
  expect(taken.ok).toBe(true);
  if (taken.ok) taken.lock.release();
});
