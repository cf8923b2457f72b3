import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idCheckCharacter, parseIdNumber } from '../../../../main/domain/identity/idNumber.ts';
import numbers from '../../../fixtures/identity/numbers.json' with { type: 'json' };
import { syntheticNumber } from '../../../fixtures/identity/disguises.ts';
import { HALL, TRAINING } from '../../../fixtures/identity/rules.ts';

function codeOf(text: string): string {
  const result = parseIdNumber(text, TRAINING);
  return result.ok ? 'ok' : result.code;
}

describe('an identity number', () => {
  it.each(numbers.idNumbers.valid)('accepts the published specimen %s', (number) => {
    expect(parseIdNumber(number, TRAINING)).toMatchObject({ ok: true, value: { value: number, kind: 'citizen' } });
  });

  it.each(numbers.idNumbers.invalid)('refuses "%s"', (number) => {
    expect(parseIdNumber(number, TRAINING).ok).toBe(false);
  });

  it('says what is in the specimen', () => {
    expect(parseIdNumber('11010519491231002X', TRAINING)).toEqual({
      ok: true,
      value: {
        value: '11010519491231002X',
        kind: 'citizen',
        region: '110105',
        bornOn: '1949-12-31',
        sex: '2',
        fromFifteen: false,
      },
    });
    expect(parseIdNumber('440524188001010014', TRAINING)).toMatchObject({ value: { bornOn: '1880-01-01', sex: '1' } });
  });

  it('raises a lower-case x and repairs nothing else', () => {
    expect(parseIdNumber('11010519491231002x', TRAINING)).toMatchObject({
      ok: true,
      value: { value: '11010519491231002X' },
    });
    expect(codeOf('1101051949123100 2X')).toBe('length');
  });

  it('completes a 15-digit number with century and check character', () => {
    const result = parseIdNumber('110105491231002', TRAINING);
    expect(result).toMatchObject({ ok: true, value: { value: '11010519491231002X', fromFifteen: true } });
  });

  it('names what is wrong, in Chinese for the teller', () => {
    expect(codeOf('1101051949123100')).toBe('length');
    expect(codeOf('1101051949123100A1')).toBe('characters');
    expect(codeOf('00010519491231002X')).toBe('region');
    expect(codeOf('110105194913310025')).toBe('birth-date');
    expect(codeOf('110105194902300025')).toBe('birth-date');
    expect(codeOf('110105270012310025')).toBe('birth-date');
    const refused = parseIdNumber('110105194912310021', TRAINING);
    expect(refused).toMatchObject({ ok: false, code: 'check-character' });
    expect(refused.ok ? '' : refused.message).toContain('校验位');
  });

  it('N2 that nobody can have yet is refused with its reason', () => {
    const born = (date: string): string => `110105${date}002${idCheckCharacter(`110105${date}002`)}`;
    expect(codeOf(born('20261120'))).toBe('ok');
    expect(codeOf(born('20261121'))).toBe('birth-date-ahead');
    expect(parseIdNumber(born('20990101'), HALL)).toMatchObject({
      message: expect.stringContaining('晚于今天') as string,
    });
  });

  it('N2 of a synthetic person is refused in a hall, with its reason', () => {
    expect(parseIdNumber('990000198503121011', TRAINING).ok).toBe(true);
    expect(parseIdNumber('990000198503121011', HALL)).toMatchObject({
      code: 'training-region',
      message: expect.stringContaining('990000') as string,
    });
  });

  it.each([
    ['810000', 'hong-kong-macao-taiwan'],
    ['820000', 'hong-kong-macao-taiwan'],
    ['830000', 'hong-kong-macao-taiwan'],
    ['911156', 'foreign-permanent-resident'],
    ['990000', 'citizen'],
  ])('a number beginning with %s is of kind %s and checked the same way', (region, kind) => {
    const seventeen = `${region}19900307001`;
    const number = seventeen + idCheckCharacter(seventeen);
    expect(parseIdNumber(number, TRAINING)).toMatchObject({
      ok: true,
      value: { kind, bornOn: '1990-03-07', sex: '1' },
    });
  });

  it('refuses every number with one character changed (MOD 11-2 catches all single errors)', () => {
    fc.assert(
      fc.property(
        syntheticNumber,
        fc.nat({ max: 17 }),
        fc.constantFrom(...Array.from('0123456789X')),
        (number, at, other) => {
          fc.pre(number[at] !== other);
          expect(parseIdNumber(number, TRAINING).ok).toBe(true);
          expect(parseIdNumber(number.slice(0, at) + other + number.slice(at + 1), TRAINING).ok).toBe(false);
        },
      ),
    );
  });

  it('refuses every number with two neighbours swapped', () => {
    fc.assert(
      fc.property(syntheticNumber, fc.nat({ max: 16 }), (number, at) => {
        fc.pre(number[at] !== number[at + 1]);
        const swapped = number.slice(0, at) + number.charAt(at + 1) + number.charAt(at) + number.slice(at + 2);
        expect(parseIdNumber(swapped, TRAINING).ok).toBe(false);
      }),
    );
  });

  it('never throws and accepts only 15 or 18 characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 24 }), (text) => {
        if (parseIdNumber(text, TRAINING).ok) expect([15, 18]).toContain(text.length);
      }),
    );
  });
});
