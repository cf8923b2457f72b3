import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalNumber } from '../../../../main/domain/identity/canonicalNumber.ts';
import { numberGroups, tidyNumber } from '../../../../main/domain/identity/numberSpelling.ts';
import { disguised, syntheticNumber } from '../../../fixtures/identity/disguises.ts';

const N = '990000198503121011';
const X = '99000019850312049X';

describe('the one spelling of a number', () => {
  it.each([
    ['H1', '９９００００１９８５０３１２１０１１', N],
    ['H1', '990000-19850312-1011', N],
    ['H1', "'990000198503121011", N],
    ['H1', '99000019850312049\u2169', X],
    ['H3', Array.from(N, (digit) => `${digit} `).join(''), N],
    ['H3', '990000 19850312 1011', N],
    ['H4', '９９００００１９８５０３１２０４９Ｘ', X],
    ['A1', '99000019850312049x', X],
    ['another hyphen', '990000\u201319850312\u22121011', N],
    ['a sign of multiplication', '99000019850312049×', X],
    ['a small Roman numeral', '99000019850312049ⅹ', X],
    ['unseen characters', '\u202D\uFEFF990000\u200B198503121011\u202C', N],
    ['what a spreadsheet exports', '="990000198503121011"', N],
    ['dots between the groups', '990000.19850312.1011', N],
    ['a pass', 'ｈ 1234 5678', 'H12345678'],
    ['a number with its check digit in brackets', 'a123456（7）', 'A1234567'],
    ['a card of the armed forces', '军字第 1234567 号', '军字第1234567号'],
  ])('%s: %s', (_, text, number) => expect(tidyNumber(text)).toBe(number));

  it('changes no digit: what is no part of a number stays to be refused', () => {
    expect(tidyNumber('9900001985O312101l')).toBe('9900001985O312101L');
    expect(tidyNumber('990000********1011')).toBe('990000********1011');
    expect(tidyNumber('身份证990000')).toBe('身份证990000');
  });

  it('is found behind every other way to write the same number', () => {
    const case_ = syntheticNumber.chain((number) => fc.tuple(fc.constant(number), disguised(number)));
    fc.assert(
      fc.property(case_, ([number, text]) => {
        expect(tidyNumber(text)).toBe(number);
        expect(canonicalNumber(text)).toBe(canonicalNumber(number));
      }),
      { numRuns: 500 },
    );
  });

  it('is a fixed point of every character there is', () => {
    const odd: string[] = [];
    for (let code = 0; code <= 0x10ffff; code += 1) {
      const once = tidyNumber(String.fromCodePoint(code));
      if (tidyNumber(once) !== once) odd.push(code.toString(16));
    }
    expect(odd).toEqual([]);
  });

  it('is a fixed point, and no text throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(tidyNumber(tidyNumber(text))).toBe(tidyNumber(text));
        expect(canonicalNumber(canonicalNumber(text))).toBe(canonicalNumber(text));
      }),
    );
  });
});

describe('the one form of a number', () => {
  it('gives an old number of 15 digits its 18 characters', () => {
    expect(canonicalNumber('110105 491231 002')).toBe('11010519491231002X');
    expect(canonicalNumber('11010519491231002ⅹ')).toBe('11010519491231002X');
  });

  it('leaves 15 digits that are no such number, and every other document, as they are', () => {
    expect(canonicalNumber('110105499931002')).toBe('110105499931002');
    expect(canonicalNumber('CHN310065081903')).toBe('CHN310065081903');
  });

  it('is shown in groups as the card prints it', () => {
    expect(numberGroups(N)).toEqual(['990000', '19850312', '1011']);
    expect(numberGroups('990000********1011')).toEqual(['990000', '********', '1011']);
    expect(numberGroups('3301000000000000000001')).toEqual(['3301', '0000', '0000', '0000', '0000', '01']);
    expect(numberGroups('13900000003')).toEqual(['13900000003']);
    expect(numberGroups('参保档案中没有这个号码')).toEqual(['参保档案中没有这个号码']);
  });
});
