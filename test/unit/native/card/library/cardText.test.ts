import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { parseCardText } from '../../../../../native/card/library/cardText.ts';

const SECOND =
  '990000|11010519491231002X|X00000019|990000D156000005000000000000A101|张三|00814E43238697159900BF7C7A|2.00|20101001|20301001|410100813475|终端设备号|';
const BLANK_THIRD =
  '990000|||990000D156000005000000000000A301||00814E43238697159900BF7C7A|3.00|20240101|20340101|410100813475|终端设备号|';

const gbk = (text: string): Uint8Array => iconv.encode(text, 'gb18030');
const parse = (text: string) => parseCardText(gbk(text));

describe('the text a library gives for a card', () => {
  test('eleven fields become a card; what the text has no place for is said to be withheld', () => {
    expect(parse(SECOND)).toEqual({
      ok: true,
      card: {
        generation: 2,
        specification: '2.00',
        cardIdentifier: '990000D156000005000000000000A101',
        cardNumber: 'X00000019',
        issuedOn: '2010-10-01',
        expiresOn: '2030-10-01',
        socialSecurityNumber: '11010519491231002X',
        name: '张三',
        withheld: ['sex', 'ethnicGroup', 'birthplace', 'bornOn'].map((field) => ({
          field,
          reason: 'not-given-by-library',
        })),
        atr: '00814E43238697159900BF7C7A',
      },
    });
  });

  test('a driver that leaves out the last fields, or adds its own, gives the same card', () => {
    const whole = parse(SECOND);
    expect(parse(SECOND.replace('终端设备号|', ''))).toEqual(whole);
    expect(parse(SECOND.replace('|终端设备号|', ''))).toEqual(whole);
    expect(parse(`${SECOND}3B7D94|医疗证号|加密因子|版本|`)).toEqual(whole);
    expect(parseCardText(Buffer.concat([gbk(SECOND), Buffer.of(0), gbk('|rest of the buffer')]))).toEqual(whole);
    expect(parse(` ${SECOND.replaceAll('|', ' | ')}\r\n`)).toEqual(whole);
    expect(parse(SECOND.replace('a101', 'A101'))).toEqual(whole);
  });

  test('fields that were left out altogether are named as not given', () => {
    const cut = parse(SECOND.split('|').slice(0, 7).join('|'));
    expect(cut).toMatchObject({ ok: true, card: { name: '张三' } });
    expect(cut.ok && cut.card.withheld).toContainEqual({ field: 'issuedOn', reason: 'not-given-by-library' });
    expect(cut.ok && 'issuedOn' in cut.card).toBe(false);
  });

  test('a blank card of version 3.00 has neither number nor name', () => {
    const blank = parse(BLANK_THIRD);
    expect(blank).toMatchObject({ ok: true, card: { generation: 3, cardNumber: '' } });
    expect(blank.ok && blank.card.withheld.filter(({ reason }) => reason === 'not-on-card')).toEqual(
      ['cardNumber', 'socialSecurityNumber', 'name'].map((field) => ({ field, reason: 'not-on-card' })),
    );
  });

  test('names of four-byte characters and of characters whose second byte is | are read whole', () => {
    // 䶮 has four bytes; the second byte of 寍 in GBK is 7C, which is |.
    expect(iconv.encode('寍', 'gbk')[1]).toBe(0x7c);
    expect(parse(SECOND.replace('张三', '寍䶮'))).toMatchObject({ ok: true, card: { name: '寍䶮' } });
  });

  test('H4 fields filled up with blanks of any width, and figures of either width, give the same card', () => {
    const blank = fc.string({ unit: fc.constantFrom(' ', '\u3000', '\t'), maxLength: 3 });
    const wide = (text: string): string =>
      text.replace(/[0-9A-FX]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));
    fc.assert(
      fc.property(blank, blank, fc.boolean(), (before, behind, isWide) => {
        const text = SECOND.split('|')
          .map((field, place) => `${before}${isWide && place !== 4 ? wide(field) : field}${behind}`)
          .join('|');
        expect(parse(text)).toEqual(parse(SECOND));
      }),
    );
  });

  test('a date in another form is read, and one that nobody can read is not taken for none', () => {
    expect(parse(SECOND.replace('20301001', '2030-10-01'))).toEqual(parse(SECOND));
    const unreadable = parse(SECOND.replace('20301001', '20301301').replace('11010519491231002X', '证件'));
    expect(unreadable).toMatchObject({ ok: true });
    expect(unreadable.ok && unreadable.card.withheld.filter(({ reason }) => reason === 'faulty')).toEqual(
      ['expiresOn', 'socialSecurityNumber'].map((field) => ({ field, reason: 'faulty' })),
    );
  });

  test('nobody is read by half a name', () => {
    const [before = '', after = ''] = SECOND.split('张三');
    const half = Buffer.concat([gbk(before), gbk('张三').subarray(0, 3), gbk(after)]);
    expect(parseCardText(half)).toMatchObject({ ok: false });
  });

  test.each([
    ['nothing', '', '卡识别码缺失或格式不对'],
    ['one word', 'ERROR', '卡识别码缺失或格式不对'],
    ['a short identifier', SECOND.replace('A101', 'A1'), '卡识别码缺失或格式不对'],
    ['no version', SECOND.replace('2.00', ''), '规范版本缺失或格式不对'],
    ['an unknown version', SECOND.replace('2.00', '9.00'), '规范版本缺失或格式不对'],
  ])('%s is no card', (_what, text, detail) => {
    expect(parse(text)).toEqual({ ok: false, detail });
  });

  test('days that are none are left out', () => {
    expect(parse(SECOND.replace('20101001', '20100230'))).not.toHaveProperty('card.issuedOn');
  });
});

