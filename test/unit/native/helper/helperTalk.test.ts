import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { askHelper } from '../../../../native/helper/askHelper.ts';
import { createHelperTalk } from '../../../../native/helper/helperTalk.ts';
import type { Helper, HelperAnswer } from '../../../../native/helper/port.ts';

const HELLO = '{"message":"hello","kind":"pcsc","arch":"x64","bits":64,"node":"v24.0.0"}\n';
const answer = (id: number): string => `{"message":"answer","id":${id},"value":"answer ${id}"}\n`;
const EVENT = '{"message":"event","event":"a card"}\n';

/** A talk with a process that is played by the test; time stands still. */
function begin() {
  const sent: string[] = [];
  const log: string[] = [];
  const condemned: string[] = [];
  const events: unknown[] = [];
  const talk = createHelperTalk({
    name: 'helper pcsc',
    timers: { running: () => 0, after: () => () => undefined },
    log: (line) => log.push(line),
    send: (line) => sent.push(line),
    condemn: (kind, detail) => {
      condemned.push(detail);
      talk.end({ kind, detail });
    },
  });
  talk.onEvent((event) => events.push(event));
  return { talk, sent, log, condemned, events, hear: (text: string) => talk.receive(Buffer.from(text)) };
}

describe('the talk with a helper', () => {
  it('asks one thing at a time, and hands each its own answer', async () => {
    const { talk, sent, hear } = begin();
    const asked = [talk.request('list', null, 1_000), talk.request('read', { traced: false }, 1_000)];
    expect(sent).toEqual([]);
    hear(HELLO);
    expect(sent).toEqual(['{"id":1,"method":"list","parameters":null}\n']);
    hear(answer(1) + EVENT);
    hear(answer(2));
    expect(await Promise.all(asked)).toEqual([
      { ok: true, value: 'answer 1' },
      { ok: true, value: 'answer 2' },
    ]);
  });

  it('S10 cut, doubled, changed, mixed or made up: every request ends once, with its own answer or with the end', async () => {
    const whole = HELLO + answer(1) + EVENT + answer(2);
    const lines = whole.split(/(?<=\n)/);
    const text = fc.oneof(
      { weight: 3, arbitrary: fc.constant(whole) },
      fc.nat({ max: whole.length }).map((end) => whole.slice(0, end)),
      fc.shuffledSubarray([...lines, ...lines]).map((some) => some.join('')),
      fc
        .tuple(fc.nat({ max: whole.length - 1 }), fc.string({ minLength: 1, maxLength: 3, unit: 'binary' }))
        .map(([at, other]) => whole.slice(0, at) + other + whole.slice(at + 1)),
      fc
        .tuple(fc.nat({ max: lines.length - 1 }), fc.oneof(fc.json(), fc.string({ unit: 'binary' })))
        .map(([at, other]) => [...lines.slice(0, at), `${other}\n`, ...lines.slice(at)].join('')),
    );
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(text, fc.array(fc.nat({ max: 300 }), { maxLength: 5 }), async (wire, cuts) => {
        const { talk, condemned, log, events } = begin();
        const asked = [talk.request('list', null, 1_000), talk.request('read', null, 1_000)];
        const bytes = Buffer.from(wire);
        const places = [0, ...cuts.filter((cut) => cut < bytes.length).sort((one, other) => one - other), bytes.length];
        places.slice(1).forEach((to, index) => talk.receive(bytes.subarray(places[index], to)));
        talk.end({ kind: 'stopped', detail: 'stopped' });
        const outcomes: readonly HelperAnswer[] = await Promise.all(asked);
        outcomes.forEach((outcome, index) => {
          if (!outcome.ok) expect(outcome.code).toMatch(/^(ended|refused)$/);
          else if (wire === whole) {
            answered += 1;
            expect(outcome.value).toBe(`answer ${index + 1}`);
          }
        });
        if (wire === whole) expect({ condemned, events }).toEqual({ condemned: [], events: ['a card'] });
        // The end of such a process is told by kind, never by what it said.
        for (const line of [...condemned, ...log])
          expect(line).toMatch(
            /^(message (not understood|too long)|answer to nothing asked|helper pcsc: Node .* bit)$/s,
          );
      }),
      { numRuns: 500 },
    );
    expect(answered).toBeGreaterThan(100);
  });
});

describe('the answer of a helper', () => {
  const shape = z.strictObject({ code: z.int(), output: z.base64() });

  it('S10 of another shape ends the helper, and nothing of it is taken', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.jsonValue(), fc.record({ code: fc.integer(), output: fc.base64String() })),
        async (value) => {
          const ends: string[] = [];
          const helper: Helper = {
            request: () => Promise.resolve({ ok: true, value }),
            onEvent: () => () => undefined,
            onEnd: () => () => undefined,
            condemn: (detail) => ends.push(detail),
            stop: () => Promise.resolve(),
          };
          const asked = await askHelper(helper, { method: 'read', parameters: null, timeoutMs: 1, answer: shape });
          const detail = 'read: answer of another shape';
          if (shape.safeParse(value).success) expect(asked).toEqual({ ok: true, value });
          else expect(asked).toEqual({ ok: false, code: 'ended', end: { kind: 'crashed', detail } });
          expect(ends).toEqual(asked.ok ? [] : [detail]);
        },
      ),
    );
  });
});
