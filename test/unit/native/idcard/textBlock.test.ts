import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildIdCard } from '../../../../native/emulator/idCardMemory.ts';
import { canonicalIdentityDocument } from '../../../../main/domain/identity/laidDocument.ts';
import { parseAppendedAddress, parseTextBlock, splitCardContent } from '../../../../native/idcard/textBlock.ts';
import { idCardFixture, idCardFixtures } from '../../../fixtures/idcard/idCardFixture.ts';
import { mutator } from './mutator.ts';

/** A text block written by hand: what is not named is filled with `filler`. */
function block(fields: readonly (readonly [at: number, text: string])[], filler = ' '): Uint8Array {
  const bytes = Buffer.from(filler.repeat(128), 'utf16le');
  for (const [at, text] of fields) bytes.write(text, at, 'utf16le');
  return Uint8Array.from(bytes);
}

const CITIZEN = [
  [0, '王建国'],
  [30, '2'],
  [32, '01'],
  [36, '19491231'],
  [52, '样例县城关镇幸福路1号'],
  [122, '11010519491231002X'],
  [158, '样例县公安局'],
  [188, '20100203'],
  [204, '20300203'],
] as const;

const parsedCitizen = {
  kind: 'citizen',
  name: '王建国',
  sex: '2',
  ethnicGroup: '01',
  bornOn: '1949-12-31',
  address: '样例县城关镇幸福路1号',
  number: '11010519491231002X',
  issuer: '样例县公安局',
  validFrom: '2010-02-03',
  validTo: '2030-02-03',
};

