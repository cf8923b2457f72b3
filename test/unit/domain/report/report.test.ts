import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardReport } from '../../../../main/domain/report/cards.ts';
import { coverageOf } from '../../../../main/domain/report/coverage.ts';
import { instantShare } from '../../../../main/domain/report/instantShare.ts';
import { percentText } from '../../../../main/domain/report/percent.ts';

describe('a share', () => {
  it.each([
    [187, 231, '80.95%'],
    [1, 3, '33.33%'],
    [2, 3, '66.67%'],
    [0, 7, '0.00%'],
    // Halves go up: 0.125 %, 1.005 %.
    [1, 800, '0.13%'],
    [201, 20_000, '1.01%'],
    [19_999, 20_000, '100.00%'],
  ])('of %i in %i is %s', (part, whole, text) => {
    expect(percentText(part, whole)).toBe(text);
  });

  it('of nothing is none, and of half a person a mistake of ours', () => {
    expect(percentText(0, 0)).toBeNull();
    expect(() => percentText(0.5, 1)).toThrow('not a count');
    expect(() => percentText(-1, 1)).toThrow('not a count');
  });

  it('is half a hundredth of a per cent away from the exact one at most', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 9n), fc.bigInt(1n, 10n ** 9n), (part, whole) => {
        const hundredths = BigInt((percentText(Number(part), Number(whole)) ?? '').replace(/[.%]/g, ''));
        const twice = 2n * (hundredths * whole - part * 10_000n);
        expect(twice <= whole && twice > -whole).toBe(true);
      }),
    );
  });
});

it('instant cases are a share of all that were completed', () => {
  expect(instantShare({ instant: 187, timed: 44 })).toBe('80.95%');
  expect(instantShare({ instant: 0, timed: 0 })).toBeNull();
});

describe('coverage', () => {
  it('is counted of all who are not exempt', () => {
    expect(coverageOf({ all: 31_245, exempt: { 参加职工医保: 33, 异地学生参保: 77 }, insured: 31_134 })).toEqual({
      ok: true,
      value: { base: 31_135, coverage: '100.00%', missing: 1 },
    });
    expect(coverageOf({ all: 200, exempt: {}, insured: 150 })).toMatchObject({ value: { coverage: '75.00%' } });
    expect(coverageOf({ all: 2, exempt: { 死亡: 2 }, insured: 0 })).toMatchObject({ value: { coverage: null } });
  });

  it('is never above all, and knows no other exemption', () => {
    expect(coverageOf({ all: 10, exempt: { 参军: 1 }, insured: 10 })).toMatchObject({ code: 'PART_EXCEEDS_WHOLE' });
    expect(coverageOf({ all: 1, exempt: { 参军: 2 }, insured: 0 })).toMatchObject({ code: 'PART_EXCEEDS_WHOLE' });
    expect(coverageOf({ all: 10, exempt: { 长期外出: 1 }, insured: 9 })).toMatchObject({ code: 'EXEMPTION_UNKNOWN' });
    expect(coverageOf({ all: 10, exempt: { constructor: 1 }, insured: 9 }).ok).toBe(false);
  });
});

it('cards are counted by business, by insurance and together, the same either way', () => {
  const report = cardReport({
    business: { 补卡: { 居民: 396, 职工: 467 }, 换卡: { 职工: 2 }, 新制卡: {} },
    issued: { 居民: 3 },
    insured: { 居民: 4, 职工: 4 },
  });
  expect(report).toEqual({
    byKind: { 补卡: 863, 换卡: 2, 新制卡: 0 },
    byInsurance: { 居民: 396, 职工: 469 },
    all: 865,
    issueRate: '37.50%',
  });
});
