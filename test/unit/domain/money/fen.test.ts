import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountInWords, isYuanInWords, readYuan, yuanInWords, yuanText } from '../../../../main/domain/money/fen.ts';

const anyFen = fc.oneof(fc.integer({ min: -100_000, max: 100_000 }), fc.integer({ min: -1e12, max: 1e12 }));

/** The same amount in the forms systems write it. */
function forms(fen: number): string[] {
  const plain = yuanText(fen);
  const [whole = '', part = ''] = plain.split('.');
  const trimmed = part.replace(/0+$/, '');
  const grouped = `${whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')}.${part}`;
  const fullWidth = plain.replace(/[\d.]/g, (one) => String.fromCodePoint((one.codePointAt(0) ?? 0) + 0xfee0));
  return [
    plain,
    trimmed === '' ? whole : `${whole}.${trimmed}`,
    `${plain}0000`,
    `0${plain}`.replace('0-', '-0'),
    grouped,
    fullWidth,
    `￥${plain}`.replace('￥-', '-').replace(/^-/, '-'),
    `${plain}元`,
    ` ${plain} `,
    `${fen}e-2`,
    `${fen}00E-4`,
    plain.replace(/^(-?)0\./, '$1.'),
  ];
}

describe('amounts', () => {
  it('go from fen to yuan and back without a rounding', () => {
    fc.assert(
      fc.property(anyFen, (fen) => {
        expect(readYuan(yuanText(fen))).toBe(fen === 0 ? 0 : fen);
      }),
    );
  });

  it('are the same in every written form', () => {
    fc.assert(
      fc.property(anyFen, (fen) => {
        for (const form of forms(fen)) expect([form, readYuan(form)]).toEqual([form, fen === 0 ? 0 : fen]);
      }),
    );
  });

  it('are the same in words however they were written with their currency; what has none is no amount', () => {
    fc.assert(
      fc.property(anyFen, (fen) => {
        const words = yuanInWords(fen);
        expect(isYuanInWords(words)).toBe(true);
        expect(amountInWords(`${yuanText(fen)}元`)).toBe(words);
        expect(amountInWords(words)).toBe(words);
        expect(amountInWords(yuanText(fen))).toBe(yuanText(fen));
      }),
    );
    expect(yuanInWords(286_350)).toBe('2,863.50 元');
    expect(amountInWords('退还 12 元')).toBe('退还 12 元');
  });

  it('are read out of what binary fractions make of them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 0, max: 1_000_000 }), (one, other) => {
        expect(readYuan(String(one / 100 + other / 100))).toBe(one + other);
      }),
    );
  });

  it('never change: what is read is exactly what is written, or nothing', () => {
    const digits = fc.stringMatching(/^\d{0,25}$/);
    fc.assert(
      fc.property(fc.constantFrom('', '-', '+'), digits, digits, (sign, whole, part) => {
        const fen = readYuan(`${sign}${whole}.${part}`);
        if (fen === undefined) return;
        const exact = BigInt(`${whole}${part.slice(0, 2).padEnd(2, '0')}` || '0');
        const rest = part.slice(2);
        expect(rest).toMatch(/^(0*|0{5}\d*|9{5}\d*)$/);
        expect(BigInt(Math.abs(fen))).toBe(rest.startsWith('9') ? exact + 1n : exact);
      }),
    );
  });

  it.each([
    '',
    '.',
    '-',
    '1.005',
    '1.2345',
    '1,37',
    '1,3735.00',
    '1.373,63',
    '12.3.4',
    '0x10',
    'NaN',
    'Infinity',
    '1e',
    '1e999',
  ])('%j is none', (text) => {
    expect(readYuan(text)).toBeUndefined();
  });

  it('of more than can be counted exactly is none', () => {
    expect(readYuan('90071992547409.91')).toBe(Number.MAX_SAFE_INTEGER);
    expect(readYuan('90071992547409.92')).toBeUndefined();
    expect(readYuan('1e80')).toBeUndefined();
  });
});
