import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { versionProblems } from '../../../../main/domain/catalogue/consistency.ts';
import { inForce, itemOn } from '../../../../main/domain/catalogue/versions.ts';
import { sampleItem } from '../../../fixtures/catalogue/items.ts';

function version(number: number, effectiveFrom: string, effectiveTo?: string, code = 'YB9901') {
  return sampleItem({ code, version: number, effectiveFrom, ...(effectiveTo === undefined ? {} : { effectiveTo }) });
}

describe('versions of an item', () => {
  const items = [
    version(1, '2025-01-01', '2026-06-30'),
    version(2, '2026-07-01'),
    version(1, '2025-01-01', undefined, 'YB9902'),
  ];

  it('the one in force on the day counts, on its first and last day too', () => {
    expect(itemOn(items, 'YB9901', '2026-06-30')?.version).toBe(1);
    expect(itemOn(items, 'YB9901', '2026-07-01')?.version).toBe(2);
    expect(itemOn(items, 'YB9901', '2024-12-31')).toBeUndefined();
    expect(itemOn(items, 'YB0000', '2026-07-01')).toBeUndefined();
  });

  it('that follow each other are in order', () => {
    expect(versionProblems(items)).toEqual([]);
    expect(versionProblems(items.toReversed())).toEqual([]);
  });

  it.each([
    ['the first never ends', [version(1, '2025-01-01'), version(2, '2026-07-01')], '重叠'],
    ['they share one day', [version(1, '2025-01-01', '2026-07-01'), version(2, '2026-07-01')], '重叠'],
    ['a number is used twice', [version(1, '2025-01-01', '2026-06-30'), version(1, '2026-07-01')], '版本号重复'],
    ['numbers fall', [version(2, '2025-01-01', '2026-06-30'), version(1, '2026-07-01')], '先后不一致'],
  ])('are refused when %s', (_what, broken, message) => {
    const problems = versionProblems(broken);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.index).toBe(1);
    expect(problems[0]?.message).toContain(message);
  });

  it('without problems never leave two in force on one day', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-02-${String(n).padStart(2, '0')}`);
    const some = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), day, fc.option(day, { nil: undefined })), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(some, day, (versions, on) => {
        const listed = versions.map(([number, from, to]) => version(number, from, to));
        if (versionProblems(listed).length === 0)
          expect(listed.filter((one) => inForce(one, on)).length).toBeLessThanOrEqual(1);
      }),
    );
  });
});
