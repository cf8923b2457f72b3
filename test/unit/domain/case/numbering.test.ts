import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serialAfter } from '../../../../main/domain/case/life.ts';
import { numberingOn, serialsFrom, type Placement } from '../../../../main/domain/case/numbering.ts';
import { slipNumber } from '../../../../main/domain/case/numbers.ts';

const DAY = '2026-11-20';
/** A minute of that day in the hall. */
const at = (minute: number): string => new Date(Date.parse(`${DAY}T00:00:00+08:00`) + minute * 60_000).toISOString();
const yesterday = (window: string): Placement => ({ since: '2026-11-19T01:00:00.000Z', window, serialsFrom: 400 });

/** A workstation that numbers its slips as the core does. */
function workstation(placements: Placement[]) {
  let last = 0;
  return {
    moveTo: (window: string, minute: number) =>
      placements.push({ since: at(minute), window, serialsFrom: serialsFrom(at(minute)) }),
    give: () => {
      const numbering = numberingOn(placements, DAY)!;
      last = serialAfter(last, 0, numbering.from);
      return slipNumber('SL', DAY, numbering.window, last);
    },
  };
}

describe('a day of a workstation', () => {
  it('is numbered under the window at which it began, from the first serial', () => {
    const moved = [yesterday('03'), { since: at(600), window: '05', serialsFrom: 417 }];
    expect(numberingOn(moved, DAY)).toEqual({ window: '03', from: 1 });
    expect(numberingOn(moved, '2026-11-21')).toEqual({ window: '05', from: 1 });
  });

  it('that is its first is numbered under the window it was put up at, behind whatever stood there before', () => {
    const fresh = [
      { since: at(600), window: '03', serialsFrom: serialsFrom(at(600)) },
      { since: at(700), window: '05', serialsFrom: serialsFrom(at(700)) },
    ];
    expect(numberingOn(fresh, DAY)).toEqual({ window: '03', from: 417 });
    expect(numberingOn([], DAY)).toBeNull();
  });

  it('leaves serials to the end of the day, however late it begins', () => {
    expect([serialsFrom(at(0)), serialsFrom(at(24 * 60 - 1))]).toEqual([1, 999]);
  });
});

describe('windows that are exchanged during a day', () => {
  const WINDOWS = ['01', '02', '03', '04'];

  it('never give a number twice, whoever moves where and whenever', () => {
    const step = fc.oneof(
      fc.record({ who: fc.nat(3), to: fc.constantFrom(...WINDOWS) }),
      fc.record({ who: fc.nat(3), to: fc.constant(null) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const stations = WINDOWS.map((window) => workstation([yesterday(window)]));
        const given: string[] = [];
        steps.forEach(({ who, to }, minute) => {
          if (to === null) given.push(stations[who]!.give());
          else stations[who]!.moveTo(to, 540 + minute);
        });
        expect(new Set(given).size).toBe(given.length);
      }),
    );
  });

  it('do not when a new machine takes the place of one that has given a number in each of the minutes it was there', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 420 }), (minutes) => {
        const opening = 8 * 60 + 30;
        const old = workstation([yesterday('03')]);
        const given = Array.from({ length: Math.min(minutes, 350) }, () => old.give());
        const fresh = workstation([]);
        fresh.moveTo('03', opening + minutes);
        given.push(...Array.from({ length: 100 }, () => fresh.give()));
        expect(new Set(given).size).toBe(given.length);
      }),
    );
  });
});
