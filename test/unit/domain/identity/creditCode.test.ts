import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCreditCode } from '../../../../main/domain/identity/creditCode.ts';
import numbers from '../../../fixtures/identity/numbers.json' with { type: 'json' };

describe('a unified social credit code', () => {
  it.each(numbers.creditCodes.valid)('accepts the specimen %s', (code) => {
    expect(parseCreditCode(code)).toEqual({ ok: true, value: code });
    expect(parseCreditCode(code.toLowerCase())).toEqual({ ok: true, value: code });
  });

  it.each(numbers.creditCodes.invalid)('refuses %s', (code) => {
    expect(parseCreditCode(code).ok).toBe(false);
  });

  it('names what is wrong', () => {
    expect(parseCreditCode('11131100MB1932248')).toMatchObject({ code: 'length' });
    expect(parseCreditCode('11131100MB1932248I')).toMatchObject({ code: 'characters' });
    expect(parseCreditCode('11131100MB19322482')).toMatchObject({ code: 'check-character' });
  });

  it('refuses the specimen with any one character changed', () => {
    const specimen = '11131100MB19322481';
    fc.assert(
      fc.property(
        fc.nat({ max: 17 }),
        fc.constantFrom(...Array.from('0123456789ABCDEFGHJKLMNPQRTUWXY')),
        (at, other) => {
          fc.pre(specimen[at] !== other);
          expect(parseCreditCode(specimen.slice(0, at) + other + specimen.slice(at + 1)).ok).toBe(false);
        },
      ),
    );
  });
});
