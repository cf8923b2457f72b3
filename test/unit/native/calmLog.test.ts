import { expect, it, vi } from 'vitest';
import { calmLog } from '../../../native/calmLog.ts';
import { systemTimers } from '../../../native/systemTime.ts';

it('writes what a device says again and again once a minute, with how often it was said', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const written: string[] = [];
  const log = calmLog((line) => written.push(line), systemTimers);
  for (let second = 0; second < 90; second += 1) {
    log('printer: no-answer');
    if (second === 10) log('printer: ready');
    vi.advanceTimersByTime(1_000);
  }
  expect(written).toEqual(['printer: no-answer', 'printer: ready', 'printer: no-answer (59 times more since)']);
  // Whatever it says, no more is remembered than a device has to say.
  for (let line = 0; line < 1_000; line += 1) log(`line ${line}`);
  log('line 0');
  expect(written.at(-1)).toBe('line 0');
  vi.useRealTimers();
});
