import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LONGEST_PASSWORD, passwordProblem, SHORTEST_PASSWORD } from '../../../../main/domain/staff/password.ts';

const owner = { number: '1001', current: 'old-secret' };

it.each([
  ['kurz', 'short'],
  ['x'.repeat(LONGEST_PASSWORD + 1), 'long'],
  ['old-secret', 'same'],
  ['my-1001-word', 'number'],
  ['88888888', 'repeated'],
  ['一二三四五六七八', null],
  ['a word of mine', null],
])('%j instead of the old one: %s', (chosen, problem) => {
  expect(passwordProblem(chosen, owner)).toBe(problem);
});

it('the same characters written another way are the same password', () => {
  expect(passwordProblem('cafe\u0301-counter', { number: '1001', current: 'caf\u00e9-counter' })).toBe('same');
});

it('whatever is taken is long enough, new, and does not tell the number', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), fc.constantFrom('1', '9001', 'T5'), (chosen, number) => {
      fc.pre(passwordProblem(chosen, { number, current: owner.current }) === null);
      expect(chosen.length).toBeGreaterThanOrEqual(SHORTEST_PASSWORD);
      expect(chosen).not.toBe(owner.current);
      expect(chosen.toLowerCase()).not.toContain(number.toLowerCase());
    }),
  );
});
