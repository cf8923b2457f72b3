import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sm3InJavaScript, sm3Text } from '../../../main/core/sm3.ts';

// GB/T 32905-2016, annex A.
const EXAMPLES: [text: string, hash: string][] = [
  ['abc', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
  ['abcd'.repeat(16), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'],
];

it.each(EXAMPLES)('SM3 of %j is what the standard says, by whichever way', (text, hash) => {
  expect(sm3Text(text)).toBe(hash);
  expect(sm3InJavaScript(text)).toBe(hash);
});

it('both ways agree about any text, rare characters and lone surrogates too', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(sm3Text(text)).toBe(sm3InJavaScript(text));
    }),
  );
});
