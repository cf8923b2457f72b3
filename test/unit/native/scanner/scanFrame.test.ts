import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createScanFrame, LONGEST_CODE_BYTES, UNREADABLE_CODE } from '../../../../native/scanner/scanFrame.ts';

const ascii = (text: string): Uint8Array => Buffer.from(text, 'latin1');

/** Everything a scanner sent, and then silence. */
function codesOf(...pieces: readonly Uint8Array[]): string[] {
  const frame = createScanFrame();
  return [...pieces.flatMap((piece) => [...frame.take(piece)]), ...frame.silence()];
}

describe('what ends a code', () => {
  it.each([
    ['CR', '\r'],
    ['LF', '\n'],
    ['CR LF', '\r\n'],
    ['tab', '\t'],
    ['ETX', '\u0003'],
    ['nothing but silence', ''],
  ])('%s', (_, suffix) => {
    expect(codesOf(ascii(`11010519491231002X${suffix}`))).toEqual(['11010519491231002X']);
  });

  it('a suffix ends it at once, silence is not waited for', () => {
    const frame = createScanFrame();
    expect(frame.take(ascii('A1'))).toEqual([]);
    expect(frame.pending()).toBe(true);
    expect(frame.take(ascii('B2\r\nC3'))).toEqual(['A1B2']);
    expect(frame.silence()).toEqual(['C3']);
    expect(frame.pending()).toBe(false);
  });

  it('two codes in one piece are two', () => {
    expect(codesOf(ascii('YGT1/A/B\r\n440524188001010014\r\n'))).toEqual(['YGT1/A/B', '440524188001010014']);
  });
});

describe('what is no part of a code', () => {
  it('leaves STX, AIM identifiers, blanks and control characters out', () => {
    expect(codesOf(ascii('\u0002]Q1YGT1/A/B\u0003'))).toEqual(['YGT1/A/B']);
    expect(codesOf(ascii(']C0 Z99000001 \r'))).toEqual(['Z99000001']);
    expect(codesOf(ascii('\u0000\u0000Z9900\u001d0001\r'))).toEqual(['Z99000001']);
  });

  it('leaves a closing bracket that begins no identifier as it is', () => {
    expect(codesOf(ascii(']12\r]Q1\r'))).toEqual([']12', ']Q1']);
  });

  it('drops half a code when a new one begins', () => {
    expect(codesOf(ascii('\u0002HALF\u0002WHOLE\u0003'))).toEqual(['WHOLE']);
  });

  it('drops a code longer than any, up to its end, and reads the next', () => {
    const long = Buffer.alloc(LONGEST_CODE_BYTES + 1, 0x41);
    expect(codesOf(long, ascii('AAAA\rB2\r'))).toEqual(['B2']);
    expect(codesOf(Buffer.alloc(LONGEST_CODE_BYTES, 0x41))[0]).toHaveLength(LONGEST_CODE_BYTES);
  });
});

describe('Chinese text', () => {
  it('is UTF-8, or else GBK', () => {
    expect(codesOf(Buffer.from('凭条，第 1 联', 'utf8'))).toEqual(['凭条，第 1 联']);
    expect(codesOf(Uint8Array.of(0xc6, 0xbe, 0xcc, 0xf5, 0x0d))).toEqual(['凭条']);
  });

  it('that is neither is a code nobody understands: nothing is guessed, and nothing is lost without a word', () => {
    expect(codesOf(Uint8Array.of(0x41, 0xff, 0xfe, 0x42, 0x0d), ascii('Z99000001\r'))).toEqual([
      UNREADABLE_CODE,
      'Z99000001',
    ]);
  });
});

it('gives the same codes wherever the line splits them', () => {
  const sent = Buffer.concat([
    ascii('\u0002]Q1YGT1/A/B\u0003\r\n'),
    Buffer.from('参保凭证\t', 'utf8'),
    ascii('Z99000001'),
  ]);
  const whole = codesOf(sent);
  expect(whole).toEqual(['YGT1/A/B', '参保凭证', 'Z99000001']);
  for (let at = 0; at <= sent.length; at += 1) {
    expect(codesOf(sent.subarray(0, at), sent.subarray(at))).toEqual(whole);
  }
  expect(codesOf(...Array.from(sent, (byte) => Uint8Array.of(byte)))).toEqual(whole);
});

/** How many disturbed streams are tried; more on a word of the environment. */
const ROUNDS = Number(process.env.FUZZ_ROUNDS ?? 120_000);

/** A small generator with a seed, so that a failure can be had again. */
function generator(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

it(`takes ${ROUNDS} disturbed streams without a throw, a control character or an empty code`, () => {
  const seed = Date.now() >>> 0;
  const random = generator(seed);
  const samples = [
    ascii('\u0002]Q1YGT1/BZ2026112103-0007/990000001202611210000042\u0003'),
    ascii('1234567890123456789012345678\r\n'),
    Buffer.from('姓名：𠮷野\t', 'utf8'),
    Uint8Array.of(0xc6, 0xbe, 0xcc, 0xf5, 0x0d),
  ];
  const frame = createScanFrame();
  for (let round = 0; round < ROUNDS; round += 1) {
    const bytes = Uint8Array.from(samples[random(samples.length)] ?? []);
    for (let hits = random(4); hits > 0; hits -= 1) bytes[random(bytes.length)] = random(256);
    const codes = [
      ...frame.take(bytes.subarray(0, random(bytes.length + 1))),
      ...(random(3) === 0 ? frame.silence() : []),
    ];
    for (const code of codes) {
      if (code === '' || /\p{Cc}/u.test(code) || code.length > LONGEST_CODE_BYTES) {
        throw new Error(`seed ${seed}, round ${round}: ${JSON.stringify(code)}`);
      }
    }
  }
});

it('arbitrary bytes never throw and never keep more than the longest code', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 8 }), (pieces) => {
      const joined = codesOf(...pieces);
      expect(joined).toEqual(codesOf(Buffer.concat(pieces)));
    }),
    { numRuns: 2_000 },
  );
});
