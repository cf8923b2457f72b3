import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { isTwoByteGbk } from '../../../../main/domain/slip/gbk.ts';
import { GETA, printable } from '../../../../main/domain/slip/printable.ts';
import { textColumns } from '../../../../main/domain/slip/width.ts';
import { graphemes } from '../../../../main/domain/text/graphemes.ts';
import { formerCodePoint } from '../../../../main/domain/text/sameCharacters.ts';

/** Bytes of a character on its way to the printer: the encoder follows the edition of 2000 of the standard. */
const printerBytes = (character: string): number => {
  const { length } = iconv.encode(character, 'gb18030');
  const former = length > 2 ? formerCodePoint(character) : undefined;
  return former === undefined ? length : iconv.encode(former, 'gb18030').length;
};
const isPrivateUse = (codePoint: number): boolean => codePoint >= 0xe000 && codePoint <= 0xf8ff;
const isSurrogate = (codePoint: number): boolean => codePoint >= 0xd800 && codePoint <= 0xdfff;

describe('the table of two-byte characters', () => {
  test('agrees with the encoder for every code point of the basic plane outside private use', () => {
    const wrong: string[] = [];
    for (let codePoint = 0x80; codePoint <= 0xffff; codePoint += 1) {
      if (isSurrogate(codePoint)) continue;
      const expected = printerBytes(String.fromCodePoint(codePoint)) === 2 && !isPrivateUse(codePoint);
      if (isTwoByteGbk(codePoint) !== expected) wrong.push(codePoint.toString(16));
    }
    expect(wrong).toEqual([]);
  });
});

describe('columns', () => {
  test.each([
    ['A1 .', 4],
    ['医保', 4],
    ['，。（）', 8],
    // Narrow or ambiguous for Unicode, two bytes and two columns for the printer.
    ['—…·①“”', 12],
    ['𬭳㐂', 4],
  ])('%s takes %i', (text, columns) => expect(textColumns(text)).toBe(columns));

  test('a character takes as many columns as the printer gives its bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const character of printable(text, 'gb18030').replaceAll('\n', '')) {
          expect(textColumns(character)).toBe(iconv.encode(character, 'gb18030').length === 1 ? 1 : 2);
        }
      }),
    );
  });

  test('a surrogate pair and a combining mark are one character with what they belong to', () => {
    expect(graphemes('𠮷e\u0301葛\u{E0100}')).toEqual(['𠮷', 'e\u0301', '葛\u{E0100}']);
  });
});

describe('what the printer can print', () => {
  test.each([
    ['张三', '张三', '张三'],
    ['刘䶮', '刘䶮', '刘䶮'],
    ['王𬭳㐂', `王${GETA}${GETA}`, '王𬭳㐂'],
    ['鿏', GETA, '鿏'],
    // One mark for one character, however many code points it has.
    ['😀👨‍👩‍👧', GETA + GETA, GETA + GETA],
    ['e\u0301', 'é', 'é'],
    ['葛\u{E0100}', '葛', '葛'],
    // What compares as the same name is printed as the same: compatibility ideographs, radicals, former code points.
    ['\uF92C', '郎', '郎'],
    ['\u2F6F\u2EE9', '石黄', '石黄'],
    ['龚\uE863\uE81E', '龚䶮\u9FB4', '龚䶮\u9FB4'],
    ['阿卜杜•买买提・依明', '阿卜杜·买买提·依明', '阿卜杜·买买提·依明'],
    ['12\u00a0¥', '12 ￥', '12 ￥'],
    ['a\u001b@b\u007f', `a${GETA}@b${GETA}`, `a${GETA}@b${GETA}`],
    ['\ud800', GETA, GETA],
    ['甲\r\n乙\u2028丙', '甲\n乙\n丙', '甲\n乙\n丙'],
  ])('%j', (text, gbk, gb18030) => {
    expect(printable(text, 'gbk')).toBe(gbk);
    expect(printable(text, 'gb18030')).toBe(gb18030);
  });

  test('nothing passes that a GBK printer has not, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const character of printable(text, 'gbk')) {
          expect(character === '\n' || (printerBytes(character) <= 2 && character >= ' ')).toBe(true);
        }
      }),
    );
  });
});