describe('the text of a document', () => {
  it('of a citizen, filled up with blanks or with NULs, with a blank flag or an A', () => {
    for (const filler of [' ', '\0']) {
      expect(parseTextBlock(block(CITIZEN, filler))).toEqual({ ok: true, document: parsedCitizen });
    }
    expect(parseTextBlock(block([...CITIZEN, [248, 'A']]))).toEqual({ ok: true, document: parsedCitizen });
  });

  const ending = (end: string) => parseTextBlock(block([...CITIZEN.filter(([at]) => at !== 204), [204, end]]));

  it.each(['长期', '长期\u3000', '长 期', '\u3000长期', '99991231'])('F4 that is valid without end: %j', (end) => {
    expect(ending(end)).toMatchObject({ ok: true, document: { validTo: 'long-term' } });
  });

  it('H4 whatever its fields are filled up with and however its figures are written', () => {
    const filling = fc.string({ unit: fc.constantFrom(' ', '\0', '\u3000', '\u00A0', '\uFEFF'), maxLength: 2 });
    const wide = (text: string): string =>
      text.replace(/[0-9X]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));
    fc.assert(
      fc.property(fc.constantFrom(' ', '\0', '\u3000'), filling, fc.boolean(), (filler, before, isWide) => {
        const figures = new Set<number>([30, 32, 36, 122, 188, 204]);
        const fields = CITIZEN.map(([at, text]) => {
          const one = figures.has(at) && isWide ? wide(text) : text;
          // The fields that are full have no room for more.
          return [at, [0, 52, 158].includes(at) ? before + one : one] as const;
        });
        const parsed = parseTextBlock(block([...fields, [248, filler]], filler));
        expect(parsed.ok && canonicalIdentityDocument(parsed.document)).toEqual(parsedCitizen);
      }),
    );
  });

  it('H4 that holds what no text holds shows a place for it, and its name is nobody’s', () => {
    const parsed = parseTextBlock(block([...CITIZEN, [0, '王\u202E国'], [158, '\uD800安\u0007局公安']]));
    expect(parsed.ok && canonicalIdentityDocument(parsed.document)).toMatchObject({ name: '', issuer: '□安□局公安' });
  });

  it.each(['２０３００２０３', '20300203'])('F4 that ends on a day, however its figures are written: %s', (end) => {
    expect(ending(end)).toMatchObject({ ok: true, document: { validTo: '2030-02-03' } });
  });

  it.each(['20300230', '长', '永\u202E久x'])('F4 whose end nobody can read says so: %j', (end) => {
    const unreadable = end.replace('\u202E', '□');
    expect(ending(end)).toMatchObject({ ok: true, document: { validTo: { unreadable } } });
  });

  it('F4 that names no end', () => {
    const result = parseTextBlock(block(CITIZEN.filter(([at]) => at !== 204)));
    expect(result).toMatchObject({ ok: true });
    expect(result).not.toHaveProperty('document.validTo');
  });

  it('of a resident from Hong Kong, Macau or Taiwan', () => {
    const result = parseTextBlock(
      block([...CITIZEN.filter(([at]) => at !== 32), [220, 'H00000000'], [238, '02'], [248, 'J']]),
    );
    const { ethnicGroup: _, ...others } = parsedCitizen;
    expect(result).toEqual({
      ok: true,
      document: { ...others, kind: 'hmt-resident', passNumber: 'H00000000', issueCount: '02' },
    });
  });

  const FOREIGNER_2017 = [
    [0, 'MUSTERMANN, ERIK'],
    [120, '1'],
    [122, 'DEU000000000000'],
    [152, 'DEU'],
    [188, '20190520'],
    [204, '20290520'],
    [220, '19790105'],
    [236, '01'],
    [240, '1500'],
    [248, 'I'],
  ] as const;

  it('of a foreigner, 2017, with and without a Chinese name', () => {
    const document = {
      kind: 'foreigner-2017',
      name: 'MUSTERMANN, ERIK',
      englishName: 'MUSTERMANN, ERIK',
      sex: '1',
      bornOn: '1979-01-05',
      number: 'DEU000000000000',
      nationality: 'DEU',
      issuer: '1500',
      validFrom: '2019-05-20',
      validTo: '2029-05-20',
    };
    expect(parseTextBlock(block(FOREIGNER_2017))).toEqual({ ok: true, document });
    expect(parseTextBlock(block([...FOREIGNER_2017, [158, '埃里克']]))).toEqual({
      ok: true,
      document: { ...document, name: '埃里克' },
    });
  });

  it('of a foreigner, 2023: the English name goes on at a second place', () => {
    const result = parseTextBlock(
      block([
        [0, '安娜'],
        [30, '2'],
        [32, '01'],
        [36, '19840930'],
        [52, 'MUSTERMANN, ANNA-KATHARINA ELISABET'],
        [122, '911276198409300000'],
        [188, '20240315'],
        [204, '20340315'],
        [220, 'H THERESIA'],
        [242, 'DEU'],
        [248, 'Y'],
        [250, '001'],
      ]),
    );
    expect(result).toEqual({
      ok: true,
      document: {
        kind: 'foreigner-2023',
        name: '安娜',
        englishName: 'MUSTERMANN, ANNA-KATHARINA ELISABETH THERESIA',
        sex: '2',
        bornOn: '1984-09-30',
        number: '911276198409300000',
        nationality: 'DEU',
        issueCount: '01',
        validFrom: '2024-03-15',
        validTo: '2034-03-15',
      },
    });
  });

  it('leaves out what is none: a sex of neither, a day in no calendar, a group without two digits', () => {
    const changed = CITIZEN.map(([at, text]) => {
      const instead: Record<number, string> = { 30: '9', 32: 'AB', 36: '19490230', 188: '2010年', 204: '' };
      return [at, instead[at] ?? text] as const;
    });
    const { sex: _sex, ethnicGroup: _group, bornOn: _born, validFrom: _from, validTo: _to, ...others } = parsedCitizen;
    expect(parseTextBlock(block(changed))).toEqual({ ok: true, document: others });
  });

  it('keeps rare characters of two units whole', () => {
    const result = parseTextBlock(block([[0, '𠮷野华'], ...CITIZEN.slice(1)]));
    expect(result).toMatchObject({ document: { name: '𠮷野华' } });
  });

  it('is refused by name', () => {
    expect(parseTextBlock(block(CITIZEN).subarray(0, 255))).toEqual({ ok: false, code: 'TOO_SHORT' });
    expect(parseTextBlock(block([...CITIZEN, [248, 'Q']]))).toEqual({ ok: false, code: 'UNKNOWN_LAYOUT' });
    expect(parseTextBlock(block([...CITIZEN, [248, 'toString']]))).toEqual({ ok: false, code: 'UNKNOWN_LAYOUT' });
    expect(parseTextBlock(block(CITIZEN.slice(1)))).toEqual({ ok: false, code: 'NO_NAME' });
    expect(parseTextBlock(block(CITIZEN.filter(([at]) => at !== 122)))).toEqual({ ok: false, code: 'NO_NUMBER' });
  });

  it.each(idCardFixtures)('comes back from the emulated card: %s', (name) => {
    const spec = idCardFixture(name);
    const { text, photo, appendedAddress } = buildIdCard(spec);
    expect(photo).toHaveLength(1024);
    const result = parseTextBlock(text);
    const shown = spec.kind.startsWith('foreigner') ? { englishName: expect.any(String) as string } : {};
    expect(result).toMatchObject({
      ok: true,
      document: { kind: spec.kind, number: spec.number, bornOn: spec.bornOn, validTo: spec.validTo, ...shown },
    });
    const address = appendedAddress === undefined ? undefined : parseAppendedAddress(appendedAddress);
    expect(address).toBe(spec.appendedAddress);
  });

  it('parses a hundred thousand damaged blocks without throwing, and invents no layout', () => {
    const { seed, mutate, int } = mutator();
    const blocks = idCardFixtures.map((name) => buildIdCard(idCardFixture(name)).text);
    const kinds = new Set<string>();
    for (let run = 0; run < 100_000; run += 1) {
      const damaged = mutate(blocks[int(blocks.length)]!);
      const result = parseTextBlock(damaged);
      kinds.add(result.ok ? result.document.kind : result.code);
      if (result.ok && (result.document.name === '' || result.document.bornOn?.length === 0)) {
        expect.unreachable(`seed ${seed}, run ${run}`);
      }
    }
    expect(kinds).toContain('citizen');
    expect(kinds).toContain('UNKNOWN_LAYOUT');
  });
});

describe('the parts of an answer with text and photo', () => {
  const text = new Uint8Array(256).fill(1);
  const photo = new Uint8Array(1024).fill(2);

  it('are taken by their lengths: without and with a fingerprint, also an empty one and a missing photo', () => {
    const lengths = [1, 0, 4, 0];
    const parts = { text, photo };
    expect(splitCardContent(Uint8Array.from([...lengths, ...text, ...photo]))).toEqual(parts);
    expect(splitCardContent(Uint8Array.from([...lengths, 0, 0, ...text, ...photo]))).toEqual(parts);
    expect(
      splitCardContent(Uint8Array.from([...lengths, 4, 0, ...text, ...photo, ...new Uint8Array(1024).fill(3)])),
    ).toEqual(parts);
    expect(splitCardContent(Uint8Array.from([1, 0, 0, 0, ...text]))).toEqual({ text, photo: new Uint8Array(0) });
  });

  it('are not guessed when lengths and data differ', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2310 }), (data) => {
        const content = splitCardContent(data);
        if (content !== undefined) expect(content.text.length + content.photo.length).toBeLessThanOrEqual(data.length);
      }),
    );
    expect(splitCardContent(Uint8Array.from([1, 0, 4, 0, ...text, ...photo, 0]))).toBeUndefined();
    expect(splitCardContent(new Uint8Array(3))).toBeUndefined();
  });
});
