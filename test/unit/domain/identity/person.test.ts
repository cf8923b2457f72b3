import { describe, expect, it } from 'vitest';
import { ageOn } from '../../../../main/domain/identity/age.ts';
import { ethnicGroups, parseEthnicGroup, unpaddedEthnicGroup } from '../../../../main/domain/identity/ethnicGroup.ts';

describe('an age', () => {
  it.each([
    ['1990-06-15', '2026-06-14', 35],
    ['1990-06-15', '2026-06-15', 36],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2026-11-21', '2026-11-21', 0],
    ['2026-11-22', '2026-11-21', null],
  ])('born %s is on %s: %s', (bornOn, on, years) => {
    expect(ageOn(bornOn, on)).toBe(years);
  });

  it('of something that is no date is a bug', () => {
    expect(() => ageOn('2026-02-30', '2026-11-21')).toThrow('two dates');
  });
});

describe('an ethnic group', () => {
  it('is kept with two digits and sent without the zero', () => {
    expect(parseEthnicGroup('1')).toBe('01');
    expect(parseEthnicGroup('01')).toBe('01');
    expect(parseEthnicGroup(' 56 ')).toBe('56');
    expect(unpaddedEthnicGroup('01')).toBe('1');
  });

  it.each(['0', '57', '99', '', '1a', '001', '__proto__'])('"%s" is none', (code) => {
    expect(parseEthnicGroup(code)).toBeNull();
  });

  it('the standard knows 56, registers two more', () => {
    expect(Object.keys(ethnicGroups)).toHaveLength(58);
    expect(ethnicGroups['15']).toBe('土家族');
  });
});
