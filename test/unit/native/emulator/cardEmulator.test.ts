import { describe, expect, it } from 'vitest';
import vectors from '../../../fixtures/card/social-security-card.json' with { type: 'json' };
import { fromHex, toHex } from '../../../../native/card/bytes.ts';
import { buildCard } from '../../../../native/emulator/cardEmulator.ts';
import { readCardFile } from '../../../../native/emulator/cardSpec.ts';
import { cardFixture, cardFixturePath } from '../../../fixtures/card/cardFixture.ts';

describe('emulated social-security card', () => {
  it('answers the recorded session byte for byte', () => {
    const card = buildCard(cardFixture('second-generation'));
    expect(toHex(card.powerOn()!)).toBe(vectors.atr);
    for (const { send, answer } of vectors.exchange) expect(toHex(card.transmit(fromHex(send))), send).toBe(answer);
  });

  it('reads by tag, by number and by short file identifier alike', () => {
    const card = buildCard(cardFixture('second-generation'));
    const ask = (command: string): string => toHex(card.transmit(fromHex(command)));
    card.powerOn();
    expect(ask('00B2013414')).toBe('6A82');
    ask('00A404000F7378312E73682EC9E7BBE1B1A3D5CF');
    expect(ask('00B20D0006')).toBe('6986');
    const byNumber = ask('00B2013414');
    expect(byNumber).toBe('08123131313131313139383130313031313131309000');
    expect(ask('00B2083014')).toBe(byNumber);
    ask('00A4020002EF06');
    expect(ask('00B2080014')).toBe(byNumber);
    expect(ask('00B20D0006')).toBe('0D04198101019000');
    expect(ask('00B20D0000')).toBe('6C06');
    expect(ask('00B20F0003')).toBe('6A83');
    expect(ask('00D0000000')).toBe('6D00');
    expect(ask('80B20D0006')).toBe('6E00');
    expect(ask('00B2')).toBe('6700');
  });

  it('keeps the holder of a third-generation card to itself', () => {
    const card = buildCard(cardFixture('third-generation'));
    card.powerOn();
    for (const [command, answer] of [
      ['00A404000F7378312E73682EC9E7BBE1B1A3D5CF', '611E'],
      ['00A4020002EF05', '9000'],
      ['00B2050006', '6982'],
      ['00A4020002EF06', '9000'],
      ['00B2080014', '6982'],
    ] as const) {
      expect(toHex(card.transmit(fromHex(command)))).toBe(answer);
    }
  });

  it('refuses a card file with the field that is wrong', () => {
    expect(readCardFile(cardFixturePath('second-generation'))).toMatchObject({ ok: true });
    expect(readCardFile('/nowhere/card.json')).toMatchObject({ ok: false, code: 'NOT_READABLE' });
    expect(() => buildCard({ ...cardFixture('second-generation'), bornOn: '1981-13-01' })).toThrow(/bornOn/);
    expect(() => buildCard({ ...cardFixture('second-generation'), name: '长'.repeat(26) })).toThrow(/does not fit/);
  });
});
