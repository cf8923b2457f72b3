import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { hasFourByteCharacter, nameCharacters, sameName, tidyName } from '../../../../main/domain/identity/name.ts';

describe('a name as it is kept', () => {
  it('loses the padding of a card field and nothing inside', () => {
    expect(tidyName('\u3000张三  \0\0\0')).toBe('张三');
    expect(tidyName(' 阿卜杜拉·买买提 ')).toBe('阿卜杜拉·买买提');
    expect(tidyName('John  Smith')).toBe('John  Smith');
  });

  it('keeps rare characters whole, also those that NFC or NFKC would replace', () => {
    expect(tidyName('𠮷田')).toBe('𠮷田');
    expect(tidyName('王㛃')).toBe('王㛃');
    // U+F9F1 is in GBK; NFC would turn it into U+96A3, another character on the identity card.
    expect(tidyName('张\uF9F1')).toBe('张\uF9F1');
    expect(tidyName('李２')).toBe('李２');
  });

  it('composes letters with their accents', () => {
    expect(tidyName('Jose\u0301')).toBe('Jos\u00E9');
  });
});

describe('characters of a name', () => {
  it('are counted as a reader does', () => {
    expect(nameCharacters('𠮷田')).toEqual(['𠮷', '田']);
    expect(nameCharacters('葛\u{E0100}城')).toEqual(['葛\u{E0100}', '城']);
  });

  it.each([
    ['张三', false],
    ['阿卜杜拉·买买提', false],
    ['Smith', false],
    ['𠮷田', true],
    ['王㛃', true],
    ['李鿍', true],
  ])('%s needs four bytes: %s', (name, expected) => {
    expect(hasFourByteCharacter(name)).toBe(expected);
  });

  it('agrees with the encoder of the printer on every unified ideograph', () => {
    const disagreeing: string[] = [];
    for (let code = 0x3400; code <= 0x9fff; code += 1) {
      const character = String.fromCodePoint(code);
      const fourBytes = iconv.encode(character, 'gb18030').length === 4;
      if (hasFourByteCharacter(character) !== fourBytes) disagreeing.push(character);
    }
    expect(disagreeing).toEqual([]);
  });
});

describe('the same name in two systems', () => {
  it.each([
    ['张三', '张三　　'],
    ['欧阳 修', '欧阳修'],
    ['阿卜杜拉·买买提', '阿卜杜拉•买买提'],
    ['阿卜杜拉・买买提', '阿卜杜拉·买买提'],
    ['陈\u4DAE', '陈\uE863'],
    ['JOHN SMITH', 'John Smith'],
  ])('%s and %s', (one, other) => {
    expect(sameName(one, other)).toBe(true);
  });

  it.each([
    ['张三', '张叁'],
    ['𠮷田', '吉田'],
    ['李四', '李四四'],
  ])('%s is not %s', (one, other) => {
    expect(sameName(one, other)).toBe(false);
  });
});
