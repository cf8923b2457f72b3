import { handClock } from '../../../fixtures/desk/handClock.ts';
import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { guardProcess } from '../../../../main/shell/shared/lastResort.ts';

/** A process in the hands of a test. */
function process(end: () => void | Promise<void>, isLeaving?: () => boolean) {
  const events = new EventEmitter();
  const stderr = new EventEmitter();
  const lines: string[] = [];
  const exit = vi.fn<(code: number) => void>();
  guardProcess(
    {
      log: (line) => lines.push(line),
      timers: handClock('2026-11-21T01:00:00.000Z'),
      end,
      ...(isLeaving && { isLeaving }),
    },
    { on: (event, listener) => events.on(event, listener), stderr, exit },
  );
  return { events, stderr, lines, exit };
}

test.each(['uncaughtException', 'unhandledRejection'])(
  '%s: logged without its message, an orderly end, then gone',
  async (event) => {
    const order: string[] = [];
    const { events, lines, exit } = process(async () => {
      await Promise.resolve();
      order.push('end');
    });
    exit.mockImplementation((code) => void order.push(`exit ${code}`));
    events.emit(event, new TypeError('李建国990000198503121011'));
    await vi.waitFor(() => expect(exit).toHaveBeenCalled(), { timeout: 30_000 });
    expect(order).toEqual(['end', 'exit 1']);
    expect(lines).toEqual([expect.stringMatching(/^bug: TypeError at /) as string]);
    expect(lines.join()).not.toContain('李');
  },
);

test('what goes wrong while it ends is logged and stops nothing', async () => {
  const ended = Promise.withResolvers<undefined>();
  const { events, lines, exit } = process(() => ended.promise);
  events.emit('uncaughtException', new Error('first'));
  events.emit('unhandledRejection', 'second');
  ended.reject(new RangeError('third'));
  await vi.waitFor(() => expect(exit).toHaveBeenCalledExactlyOnceWith(1), { timeout: 30_000 });
  expect(lines.map((line) => line.split(' at ')[0])).toEqual([
    'bug: Error',
    'bug: something that is no error was thrown (string)',
    'bug: RangeError',
  ]);
});

test('a log whose reader is gone is no reason to end', () => {
  const { stderr, exit } = process(() => undefined);
  stderr.emit('error', new Error('EPIPE'));
  expect(exit).not.toHaveBeenCalled();
});

test('what breaks off while the process goes with a code of its own is logged and leaves that code alone', () => {
  const end = vi.fn();
  const { events, lines, exit } = process(end, () => true);
  events.emit('unhandledRejection', new Error('the window is gone'));
  expect(lines).toEqual([expect.stringMatching(/^bug: Error at /) as string]);
  expect(end).not.toHaveBeenCalled();
  expect(exit).not.toHaveBeenCalled();
});
