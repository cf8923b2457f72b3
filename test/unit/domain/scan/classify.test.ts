import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyCode } from '../../../../main/domain/scan/classify.ts';
import { codePatternsSchema, defaultCodePatterns } from '../../../../main/domain/scan/patterns.ts';
import { slipQrText } from '../../../../main/domain/slip/parts.ts';
import { HALL, TRAINING } from '../../../fixtures/identity/rules.ts';

const kindOf = (text: string): string => classifyCode(text, defaultCodePatterns, TRAINING).kind;

describe('what is under the scanner', () => {
  it('an own slip', () => {
    const slip = { number: 'SL2026112103-0011', caseNumber: '990000001202611210000043' };
    expect(classifyCode(slipQrText(slip), defaultCodePatterns, TRAINING)).toEqual({
      kind: 'slip',
      slipNumber: slip.number,
      caseNumber: slip.caseNumber,
    });
  });

  it('an ID number, with a small x too', () => {
    expect(classifyCode('11010519491231002x', defaultCodePatterns, TRAINING)).toEqual({
      kind: 'id-number',
      idNumber: '11010519491231002X',
    });
  });

  it('an ID number in groups', () => {
    expect(classifyCode('１１０１０５ 19491231\u2013002ⅹ', defaultCodePatterns, HALL)).toEqual({
      kind: 'id-number',
      idNumber: '11010519491231002X',
    });
  });

  it('N2 an ID number that is nobody’s here, with the reason', () => {
    expect(classifyCode('990000198503121011', defaultCodePatterns, HALL)).toEqual({
      kind: 'refused-number',
      message: expect.stringContaining('990000') as string,
    });
  });

  it.each([
    ['a card number', 'Z99000001', 'card-number'],
    ['a medical credential', '1234567890123456789012345678', 'e-credential'],
    ['an electronic social-security card', `${'A1b2'.repeat(12)}==`, 'e-credential'],
    ['an ID number with a wrong check character', '110105194912310021', 'unknown'],
    ['an old ID number without a check character', '111111810101111', 'unknown'],
    ['a slip of a form not known here', 'YGT2/SL2026112103-0011/990000001202611210000043', 'unknown'],
    ['half a slip', 'YGT1/SL2026112103-0011', 'unknown'],
    ['a web address', 'https://example.org/a/very/long/address/with/no/meaning', 'unknown'],
    ['a goods code', '6901234567892', 'unknown'],
    ['nothing', '', 'unknown'],
  ])('%s', (_, text, kind) => expect(kindOf(text)).toBe(kind));
});

it('a bureau may name other shapes', () => {
  const patterns = codePatternsSchema.parse({ medicalCredential: 'YB\\d{10}|YBX', cardNumber: 'K\\d{4}' });
  expect(classifyCode('YB0123456789', patterns, TRAINING)).toEqual({ kind: 'e-credential', token: 'YB0123456789' });
  expect(classifyCode('K0001', patterns, TRAINING)).toEqual({ kind: 'card-number', cardNumber: 'K0001' });
  // A pattern with alternatives still has to fit as a whole.
  expect(classifyCode('xxYBX', patterns, TRAINING)).toEqual({ kind: 'unknown' });
  expect(classifyCode('Z99000001', patterns, TRAINING)).toEqual({ kind: 'unknown' });
});

it('a pattern that is none is refused before the counter starts', () => {
  expect(codePatternsSchema.safeParse({ cardNumber: '[0-9' }).success).toBe(false);
});

it('no text throws, and only a text with the shape of a token leaves as one', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ maxLength: 60, unit: 'binary' }), fc.stringMatching(/^[0-9A-Z/-]{0,60}$/)),
      (text) => {
        const code = classifyCode(text, defaultCodePatterns, TRAINING);
        if (code.kind === 'e-credential') expect(code.token).toMatch(/^[0-9A-Za-z+/=_-]{28,512}$/);
      },
    ),
    { numRuns: 2_000 },
  );
});
