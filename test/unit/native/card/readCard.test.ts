import { describe, expect, it } from 'vitest';
import vectors from '../../../fixtures/card/social-security-card.json' with { type: 'json' };
import { transmit, type ApduExchange } from '../../../../native/card/apdu.ts';
import { fromHex, toHex } from '../../../../native/card/bytes.ts';
import { algorithmOfFci } from '../../../../native/card/cardLayout.ts';
import { readCard } from '../../../../native/card/readCard.ts';
import { explainStatusWord } from '../../../../native/card/statusWord.ts';
import { buildCard, splitName, type EmulatedCard } from '../../../../native/emulator/cardEmulator.ts';
import { cardFixture } from '../../../fixtures/card/cardFixture.ts';

const ATR = fromHex(vectors.atr);

function exchangeWith(card: EmulatedCard, answers?: (command: string) => string | undefined) {
  const sent: string[] = [];
  card.powerOn();
  const exchange: ApduExchange<'gone'> = (command) => {
    sent.push(toHex(command));
    const instead = answers?.(toHex(command));
    return Promise.resolve({ ok: true, answer: instead === undefined ? card.transmit(command) : fromHex(instead) });
  };
  return { exchange, sent };
}

describe('reading a social-security card', () => {
  it('brings every field of a second-generation card', async () => {
    const { exchange } = exchangeWith(buildCard(cardFixture('second-generation')));
    const { version, ...fields } = vectors.reads;
    expect(await readCard(exchange, ATR)).toEqual({
      kind: 'card',
      card: { generation: 2, specification: version, ...fields, algorithm: '3DES', withheld: [], atr: vectors.atr },
    });
  });

  it('asks a second-generation card for exactly what it needs, without Le behind data', async () => {
    const { exchange, sent } = exchangeWith(buildCard(cardFixture('second-generation')));
    await readCard(exchange, ATR);
    expect(sent).toEqual([
      '00A404000F7378312E73682EC9E7BBE1B1A3D5CF',
      '00C000001E',
      '00A4020002EF05',
      ...['00B2010012', '00B2030006', '00B207000B', '00B2050006', '00B2060006'],
      '00A4020002EF06',
      ...['00B2080014', '00B2090020', '00B24E0016', '00B20A0003', '00B20B0003', '00B20C0005', '00B20D0006'],
    ]);
  });

  it('reads a first-generation card, which has no name extension', async () => {
    const { exchange, sent } = exchangeWith(buildCard(cardFixture('first-generation')));
    expect(await readCard(exchange, ATR)).toMatchObject({
      kind: 'card',
      card: { generation: 1, name: '李四', bornOn: '1880-01-01', withheld: [] },
    });
    expect(sent.some((command) => command.startsWith('00B24E'))).toBe(false);
  });

  it('reads of a third-generation card what is free and says that the rest needs a PSAM', async () => {
    const { exchange, sent } = exchangeWith(buildCard(cardFixture('third-generation')));
    const result = await readCard(exchange, ATR);
    expect(result).toMatchObject({ kind: 'card', card: { generation: 3, algorithm: 'SM4', cardNumber: 'X00000035' } });
    if (result.kind !== 'card') throw new Error('expected a card');
    expect(result.card.name).toBeUndefined();
    expect(result.card.withheld.map((entry) => entry.reason)).toEqual(Array.from({ length: 8 }, () => 'needs-psam'));
    expect(sent.filter((command) => command.startsWith('00B2'))).toHaveLength(3);
  });

  it('keeps a long name with four-byte characters whole', async () => {
    const spec = cardFixture('long-name');
    const { exchange } = exchangeWith(buildCard(spec));
    expect(await readCard(exchange, ATR)).toMatchObject({ kind: 'card', card: { name: spec.name } });
    expect(splitName(spec.name).name.length).toBeLessThanOrEqual(30);
    expect(splitName(spec.name).extension.length).toBeGreaterThan(0);
  });

  it('joins a name whose character was cut in two at 30 bytes', async () => {
    const card = buildCard(cardFixture('second-generation'));
    const bytes = Buffer.from(`${'D5C5'.repeat(14)}D5`, 'hex');
    const { exchange } = exchangeWith(card, (command) => {
      if (command === '00B2090020') return `091E41${toHex(bytes)}9000`;
      return command === '00B24E0016' ? `4E14C5${'00'.repeat(19)}9000` : undefined;
    });
    expect(await readCard(exchange, ATR)).toMatchObject({ kind: 'card', card: { name: `A${'张'.repeat(15)}` } });
  });

  it('falls back to record numbers when the card does not read by tag', async () => {
    for (const fixture of ['first-generation', 'second-generation', 'third-generation'] as const) {
      const spec = cardFixture(fixture);
      const refuse = (command: string): string | undefined => (/^00B2..00/.test(command) ? '6A86' : undefined);
      const byNumber = exchangeWith(buildCard(spec), refuse);
      const byTag = exchangeWith(buildCard(spec));
      expect(await readCard(byNumber.exchange, ATR)).toEqual(await readCard(byTag.exchange, ATR));
      expect(byNumber.sent.filter((command) => /^00B2..00/.test(command))).toHaveLength(1);
    }
  });

  it('does not believe a record with another tag', async () => {
    const { exchange } = exchangeWith(buildCard(cardFixture('second-generation')), (command) =>
      command === '00B2080014' ? `0912${'31'.repeat(18)}9000` : undefined,
    );
    expect(await readCard(exchange, ATR)).toMatchObject({ kind: 'refused', refusal: { fault: 'unreadable' } });
  });

  it('lists a missing or empty field as not on the card', async () => {
    const { exchange } = exchangeWith(buildCard(cardFixture('second-generation')), (command) => {
      if (command === '00B20C0005') return '0C03FFFFFF9000';
      return command === '00B20D0006' ? '6A83' : undefined;
    });
    expect(await readCard(exchange, ATR)).toMatchObject({
      kind: 'card',
      card: {
        withheld: [
          { field: 'birthplace', reason: 'not-on-card' },
          { field: 'bornOn', reason: 'not-on-card' },
        ],
      },
    });
  });

  it('names a field that is there and cannot be read as faulty', async () => {
    const { exchange } = exchangeWith(buildCard(cardFixture('second-generation')), (command) =>
      command === '00B20D0006' ? '0D04198113019000' : undefined,
    );
    expect(await readCard(exchange, ATR)).toMatchObject({
      kind: 'card',
      card: { withheld: [{ field: 'bornOn', reason: 'faulty' }] },
    });
  });

  it.each([
    ['foreign', 'not-a-social-security-card', '6A82'],
    ['blocked', 'blocked', '6A81'],
  ] as const)('names a %s card', async (condition, fault, sw) => {
    const { exchange } = exchangeWith(buildCard({ ...cardFixture('second-generation'), condition }));
    const result = await readCard(exchange, ATR);
    expect(result).toMatchObject({ kind: 'refused', refusal: { fault } });
    expect(JSON.stringify(result)).toContain(sw);
  });

  it('passes a failure of the way through', async () => {
    const exchange: ApduExchange<'gone'> = () => Promise.resolve({ ok: false, failure: 'gone' });
    expect(await readCard(exchange, ATR)).toEqual({ kind: 'interrupted', failure: 'gone' });
  });
});

