import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withoutPadding } from '../../../../main/domain/text/plainText.ts';

const padding = fc.string({ unit: fc.constantFrom(' ', '\u3000', '\0', '\u00A0', '\uFEFF', '\n', '\t') });

it('takes padding of every kind off both ends, and none from the middle', () => {
  const text = fc.string({ unit: fc.constantFrom('陈', '𠮷', 'x', ' ') }).filter((one) => one === one.trim());
  fc.assert(
    fc.property(padding, text, padding, (before, one, behind) => {
      expect(withoutPadding(before + one + behind)).toBe(one);
    }),
  );
});

it('takes no longer for blanks in the middle: a million of them are passed over at once', () => {
  const text = `陈${' '.repeat(1_000_000)}思远`;
  expect(withoutPadding(` ${text} `) === text).toBe(true);
});
