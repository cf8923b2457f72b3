import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import {
  formerCodePoint,
  markFamily,
  presentCodePoint,
  unifyIdeographs,
} from '../../../../main/domain/text/sameCharacters.ts';

const ideograph = /^\p{Script=Han}$/u;
const run = (first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)).filter(
    (one) => !/\p{Cn}/u.test(one),
  );

describe('I the list of equal ideographs', () => {
  it.each([
    ['the radicals supplement', 0x2e81, 0x2ef3],
    ['the Kangxi radicals', 0x2f00, 0x2fd5],
  ])('covers %s completely', (_, first, last) => {
    for (const radical of run(first, last)) {
      const unified = unifyIdeographs(radical);
      expect([radical, unified]).not.toEqual([radical, radical]);
      expect(unified).toMatch(ideograph);
      // Stable, so that what is printed of it is the same again.
      expect(unifyIdeographs(unified)).toBe(unified);
    }
  });

  it('leaves no compatibility ideograph that Unicode decomposes', () => {
    for (const one of [...run(0xf900, 0xfad9), ...run(0x2f800, 0x2fa1d)])
      expect(unifyIdeographs(one)).toBe(one.normalize('NFC'));
  });

  it('knows the whole row FE50–FEA0 by the code points of before', () => {
    const places = Array.from({ length: 0x51 }, (_, index) => 0x50 + index).filter((low) => low !== 0x7f);
    places.forEach((low, index) => {
      const former = String.fromCodePoint(0xe815 + index);
      const now = presentCodePoint(former);
      expect(now).not.toBe(former);
      const decoded = iconv.decode(Buffer.from([0xfe, low]), 'gb18030');
      // The encoder follows the edition of 2000: what it has a code point for must be the same, the rest is former there.
      expect([now, former]).toContain(decoded);
      expect(formerCodePoint(now)).toBe(former);
    });
  });

  it.each([
    ['\uE863', '䶮'],
    ['\uE81E', '\u9FB4'],
    ['\uE831', '\u{215D7}'],
    // A component of row FE that is a radical of its own, and so its ideograph.
    ['\uE815', '厂'],
  ])('%s is %s', (former, now) => expect(unifyIdeographs(former)).toBe(now));

  it('leaves private use that no standard named, and all ordinary text', () => {
    const text = '张三，2026 年 11 月 20 日（￥12.50）\uE000';
    expect(unifyIdeographs(text)).toBe(text);
  });
});

it('a mark belongs to one family, and no letter or digit to any', () => {
  for (const one of '·•.。●') expect(markFamily(one)).toBe('dot');
  for (const one of '-－−—ー') expect(markFamily(one)).toBe('hyphen');
  for (const one of ['0', '9', 'A', 'z', '甲', '〇', '一']) expect(markFamily(one)).toBeUndefined();
});
