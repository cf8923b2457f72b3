import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyCode } from '../../../../main/domain/scan/classify.ts';
import { defaultCodePatterns } from '../../../../main/domain/scan/patterns.ts';
import { createRepeatFilter, readScan, SAME_SCAN_MS } from '../../../../main/domain/scan/reading.ts';
import { TRAINING } from '../../../fixtures/identity/rules.ts';
import { createScanFrame } from '../../../../native/scanner/scanFrame.ts';
import { characterOf, createWedge } from '../../../../renderer/app/wedge.ts';

const TOKEN = '1234567890123456789012345678';

/** The physical key and Shift for a character of the US layout. */
const KEYS = new Map<string, { readonly code: string; readonly shift: boolean }>(
  [
    ...Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ', (letter) => `Key${letter}`),
    ...Array.from('0123456789', (digit) => `Digit${digit}`),
    ...['Minus', 'Equal', 'BracketLeft', 'BracketRight', 'Backslash', 'Semicolon', 'Quote', 'Comma', 'Period', 'Slash'],
  ].flatMap((code) => [true, false].map((shift) => [characterOf({ code, shift }), { code, shift }] as const)),
);

/** What a scanner that types gives for this text, ended by Enter. */
function typed(text: string): readonly string[] {
  const wedge = createWedge();
  let atMs = 1_000;
  const press = (code: string, shift: boolean) => {
    atMs += 8;
    const key = { code, key: code, shift, withOther: false, repeat: false, atMs, intoField: false };
    return wedge.key(key).acts.flatMap((act) => (act.kind === 'code' ? [act.text] : []));
  };
  const codes = Array.from(text).flatMap((character) => {
    const { code, shift } = KEYS.get(character)!;
    return press(code, shift);
  });
  return [...codes, ...press('Enter', false)].map(readScan);
}

/** What a scanner on a line gives for this text, ended by silence. */
function sent(text: string): readonly string[] {
  const frame = createScanFrame();
  return [...frame.take(Buffer.from(text, 'utf8')), ...frame.silence()];
}

describe('what a scanner sends', () => {
  it('J1 is read without the AIM identifier, typed or over a line', () => {
    for (const prefix of [']Q1', ']C0', ']d2', ']e0', ']Q3', ']E4', ']z9']) {
      expect(readScan(`${prefix}${TOKEN}`)).toBe(TOKEN);
      expect(typed(`${prefix}${TOKEN}`)).toEqual([TOKEN]);
      expect(sent(`\u0002${prefix}${TOKEN}\u0003`)).toEqual([TOKEN]);
      expect(classifyCode(`${prefix}${TOKEN}`, defaultCodePatterns, TRAINING)).toEqual({
        kind: 'e-credential',
        token: TOKEN,
      });
    }
  });

  it('is the same code whatever the scanner puts around it, and whichever way it comes', () => {
    const codes = fc.oneof(
      fc.stringMatching(/^[0-9]{28}$/),
      fc.stringMatching(/^[0-9A-Za-z+/=_-]{29,60}$/),
      fc.constantFrom('990000198503121011', '99000019850312049X', 'Z99000001', '6901234567892'),
      fc.constant('YGT1/SL2026112103-0011/990000001202611210000043'),
    );
    const aim = fc.constantFrom('', ']Q1', ']C0', ']d2', ']C0]Q1');
    const starts = fc.constantFrom('', '\u0002', '\u0000', ' ', '\u0016', '\u001d', '\ufeff');
    const ends = fc.constantFrom('', '\r', '\n', '\r\n', '\t', '\u0003', '\u0004', ' \r\n', '\u0000\u0000');
    fc.assert(
      fc.property(codes, aim, starts, ends, (code, prefix, start, end) => {
        const expected = classifyCode(code, defaultCodePatterns, TRAINING);
        const whole = `${start}${prefix}${code}${end}`;
        expect(readScan(whole)).toBe(code);
        expect(classifyCode(whole, defaultCodePatterns, TRAINING)).toEqual(expected);
        expect(sent(whole)).toEqual([code]);
        expect(typed(`${prefix}${code}`)).toEqual([code]);
      }),
      { numRuns: 500 },
    );
  });

  it('is read once: reading it again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(readScan(readScan(text))).toBe(readScan(text));
        expect(readScan(text)).not.toMatch(/\p{Cc}/u);
      }),
      { numRuns: 2_000 },
    );
  });

  it('keeps a closing bracket that begins no identifier', () => {
    expect([']12', ']Q1', ']'].map(readScan)).toEqual([']12', ']Q1', ']']);
  });
});

describe('the case of its letters', () => {
  it('tells no number or slip from another, but every token', () => {
    const kinds = ['99000019850312049x', 'z99000001', 'ygt1/sl2026112103-0011/990000001202611210000043'];
    for (const text of kinds) {
      expect(classifyCode(text, defaultCodePatterns, TRAINING)).toEqual(
        classifyCode(text.toUpperCase(), defaultCodePatterns, TRAINING),
      );
      expect(classifyCode(text, defaultCodePatterns, TRAINING).kind).not.toBe('unknown');
    }
    const token = 'aB'.repeat(14);
    expect(classifyCode(token, defaultCodePatterns, TRAINING)).toEqual({ kind: 'e-credential', token });
  });
});

describe('one scan or two', () => {
  it('J4 takes the same token within 50 ms for one', () => {
    const isFresh = createRepeatFilter();
    expect([isFresh(TOKEN, 0), isFresh(TOKEN, 50)]).toEqual([true, false]);
  });

  it('takes a double trigger for one, and the same code later for another', () => {
    const isFresh = createRepeatFilter();
    expect(isFresh('A1', 0)).toBe(true);
    expect(isFresh('A1', 200)).toBe(false);
    expect(isFresh('A1', 200 + SAME_SCAN_MS + 1)).toBe(true);
  });

  it('counts a scanner that goes on reading one code as one scan, however long', () => {
    const isFresh = createRepeatFilter();
    const heard = Array.from({ length: 20 }, (_, turn) => isFresh('A1', turn * (SAME_SCAN_MS - 100)));
    expect(heard.filter(Boolean)).toHaveLength(1);
  });

  it('never holds back another code', () => {
    const isFresh = createRepeatFilter();
    expect([isFresh('A1', 0), isFresh('B2', 1), isFresh('A1', 2)]).toEqual([true, true, true]);
  });
});
