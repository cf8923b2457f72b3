import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMessageIds, makeMessageId } from '../../../main/central/messageId.ts';
import { reserveTicks, tickAt, type TickSpan } from '../../../main/domain/delivery/messageTicks.ts';
import { HALL_TIME_MS, INSTITUTION, MAKER, memoryTicks } from './fixtures.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const YEAR = 8_760 * HOUR;

/** A workstation whose clock the test sets and whose program the test restarts. */
function workstation(slot: string) {
  const reserve = memoryTicks();
  let now = HALL_TIME_MS;
  const start = () => createMessageIds({ ...MAKER, slot }, { now: () => now, reserve });
  let next = start();
  return {
    next: () => next(),
    restart: () => {
      next = start();
    },
    setClock: (epochMs: number) => {
      now = epochMs;
    },
  };
}

const stampOf = (id: string): string => id.slice(12, 26);

describe('a message id', () => {
  it('is institution, Chinese time, the workstation and a count, 30 characters', () => {
    expect(makeMessageId(MAKER, tickAt(HALL_TIME_MS) + 7)).toBe('J99000000001202611210930050307');
  });

  it('takes no institution code and no slot of another form', () => {
    expect(() => makeMessageId({ institutionCode: 'J99', slot: '03' }, 1)).toThrow('12');
    for (const slot of ['3', '003', 'A1', '']) {
      expect(() => makeMessageId({ institutionCode: INSTITUTION, slot }, 1)).toThrow('slot');
    }
  });

  it('names the present second while there are ids left for it, then the next', () => {
    const counter = workstation('03');
    const ids = Array.from({ length: 101 }, () => counter.next());
    expect(new Set(ids.slice(0, 100).map(stampOf))).toEqual(new Set(['20261121093005']));
    expect(ids[100]).toBe('J99000000001202611210930060300');
    counter.setClock(HALL_TIME_MS + HOUR);
    expect(stampOf(counter.next())).toBe('20261121103005');
  });

  it('names a time at most a minute ahead after a crash', () => {
    const counter = workstation('03');
    counter.next();
    counter.restart();
    expect(stampOf(counter.next())).toBe('20261121093105');
  });

  it('names the true time again when a clock that ran years ahead is set right', () => {
    const counter = workstation('03');
    counter.next();
    counter.setClock(HALL_TIME_MS + 4 * YEAR);
    counter.next();
    counter.setClock(HALL_TIME_MS + HOUR);
    expect(stampOf(counter.next())).toBe('20261121103005');
    counter.restart();
    expect(stampOf(counter.next())).toBe('20261121103105');
  });

  it('is never repeated by workstations side by side, whatever their clocks and crashes', () => {
    const event = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({ kind: fc.constant('ids' as const), count: fc.integer({ min: 1, max: 300 }) }),
      },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
      {
        weight: 3,
        arbitrary: fc.record({
          kind: fc.constant('clock' as const),
          to: fc.oneof(
            fc.integer({ min: 0, max: 200 }).map((seconds) => HALL_TIME_MS + seconds * SECOND),
            fc.integer({ min: -2 * YEAR, max: 4 * YEAR }).map((distance) => HALL_TIME_MS + distance),
          ),
        }),
      },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: 2 }), event), { maxLength: 60 }), (events) => {
        const counters = ['03', '04', '99'].map(workstation);
        const seen = new Set<string>();
        let made = 0;
        for (const [which, step] of events) {
          const counter = counters[which]!;
          if (step.kind === 'clock') counter.setClock(step.to);
          else if (step.kind === 'restart') counter.restart();
          else {
            for (let n = 0; n < step.count; n += 1) seen.add(counter.next());
            made += step.count;
          }
        }
        expect(seen.size).toBe(made);
      }),
    );
  });
});

describe('ticks', () => {
  it('are reserved once, in spans that stay in order and few while time goes on', () => {
    const clock = fc.integer({ min: 0, max: 10_000_000_000 });
    fc.assert(
      fc.property(fc.array(fc.tuple(clock, fc.integer({ min: 1, max: 500 })), { maxLength: 40 }), (reservations) => {
        let used: readonly TickSpan[] = [];
        for (const [from, count] of reservations) {
          const { reserved, used: after } = reserveTicks(used, from, count);
          expect(reserved.first).toBeGreaterThanOrEqual(from);
          expect(reserved.last - reserved.first + 1).toBeGreaterThanOrEqual(1);
          expect(reserved.last - reserved.first + 1).toBeLessThanOrEqual(count);
          const holds = ({ first, last }: TickSpan) => first <= reserved.first && reserved.last <= last;
          expect(used.some(({ first, last }) => first <= reserved.last && reserved.first <= last)).toBe(false);
          expect(after.filter(holds)).toHaveLength(1);
          for (const old of used)
            expect(after.some(({ first, last }) => first <= old.first && old.last <= last)).toBe(true);
          after.reduce((before, span) => {
            expect(span.first).toBeGreaterThan(before);
            return span.last;
          }, -1);
          used = after;
        }
      }),
    );
    const days = Array.from({ length: 1_000 }, (_, day) => tickAt(HALL_TIME_MS + day * 24 * HOUR));
    let used: readonly TickSpan[] = [];
    for (const day of days) ({ used } = reserveTicks(used, day, 10));
    expect(used).toHaveLength(1);
  });
});
