import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskIdNumber, maskName, maskPhone } from '../../../../main/domain/identity/mask.ts';

describe('masking', () => {
  it.each([
    ['11010519491231002X', '110105********002X'],
    ['110105491231002', '110105*****1002'],
    ['E12345678', 'E*******8'],
  ])('document %s is shown as %s', (number, masked) => {
    expect(maskIdNumber(number)).toBe(masked);
  });

  it.each([
    ['13800001234', '138****1234'],
    ['010-12345678', '********5678'],
    ['110', '***'],
  ])('phone %s is shown as %s', (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked);
  });

  it.each([
    ['张三', '张*', '张**'],
    ['张小三', '张*三', '张**'],
    ['阿卜杜拉·买买提', '阿******提', '阿**'],
    ['𠮷田健', '𠮷*健', '𠮷**'],
    ['张', '*', '*'],
  ])('name %s is shown as %s in lists and %s in public', (name, inList, inPublic) => {
    expect(maskName(name, 'list')).toBe(inList);
    expect(maskName(name, 'public')).toBe(inPublic);
  });

  it('never shows any number in full', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Z]{1,24}$/), (number) => {
        for (const mask of [maskIdNumber, maskPhone]) expect(mask(number)).toContain('*');
      }),
    );
  });
});
