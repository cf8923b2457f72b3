import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { canonicalJson } from '../../../../main/domain/journal/canonicalJson.ts';

/** The test data published with RFC 8785 (github.com/cyberphone/json-canonicalization, testdata): text in, UTF-8 bytes out. */
const vectors = z
  .record(z.string(), z.object({ input: z.string(), utf8: z.string() }))
  .parse(JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../../fixtures/rfc8785/vectors.json'), 'utf8')));

/** RFC 8785, appendix B: bits of a double and how it is written. */
const numbers = [
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'],
  ['41b3de4355555556', '333333333.3333334'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
] as const;

describe('canonical JSON as RFC 8785 has it', () => {
  it.each(Object.entries(vectors))('gives the published bytes of %s', (_name, { input, utf8 }) => {
    const bytes = Buffer.from(canonicalJson(JSON.parse(input)), 'utf8');
    expect(bytes.toString('hex')).toBe(utf8.replaceAll(' ', ''));
  });

  it.each(numbers)('writes the double %s as %s', (bits, text) => {
    expect(canonicalJson(Buffer.from(bits, 'hex').readDoubleBE())).toBe(text);
  });

  it.each(['7fffffffffffffff', '7ff0000000000000'])('refuses %s, which is no number', (bits) => {
    expect(() => canonicalJson(Buffer.from(bits, 'hex').readDoubleBE())).toThrow('finite');
  });

  it.each(['\ud800', 'a\udc00b', '\ude02\ud83d'])('refuses half a character (%j), in a value or a name', (text) => {
    expect(() => canonicalJson(text)).toThrow('half a character');
    expect(() => canonicalJson({ [text]: 1 })).toThrow('half a character');
  });
});
