import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asksForHsm, explainCode, meaningOf, RETURN_CODES } from '../../../../../native/card/library/returnCode.ts';

describe('return codes of SSCardDriver', () => {
  test('every published code has a Chinese explanation with its number', () => {
    const published = [
      1, 2, 3, 4, 5, 11, 12, 13, 14, 15, 20, 21, 22, 23, 24, 25, 31, 32, 33, 34, 35, 36, 41, 42, 51, 52,
    ]
      .concat([2201, 2202, 2203, 2204])
      .map((code) => -code);
    expect(
      Object.keys(RETURN_CODES)
        .map(Number)
        .sort((a, b) => b - a),
    ).toEqual(published);
    for (const code of published) {
      expect(explainCode(code)).toMatch(new RegExp(`^读卡库返回 ${code}:.*\\p{Script=Han}`, 'u'));
    }
  });

  test.each([
    [-1, 'card-fault', 'not-a-social-security-card'],
    [-3, 'card-fault', 'refused-by-library'],
    [-4, 'card-fault', 'mute'],
    [-5, 'reader-fault', 'library-not-found'],
    [-11, 'reader-fault', 'no-answer'],
    [-12, 'reader-fault', 'no-answer'],
    [-21, 'card-fault', 'refused-by-library'],
    [-2201, 'card-fault', 'refused-by-library'],
    [-37635, 'card-fault', 'blocked'],
  ] as const)('%i is a %s: %s', (code, kind, fault) => {
    expect(meaningOf(code)).toMatchObject({ kind, fault });
  });

  test('success and no card are no faults', () => {
    expect([meaningOf(0), meaningOf(-2)]).toEqual([{ kind: 'success' }, { kind: 'no-card' }]);
  });

  test.each([
    [-27266, '6A82 未找到文件'],
    [-26368, '6700 长度错误'],
    [-25538, '63C2 认证失败,还可尝试2次'],
    [-37634, '9302 报文鉴别码错误'],
  ])('%i is a negated status word', (code, words) => {
    expect(explainCode(code)).toBe(`读卡库返回 ${code}:卡片状态 ${words}`);
  });

  test('the HSM is asked after five codes and no other', () => {
    const codes = Array.from({ length: 40_000 }, (_, index) => -index).filter(asksForHsm);
    expect(codes).toEqual([-24, -2201, -2202, -2203, -27272]);
  });

  test('any number at all is explained with itself', () => {
    fc.assert(
      fc.property(fc.integer(), (code) => {
        expect(explainCode(code)).toContain(String(code));
      }),
    );
  });
});
