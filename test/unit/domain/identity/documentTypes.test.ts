import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalDocument,
  checkDocument,
  choosableDocumentTypes,
  documentTypeLabel,
  documentTypes,
  readDocumentType,
  type ChoosableDocumentType,
} from '../../../../main/domain/identity/documentTypes.ts';
import { idCheckCharacter } from '../../../../main/domain/identity/idNumber.ts';
import { disguised, syntheticNumber } from '../../../fixtures/identity/disguises.ts';
import { HALL, TRAINING } from '../../../fixtures/identity/rules.ts';

const withCheck = (seventeen: string): string => seventeen + idCheckCharacter(seventeen);
const N = '990000198503121011';
const HONG_KONG_RESIDENT = withCheck('81000019900307001');
const PERMANENT_RESIDENT = withCheck('91115619900307001');

describe('N1 a document of somebody who is no citizen', () => {
  it.each([
    ['07', 'CHN310065081903'],
    ['07', 'chn 310065 081903'],
    ['07', PERMANENT_RESIDENT],
    ['17', HONG_KONG_RESIDENT],
    ['04', 'H12345678'],
    ['04', 'H1234567801'],
    ['04', 'K12345678'],
    ['05', 'Ｍ12345678'],
    ['05', 'MA1234567'],
    ['06', '12345678'],
    ['06', '0012345601(B)'],
    ['08', 'L01X00T47'],
    ['16', 'E12345678'],
    ['16', 'EA1234567'],
    ['02', '军字第1234567号'],
    ['990201', 'T330000123'],
    ['99', '户字 20260012'],
  ] as const)('of type %s is taken by its own rule: %s', (documentType, text) => {
    const checked = checkDocument(documentType, text, HALL);
    expect(checked).toMatchObject({ ok: true, value: { documentType } });
  });

  it.each([
    ['07', 'CHN31006508190', '3 个字母加 12 位数字'],
    ['07', HONG_KONG_RESIDENT, '以 9 开头'],
    ['17', N, '81、82、83'],
    ['04', 'M12345678', 'H 加 8 位'],
    ['05', 'H12345678', 'M 加 8 位'],
    ['06', '1234567', '8 位数字'],
    ['08', 'ABCDEFG', '字母和数字'],
    ['16', 'E1234567', '9 位'],
    ['990201', '330000123', '9 位数字'],
  ] as const)('of type %s is refused with what it should be: %s', (documentType, text, said) => {
    const checked = checkDocument(documentType, text, TRAINING);
    expect(checked).toMatchObject({ ok: false, message: expect.stringContaining(said) as string });
  });

  it('typed as a citizen’s is refused with a word on which document it looks like', () => {
    expect(checkDocument('01', 'CHN310065081903', HALL)).toMatchObject({
      ok: false,
      message: expect.stringContaining('如果是外国人永久居留证，请在证件种类里选择') as string,
    });
    expect(checkDocument('01', '1234', HALL)).toMatchObject({
      message: expect.not.stringContaining('如果是') as string,
    });
  });

  it('with a check character says itself what it is', () => {
    expect(checkDocument('01', HONG_KONG_RESIDENT, HALL)).toEqual({
      ok: true,
      value: { documentType: '17', number: HONG_KONG_RESIDENT },
    });
    expect(checkDocument('01', PERMANENT_RESIDENT, HALL)).toMatchObject({ value: { documentType: '07' } });
  });

  it('can be chosen whenever it has a rule', () => {
    const withRule = Object.entries<object>(documentTypes).flatMap(([code, type]) => ('form' in type ? [code] : []));
    expect(new Set<string>(choosableDocumentTypes)).toEqual(new Set(withRule));
  });
});

describe('N2 a number that can be nobody’s', () => {
  it('is refused with the reason whichever type was chosen', () => {
    const unborn = withCheck('81000020990101001');
    expect(checkDocument('17', unborn, HALL)).toMatchObject({ message: expect.stringContaining('晚于今天') as string });
    expect(checkDocument('01', N, HALL)).toMatchObject({ message: expect.stringContaining('990000') as string });
    expect(checkDocument('01', N, TRAINING)).toEqual({ ok: true, value: { documentType: '01', number: N } });
  });
});

describe('A one citizen, one document', () => {
  it('whoever names it and however it is written', () => {
    const types = fc.constantFrom('01', '1', '', '90', '99', '156');
    const case_ = syntheticNumber.chain((number) => fc.tuple(fc.constant(number), disguised(number), types));
    fc.assert(
      fc.property(case_, ([number, text, documentType]) => {
        expect(canonicalDocument(documentType, text)).toEqual({ documentType: '01', number });
      }),
    );
  });

  it('of another kind keeps the type it came under', () => {
    expect(canonicalDocument('8', 'l01x00t47')).toEqual({ documentType: '08', number: 'L01X00T47' });
    expect(canonicalDocument('156', 'l01x00t47')).toEqual({ documentType: '156', number: 'L01X00T47' });
  });

  it('no text throws under any type', () => {
    const types = fc.constantFrom<ChoosableDocumentType>(...choosableDocumentTypes);
    fc.assert(
      fc.property(types, fc.string({ unit: 'binary', maxLength: 40 }), (documentType, text) => {
        const checked = checkDocument(documentType, text, TRAINING);
        if (!checked.ok) expect(checked.message).not.toBe('');
      }),
    );
  });
});

describe('G2 a code of the dictionary', () => {
  it.each([
    ['1', '01', '证件号码'],
    ['01', '01', '证件号码'],
    ['', '', '证件号码（种类未注明）'],
    ['156', '156', '其他证件（156）'],
    ['7', '07', '外国人永久居留证'],
    ['0', '0', '其他证件（0）'],
  ])('%j is kept as %j and shown as %s', (code, kept, label) => {
    expect(readDocumentType(code)).toBe(kept);
    expect(documentTypeLabel(code)).toBe(label);
  });
});
