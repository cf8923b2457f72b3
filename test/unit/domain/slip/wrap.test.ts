import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textColumns } from '../../../../main/domain/slip/width.ts';
import { wrapText } from '../../../../main/domain/slip/wrap.ts';

/** Text as it stands on slips: Chinese with marks, numbers, codes, spaces, rare characters. */
const slipText = fc.string({
  unit: fc.constantFrom(...Array.from('一柜通医保局，。、；：？！）》”（《“—…·年月日元 aZ09.-,:%()'), '𬭳', '㐂'),
  maxLength: 120,
});

describe('wrapping', () => {
  test.each([
    ['a closing mark takes the character before it along', '一二三四五，六', 10, ['一二三四', '五，六']],
    ['an opening mark goes with what it opens', '一二三四《五六》', 10, ['一二三四', '《五六》']],
    ['a number run stays whole', '电话0999-1234567', 12, ['电话', '0999-1234567']],
    ['a number keeps its unit', '一二三四30日前', 10, ['一二三四', '30日前']],
    ['a run longer than the line is cut at the edge', '1234567890', 4, ['1234', '5678', '90']],
    ['spaces at the break go', 'ab cd  ef', 5, ['ab cd', 'ef']],
    ['a dash is not halved', '一二三四——五', 10, ['一二三', '四——五']],
    ['line breaks stay', '甲\n\n乙', 10, ['甲', '', '乙']],
    ['nothing is one empty line', '', 10, ['']],
    ['only closing marks are cut at the edge', '。。。。。', 4, ['。。', '。。', '。']],
  ])('%s', (_, text, columns, lines) => expect(wrapText(text, columns)).toEqual(lines));

  test('a line for less than one Chinese character is a bug', () => {
    expect(() => wrapText('一', 1)).toThrow(RangeError);
  });

  test('no line is wider than the paper, nothing but spaces is lost', () => {
    fc.assert(
      fc.property(slipText, fc.integer({ min: 2, max: 48 }), (text, columns) => {
        const lines = wrapText(text, columns);
        for (const line of lines) expect(textColumns(line)).toBeLessThanOrEqual(columns);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
    );
  });

  test('no line begins with a closing mark or ends with an opening one', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('一二三四五六七八九十')), minLength: 1 }), (run) => {
        // Never two marks in a row: then the rules can always be kept.
        const text =
          Array.from(run, (character, index) => (index % 3 === 2 ? `${character}，（` : character)).join('一') + '末';
        for (const line of wrapText(text, 16)) {
          expect(line).not.toMatch(/^[，]/);
          expect(line).not.toMatch(/（$/);
        }
      }),
    );
  });
});
