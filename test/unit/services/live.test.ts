import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { wholeStates } from '../../../main/contract/liveState.ts';
import { openDesk, type Desk } from '../../fixtures/desk/desk.ts';

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(async () => {
  vi.useRealTimers();
  await desk.services.stop();
  desk.remove();
});

it('a device that flaps a thousand times a second makes at most 25 messages of it, and the last state is told', async () => {
  vi.useFakeTimers();
  desk.services.start();
  const leaving = new AbortController();
  const levels: string[] = [];
  const watching = (async () => {
    for await (const { lights } of wholeStates(desk.services.live.watch('window-1', ['lights'], leaving.signal)))
      levels.push(lights.printer.level);
  })();
  await vi.advanceTimersByTimeAsync(0);
  expect(levels).toHaveLength(1);

  for (let millisecond = 0; millisecond < 1_000; millisecond += 1) {
    desk.printer.set(
      millisecond % 3 === 0
        ? { state: 'not-ready', fault: 'cable-lost', detail: `${millisecond}` }
        : { state: 'ready', paper: 'ok' },
    );
    await vi.advanceTimersByTimeAsync(1);
  }
  desk.printer.set({ state: 'not-ready', fault: 'paper-end', detail: '' });
  await vi.advanceTimersByTimeAsync(100);
  expect(levels.length).toBeGreaterThan(5);
  expect(levels.length).toBeLessThanOrEqual(28);
  expect(levels.at(-1)).toBe('bad');

  // One change in a quiet time is told at once, not after a pause.
  await vi.advanceTimersByTimeAsync(1_000);
  const before = levels.length;
  desk.printer.set({ state: 'ready', paper: 'near-end' });
  await vi.advanceTimersByTimeAsync(0);
  expect(levels.slice(before)).toEqual(['warn']);
  leaving.abort();
  await watching;
});
