import { describe, expect, it } from 'vitest';
import { parseAtr } from '../../../../native/card/atr.ts';
import { fromHex, toHex } from '../../../../native/card/bytes.ts';

describe('answer to reset', () => {
  it('reads the one of a social-security card: T=0, default speed, no extra guard time', () => {
    const result = parseAtr(fromHex('3B6D000000814E43238697159900BF7C7A'));
    expect(result).toMatchObject({
      ok: true,
      atr: { inverse: false, protocols: [0], fiDi: 0x11, guardTime: 0, waitingInteger: 10 },
    });
    expect(result.ok && toHex(result.atr.historical)).toBe('00814E43238697159900BF7C7A');
  });

  it('keeps the default speed when TA1 is only an offer, and takes it from a card in specific mode', () => {
    expect(parseAtr(fromHex('3B 10 95'))).toMatchObject({ ok: true, atr: { fiDi: 0x11 } });
    expect(parseAtr(fromHex('3B 90 95 10 00'))).toMatchObject({ ok: true, atr: { fiDi: 0x95 } });
    expect(parseAtr(fromHex('3B 90 95 10 10'))).toMatchObject({ ok: true, atr: { fiDi: 0x11 } });
  });

  it('names the protocols of a T=1 card and checks its check byte', () => {
    expect(parseAtr(fromHex('3B 80 01 81'))).toMatchObject({ ok: true, atr: { protocols: [1] } });
    expect(parseAtr(fromHex('3B 80 01 80'))).toEqual({ ok: false, code: 'bad-check-byte' });
  });

  it('reads guard time, waiting integer and inverse convention', () => {
    expect(parseAtr(fromHex('3F C0 05 40 0F'))).toMatchObject({ ok: true });
    expect(parseAtr(fromHex('3F 40 05'))).toMatchObject({ ok: true, atr: { inverse: true, guardTime: 5 } });
    expect(parseAtr(fromHex('3B 80 40 20'))).toMatchObject({ ok: true, atr: { waitingInteger: 0x20 } });
  });

  it('refuses what is none', () => {
    expect(parseAtr(fromHex(''))).toEqual({ ok: false, code: 'too-short' });
    expect(parseAtr(fromHex('3B'))).toEqual({ ok: false, code: 'too-short' });
    expect(parseAtr(fromHex('3B 6D 00 00 00 81'))).toEqual({ ok: false, code: 'too-short' });
    expect(parseAtr(fromHex('00 00'))).toEqual({ ok: false, code: 'bad-first-byte' });
  });
});
