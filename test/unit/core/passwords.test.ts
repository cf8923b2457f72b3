import { expect, it } from 'vitest';
import { createPasswords } from '../../../main/core/passwords.ts';

const cheap = createPasswords({ N: 2, r: 1, p: 1 });

it('a password matches its own hash and no other, and two hashes of it differ', async () => {
  const stored = await cheap.hash('counter-1');
  expect(await cheap.matches('counter-1', stored)).toBe(true);
  expect(await cheap.matches('counter-2', stored)).toBe(false);
  expect(await cheap.hash('counter-1')).not.toBe(stored);
});

it('a password typed in another Unicode form is the same', async () => {
  expect(await cheap.matches('Jose\u0301-2026', await cheap.hash('Jos\u00E9-2026'))).toBe(true);
});

it('a hash made at another cost still opens', async () => {
  const dearer = createPasswords({ N: 16, r: 2, p: 1 });
  expect(await dearer.matches('counter-1', await cheap.hash('counter-1'))).toBe(true);
});

it.each([
  ['an account that does not exist', null],
  ['an empty hash', ''],
  ['half a hash', 'scrypt:2:1:1:00'],
  ['a hash of another kind', '$2b$10$abcdefghijklmnopqrstuv'],
])('nothing matches %s', async (_what, stored) => {
  expect(await cheap.matches('', stored)).toBe(false);
});
