import { expect, test } from 'vitest';
import { takeHomeLock } from '../../../main/shell/shared/homeLock.ts';
import { makeHome, startShell } from '../../fixtures/stubCore/shellProcess.ts';

test('of many starts at once on one home exactly one gets it', async () => {
  const home = makeHome();
  const contenders = Array.from({ length: 6 }, () =>
    startShell({ entry: 'test/fixtures/stubCore/lockHolder.ts', args: [home] }),
  );
  const outcomes = await Promise.all(contenders.map((contender) => contender.errorLine(/^(held|busy)$/)));
  expect(outcomes.map(([word]) => word).sort()).toEqual(['busy', 'busy', 'busy', 'busy', 'busy', 'held']);
  await Promise.all(contenders.map((contender) => contender.stop()));
  const taken = takeHomeLock(home);
  expect(taken.ok).toBe(true);
  if (taken.ok) taken.lock.release();
});

test('a held home names its holder, a released one is free again', () => {
  const home = makeHome();
  const first = takeHomeLock(home);
  if (!first.ok) throw new Error(first.message);
  first.lock.announce('http://127.0.0.1:1/');
  const second = takeHomeLock(home);
  expect(second).toMatchObject({ ok: false, code: 'HOME_BUSY' });
  expect(second.ok ? '' : second.message).toContain(`进程号 ${process.pid}，地址 http://127.0.0.1:1/`);
  first.lock.release();
  const third = takeHomeLock(home);
  expect(third.ok).toBe(true);
  if (third.ok) third.lock.release();
});