describe('T=0 commands', () => {
  it('repeats with the right length after 6Cxx and fetches what 61xx announces', async () => {
    const { exchange, sent } = exchangeWith(buildCard(cardFixture('second-generation')));
    await transmit(exchange, fromHex('00A404000F7378312E73682EC9E7BBE1B1A3D5CF'));
    const answer = await transmit(exchange, fromHex('00B2012C00'));
    expect(answer).toMatchObject({ ok: true, answer: { sw: 0x9000 } });
    expect(sent.slice(-2)).toEqual(['00B2012C00', '00B2012C12']);
  });

  it('gives up on a card that announces for ever, and on an answer without status', async () => {
    const endless: ApduExchange<never> = () => Promise.resolve({ ok: true, answer: fromHex('6110') });
    expect(await transmit(endless, fromHex('00A4000000'))).toEqual({ ok: false, failure: 'malformed-answer' });
    const bare: ApduExchange<never> = () => Promise.resolve({ ok: true, answer: fromHex('90') });
    expect(await transmit(bare, fromHex('00A4000000'))).toEqual({ ok: false, failure: 'malformed-answer' });
  });

  it('finds the algorithm in the FCI', () => {
    const fci = vectors.exchange[1]!.answer.slice(0, -4);
    expect(algorithmOfFci(fromHex(fci))).toBe('3DES');
    expect(algorithmOfFci(fromHex(fci.replace(/01$/, '03')))).toBe('SM4');
    expect(algorithmOfFci(fromHex('6F00'))).toBeUndefined();
    expect(algorithmOfFci(fromHex('6F1C840F'))).toBeUndefined();
  });

  it('explains status words in Chinese', () => {
    expect(explainStatusWord(0x6a83)).toBe('6A83 未找到记录');
    expect(explainStatusWord(0x63c2)).toBe('63C2 认证失败,还可尝试2次');
    expect(explainStatusWord(0x1234)).toBe('1234 未知状态');
  });
});
