import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutLimit, limitDays, nodeDays, type ItemLimit } from '../../../../main/domain/catalogue/limit.ts';

const days = (count: number): ItemLimit => ({ kind: 'working-days', days: count });

describe('a promised limit', () => {
  it.each([
    [20, 14],
    [15, 10],
    [5, 3],
    [3, 2],
    [2, 1],
    [1, 1],
  ])('of %i days is cut to %i', (before, after) => {
    expect(cutLimit(days(before))).toEqual(days(after));
  });

  it('is cut by three tenths at least where more than a day is left, and never to nothing', () => {
    expect(cutLimit({ kind: 'instant' })).toEqual({ kind: 'instant' });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 365 }), (before) => {
        const after = limitDays(cutLimit(days(before)));
        expect(after).toBeGreaterThanOrEqual(1);
        expect(after === 1 || after * 10 <= before * 7).toBe(true);
        expect((after + 1) * 10).toBeGreaterThan(before * 7);
      }),
    );
  });

  it('is not shorter than its nodes together', () => {
    const nodes = [{ limit: days(1) }, { limit: { kind: 'instant' } as const }, { limit: days(2) }];
    expect(nodeDays(nodes, days(3))).toEqual({ ok: true, value: 3 });
    expect(nodeDays([], { kind: 'instant' })).toEqual({ ok: true, value: 0 });
    expect(nodeDays(nodes, days(2))).toEqual({
      ok: false,
      code: 'NODES_EXCEED_PROMISE',
      sum: 3,
      message: '各环节时限合计 3 个工作日，超过承诺的 2 个工作日',
    });
  });
});
