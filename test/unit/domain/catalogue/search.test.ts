import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchEntryOf } from '../../../../main/catalogue/reading.ts';
import { foldSearchText, frequentItems, searchItems } from '../../../../main/domain/catalogue/search.ts';
import { sampleItem } from '../../../fixtures/catalogue/items.ts';

const names: readonly [code: string, name: string, aliases: readonly string[]][] = [
  ['YB0310', '出具《参保凭证》', ['参保证明']],
  ['YB0413', '异地长期居住人员备案', ['异地就医备案']],
  ['YB0415', '异地转诊人员备案', ['转院备案']],
  ['YB0208', '参保人员参保信息查询', []],
  ['YB0105', '职工参保信息变更登记', []],
  ['YB0420', '个人参保重复银行账户处理', []],
  ['YB0421', '女职工生育津贴', []],
];
const entries = names.map(([code, name, aliases]) => searchEntryOf(sampleItem({ code, name, aliases })));
const on = '2026-11-21';
const find = (text: string): string[] => searchItems(entries, text, { on, limit: 20 }).entries.map(({ code }) => code);

describe('searching an item', () => {
  it.each([
    ['长期居住', ['YB0413']],
    ['changqijuzhu', ['YB0413']],
    ['cqjz', ['YB0413']],
    ['ydcq', ['YB0413']],
    ['yb0413', ['YB0413']],
    ['ＹＢ０４１３', ['YB0413']],
    ['转院', ['YB0415']],
    ['《参保凭证》', ['YB0310']],
    ['cjcbpz', ['YB0310']],
    ['zhuanz', ['YB0415']],
    ['chongfu', ['YB0420']],
    ['yinhang', ['YB0420']],
    ['gerencanbao', ['YB0420']],
    ['nvzhigong', ['YB0421']],
    ['nüzhigong', ['YB0421']],
    ['zhigong xinxi', ['YB0105']],
    ['异地 zz', ['YB0415']],
    ['不存在', []],
    ['', []],
    ['  《》 ', []],
  ])('"%s" finds %o', (text, codes) => {
    expect(find(text)).toEqual(codes);
  });

  it.each([
    ['异地cq', ['YB0413']],
    ['yd长期', ['YB0413']],
    ['ydchangqi', ['YB0413']],
    ['cj参保pz', ['YB0310']],
    ['ydizhuanz', ['YB0415']],
    ['异地zhuan', ['YB0415']],
    ['zhigong参保', ['YB0105']],
  ])('汉字 and pinyin mixed: "%s" finds %o', (text, codes) => expect(find(text)).toEqual(codes));

  it.each([
    ['yidichnagqi', 'YB0413'],
    ['yidicangqi', 'YB0413'],
    ['chuuju', 'YB0310'],
    ['参保平证', 'YB0310'],
    ['异地长久居住', 'YB0413'],
    ['ydcqjv', 'YB0413'],
  ])('a slip of the finger: "%s" is like %s, and is said to be only like it', (text, code) => {
    const { entries: found, near } = searchItems(entries, text, { on, limit: 20 });
    expect(near).toBe(true);
    expect(found.map((entry) => entry.code)).toContain(code);
  });

  it('what is written like that hides what is only like it; too little is like nothing', () => {
    expect(searchItems(entries, '异地转诊', { on, limit: 20 }).near).toBe(false);
    expect(searchItems(entries, '护照', { on, limit: 20 })).toEqual({ entries: [], near: false });
    expect(searchItems(entries, 'xqz', { on, limit: 20 })).toEqual({ entries: [], near: false });
  });

  it('every item is found by each of its characters given in its own way', () => {
    const way = fc.constantFrom('itself', 'syllable', 'initial');
    fc.assert(
      fc.property(fc.constantFrom(...entries), fc.array(way, { minLength: 40, maxLength: 40 }), (entry, ways) => {
        const [term] = entry.terms;
        if (!term) throw new Error('an item has a name');
        const word = Array.from(term.text, (character, index) => {
          const syllable = term.pinyin.slice(term.syllables[index], term.syllables[index + 1]);
          return { itself: character, syllable, initial: syllable.charAt(0) }[ways[index] ?? 'itself'];
        }).join('');
        expect(find(word)).toContain(entry.code);
      }),
    );
  });

  it('matches pinyin only from the beginning of a syllable', () => {
    expect(find('angqi')).toEqual([]);
    expect(find('changq')).toEqual(['YB0413']);
  });

  it('ranks exact code before prefix before initials before the middle', () => {
    expect(find('YB041')).toEqual(['YB0413', 'YB0415']);
    expect(find('canbao')).toEqual(['YB0208', 'YB0310', 'YB0105', 'YB0420']);
    const ranked = [
      searchEntryOf(sampleItem({ code: 'AA0001', name: '补充大额' })),
      searchEntryOf(sampleItem({ code: 'BB0001', name: '省内定安办理' })),
      searchEntryOf(sampleItem({ code: 'CC0001', name: '大病认定' })),
      searchEntryOf(sampleItem({ code: 'DA0001', name: '其他' })),
    ];
    const best = (text: string): string[] =>
      searchItems(ranked, text, { on, limit: 9 }).entries.map(({ code }) => code);
    expect(best('da')).toEqual(['CC0001', 'DA0001', 'BB0001', 'AA0001']);
    const named = searchEntryOf(sampleItem({ code: 'AA0000', name: 'DA0001 的说明' }));
    expect(searchItems([named, ...ranked], 'DA0001', { on, limit: 9 }).entries.map(({ code }) => code)).toEqual([
      'DA0001',
      'AA0000',
    ]);
  });

  it('puts what is handled more often first among equals', () => {
    const counts = new Map([['YB0415', 9]]);
    expect(searchItems(entries, '异地', { on, limit: 1, counts }).entries.map(({ code }) => code)).toEqual(['YB0415']);
  });

  it('finds only versions in force', () => {
    const old = searchEntryOf(sampleItem({ name: '旧版', effectiveTo: '2026-06-30' }));
    expect(searchItems([old], '旧版', { on: '2026-06-30', limit: 9 }).entries).toHaveLength(1);
    expect(searchItems([old], '旧版', { on: '2026-07-01', limit: 9 }).entries).toEqual([]);
  });

  it('takes less than a millisecond among 500 items', () => {
    const many = Array.from({ length: 500 }, (_, index) => {
      const [, name, aliases] = names[index % names.length]!;
      return searchEntryOf(
        sampleItem({ code: `ZX${String(index).padStart(4, '0')}`, name: `${name}${index}`, aliases }),
      );
    });
    const times = ['异地', 'yidichangqi', 'cqjz', 'zx0499', 'xinxi biangeng'].map((text) => {
      // The quickest of many runs: the bar is on the work, not on what else the machine is doing.
      const runs = Array.from({ length: 60 }, () => {
        const start = performance.now();
        searchItems(many, text, { on, limit: 20 });
        return performance.now() - start;
      });
      return Math.min(...runs);
    });
    expect(Math.max(...times)).toBeLessThan(1);
  });
});

describe('frequent items', () => {
  it('are those handled most, then the rest of the catalogue, each always in its place', () => {
    const counts = new Map([
      ['YB0415', 3],
      ['YB0310', 12],
    ]);
    expect(frequentItems(entries, { on, limit: 4, counts }).map(({ code }) => code)).toEqual([
      'YB0105',
      'YB0208',
      'YB0310',
      'YB0415',
    ]);
    expect(frequentItems(entries, { on, limit: 2, counts }).map(({ code }) => code)).toEqual(['YB0310', 'YB0415']);
  });
});

describe('typed text', () => {
  it('is folded as the names are', () => {
    expect(foldSearchText(' 《参保》（Ａ１）Lü ')).toBe('参保a1lv');
  });
});