/** Inputs of the fuzz test; more by FUZZ_COUNT. */
const COUNT = Number(process.env.FUZZ_COUNT ?? 100_000);

test(`${COUNT} damaged texts: never throws, never a field from nowhere`, () => {
  const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
  let state = seed;
  // Mulberry32, enough to choose places and bytes.
  const random = (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
  const originals = [gbk(SECOND), gbk(BLANK_THIRD), gbk('')].map((text) => Buffer.from(text));
  const damaged = Buffer.alloc(1_024);
  let cards = 0;
  for (let count = 0; count < COUNT; count += 1) {
    const original = originals[random(originals.length)] ?? originals[0]!;
    // In place: a new array for each change would cost more than what is tried.
    let length = original.copy(damaged);
    for (let changes = 1 + random(4); changes > 0; changes -= 1) {
      const at = random(length + 1);
      const [put, left] = [random(4), Math.min(random(6), length - at)];
      damaged.copyWithin(at + put, at + left, length);
      for (let place = at; place < at + put; place += 1) damaged[place] = random(4) === 0 ? 0x7c : random(256);
      length += put - left;
    }
    const bytes = damaged.subarray(0, length);
    const parsed = parseCardText(bytes);
    const fail = () => expect.fail(`seed ${seed}, input ${count}: ${bytes.toString('hex')}`);
    if (!parsed.ok) continue;
    cards += 1;
    const { card } = parsed;
    if (!/^[0-9A-F]{32}$/.test(card.cardIdentifier)) fail();
    if (card.cardNumber.length > 9 || card.name?.includes('\uFFFD') === true) fail();
    for (const field of ['name', 'issuedOn', 'expiresOn', 'socialSecurityNumber'] as const) {
      const withheld = card.withheld.some((entry) => entry.field === field);
      if (withheld === (card[field] !== undefined)) fail();
    }
  }
  // The damage is small enough that both ways are taken.
  expect(cards).toBeGreaterThan(COUNT / 20);
  expect(cards).toBeLessThan(COUNT);
});

test('any bytes at all: an answer, in time', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 8_192 }), (bytes) => {
      expect(typeof parseCardText(bytes).ok).toBe('boolean');
    }),
    { numRuns: 500 },
  );
});
