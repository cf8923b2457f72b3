import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LAST_LIFE, lifeOfSerial, serialAfter } from '../../../../main/domain/case/life.ts';

it('no two lives give one serial, however far each of them got before', () => {
  const lives = fc.uniqueArray(fc.integer({ min: 0, max: LAST_LIFE }), { minLength: 2, maxLength: 4 });
  fc.assert(
    fc.property(lives, fc.integer({ min: 1, max: 999 }), (chosen, each) => {
      const given = new Set<number>();
      let last = 0;
      for (const life of chosen.toSorted((one, other) => one - other)) {
        for (let n = 0; n < each; n += 1) {
          last = serialAfter(last, life);
          expect(lifeOfSerial(last)).toBe(life);
          given.add(last);
        }
      }
      expect(given.size).toBe(chosen.length * each);
      expect(String(last).length).toBeLessThanOrEqual(4);
    }),
    { numRuns: 30 },
  );
});

it('within a life a series has no gap and begins at its first serial', () => {
  expect([serialAfter(0, 0), serialAfter(7, 0), serialAfter(0, 1), serialAfter(42, 1), serialAfter(1_001, 1)]).toEqual([
    1, 8, 1_001, 1_001, 1_002,
  ]);
});

it('a life that has given all of its serials gives none of another', () => {
  expect(() => serialAfter(999, 0)).toThrow('no serial left');
});
