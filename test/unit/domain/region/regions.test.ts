import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pinyin } from 'pinyin-pro';
import { regionTerm } from '../../../../main/domain/region/readings.ts';
import { isRegion, regionInWords, regionPath, regions, type Region } from '../../../../main/domain/region/regions.ts';
import { regionMeant, searchRegions } from '../../../../main/domain/region/searchRegions.ts';

const flat = (list: readonly Region[]): readonly Region[] => list.flatMap((one) => [one, ...flat(one.parts)]);
const everywhere = flat(regions(true));
const namesOf = (codes: readonly string[]): readonly string[] => codes.map(regionInWords);
const found = (text: string): readonly string[] => namesOf(searchRegions(text, false, 10));

/** Names that the general dictionary reads otherwise than their people do; it also reads every 都 as dou and every 什 as shen. */
const OTHERWISE = new Set(
  '万柏林区 乐亭县 乐清市 六合区 单县 大埔县 宕昌县 尉犁县 歙县 民乐县 泌阳县 洪洞县 浚县 牟定县 称多县 穆棱市 筠连县 繁峙县 蔚县 蚌山区 黄陂区'.split(
    ' ',
  ),
);

describe('the list of regions', () => {
  it('has every province with its cities and counties, each code once', () => {
    expect(regions(false)).toHaveLength(34);
    expect(everywhere.length).toBeGreaterThan(3_500);
    expect(new Set(everywhere.map(({ code }) => code)).size).toBe(everywhere.length);
  });

  it('knows each of its own codes, and the way down to it', () => {
    for (const { code } of everywhere) {
      expect(isRegion(code, true), code).toBe(true);
      expect(regionPath(code).at(-1)?.code).toBe(code);
    }
  });

  it.each([
    ['310000', '上海市'],
    ['310100', '上海市'],
    ['310101', '上海市黄浦区'],
    ['430100', '湖南省长沙市'],
    ['430102', '湖南省长沙市芙蓉区'],
    ['419001', '河南省济源市'],
    ['441900', '广东省东莞市'],
    ['330199', '浙江省杭州市本级'],
    ['339900', '浙江省本级'],
    ['653228', '新疆维吾尔自治区和田地区653228'],
    ['810000', '香港特别行政区'],
    ['', ''],
  ])('%s is %s', (code, name) => {
    expect(regionInWords(code)).toBe(name);
  });

  it('refuses what is in no city it knows, and training where nobody trains', () => {
    for (const code of ['123456', '000000', '43010', '4301022', '990100', 'x'])
      expect(isRegion(code, false), code).toBe(false);
    expect(isRegion('990100', true)).toBe(true);
  });

  it('reads its names as the dictionary of the item search does, but for names that dictionary has wrong', () => {
    const other = everywhere.filter(({ name }) => {
      const theirs = pinyin(name, { toneType: 'none', type: 'array', v: true }).join('');
      return regionTerm(name).pinyin !== theirs && !/[都什]/.test(name);
    });
    expect(new Set(other.map(({ name }) => name))).toEqual(OTHERWISE);
    expect(everywhere.every(({ name }) => /^[a-z]+$/.test(regionTerm(name).pinyin))).toBe(true);
  });
});

describe('the search for a region', () => {
  it.each([
    ['长沙', '湖南省长沙市'],
    ['changsha', '湖南省长沙市'],
    ['css', '湖南省长沙市'],
    ['上海', '上海市'],
    ['hp 上海', '上海市黄浦区'],
    ['湖南省长沙市芙蓉区', '湖南省长沙市芙蓉区'],
    ['湖南 芙蓉', '湖南省长沙市芙蓉区'],
    ['cq', '重庆市'],
    ['长沙fr', '湖南省长沙市芙蓉区'],
    ['430102', '湖南省长沙市芙蓉区'],
    ['４３０１', '湖南省长沙市'],
    ['653228', '新疆维吾尔自治区和田地区653228'],
  ])('by %s finds %s', (typed, name) => {
    expect(found(typed)).toContain(name);
  });

  it('puts a place before those inside it', () => {
    expect(found('长沙')[0]).toBe('湖南省长沙市');
    expect(found('上海')[0]).toBe('上海市');
    expect(found('430100')).toEqual(['湖南省长沙市']);
  });

  it('finds every region by its whole name', () => {
    fc.assert(
      fc.property(fc.constantFrom(...flat(regions(false))), ({ code }) => {
        expect(found(regionInWords(code))).toContain(regionInWords(code));
      }),
      { numRuns: 40 },
    );
  });

  it('takes no text to mean a region but its code or a name that only it has', () => {
    expect(regionMeant('430102', false)).toBe('430102');
    expect(regionMeant('长沙市', false)).toBe('430100');
    expect(regionMeant('朝阳区', false)).toBeUndefined();
    expect(regionMeant('长', false)).toBeUndefined();
    expect(regionMeant('', false)).toBeUndefined();
  });
});
