import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldRepeats } from '../../../../renderer/devices/foldTrace.ts';

const line = (direction: 'to-device' | 'from-device' | 'note', text: string, second = 0) => ({
  at: `2026-11-20T01:30:${String(second).padStart(2, '0')}.000Z`,
  direction,
  text,
});

describe('a recording on the screen', () => {
  it('says a poll that comes again and again once, with how often and when last', () => {
    const polls = [0, 1, 2].flatMap((second) => [
      line('to-device', '10 04 01', second),
      line('from-device', '12', second),
    ]);
    const opened = line('note', 'opened ttyUSB0');
    const paperOut = line('from-device', '32', 9);
    expect(foldRepeats([opened, ...polls, paperOut])).toEqual([
      { lines: [opened], times: 1 },
      { lines: polls.slice(-2), times: 3 },
      { lines: [paperOut], times: 1 },
    ]);
  });

  it('says what came twice from different sides twice', () => {
    const echo = [line('to-device', '05'), line('from-device', '05')];
    expect(foldRepeats(echo).map(({ times }) => times)).toEqual([1, 1]);
  });

  it('loses nothing and invents nothing, whatever was recorded', () => {
    const any = fc.array(
      fc.record({
        direction: fc.constantFrom('to-device', 'from-device', 'note'),
        text: fc.constantFrom('00', '01', 'FF'),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(any, (recorded) => {
        const lines = recorded.map((one, second) => ({ ...one, at: String(second) }));
        const unfolded = foldRepeats(lines).flatMap(({ lines: block, times }) =>
          Array.from({ length: times }, () => block).flat(),
        );
        expect(unfolded.map(({ direction, text }) => ({ direction, text }))).toEqual(recorded);
      }),
    );
  });
});
