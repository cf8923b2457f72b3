import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkTick,
  materialsFor,
  missingMaterials,
  refusedTicks,
} from '../../../../main/domain/catalogue/materialList.ts';
import type { MaterialEvidence } from '../../../../main/domain/catalogue/sources/source.ts';
import { sourceRules } from '../../../../main/domain/catalogue/sources/table.ts';
import { sampleForm, sampleItem } from '../../../fixtures/catalogue/items.ts';

const item = sampleItem();
const list = materialsFor(item, sampleForm);
const codes = (materials: readonly { readonly code: string }[]): string[] => materials.map(({ code }) => code);

function answer(materialCode: string, result: 'confirmed' | 'not-confirmed' | 'pending') {
  return { materialCode, result, summary: '', source: '', reference: '', at: '2026-11-21T01:00:00.000Z' };
}

const everything: MaterialEvidence = {
  ticks: { proof: { alternative: 'commitment', form: 'original' } },
  obtained: [answer('status', 'confirmed'), answer('household', 'confirmed')],
  identity: { gap: null, checkedBy: null },
};

describe('the material list', () => {
  it('asks for what the form makes necessary and nothing else', () => {
    expect(codes(list)).toEqual(['identity', 'status', 'household', 'proof']);
    expect(codes(materialsFor(item, { ...sampleForm, applicant: 'agent' }))).toContain('authority');
  });

  it('is complete with one alternative, the card and the answers of the systems', () => {
    expect(missingMaterials(list, everything)).toEqual([]);
    expect(
      missingMaterials(list, { ...everything, ticks: { proof: { alternative: 'residence', form: 'copy' } } }),
    ).toEqual([]);
  });

  it('names everything that is missing at once', () => {
    const nothing: MaterialEvidence = { ticks: {}, obtained: [], identity: { gap: '请核对证件', checkedBy: null } };
    expect(codes(missingMaterials(list, nothing))).toEqual(['identity', 'status', 'household', 'proof']);
    expect(codes(missingMaterials(list, { ...everything, ticks: {} }))).toEqual(['proof']);
  });

  it('does not send anyone home because a system could not be asked', () => {
    const pending = { ...everything, obtained: [answer('status', 'pending'), answer('household', 'confirmed')] };
    expect(missingMaterials(list, pending)).toEqual([]);
  });

  it('counts the last word of a system', () => {
    const refused = [...everything.obtained, answer('status', 'not-confirmed')];
    expect(codes(missingMaterials(list, { ...everything, obtained: refused }))).toEqual(['status']);
    const repaired = { ...everything, obtained: [...refused, answer('status', 'confirmed')] };
    expect(missingMaterials(list, repaired)).toEqual([]);
  });
});

describe('a tick', () => {
  it.each([
    ['proof', { alternative: 'residence', form: 'copy' }, null],
    ['photo', { alternative: 'residence', form: 'copy' }, 'not-on-list'],
    ['authority', { alternative: 'letter', form: 'original' }, 'not-on-list'],
    ['status', { alternative: 'residence', form: 'copy' }, 'not-from-citizen'],
    ['household', { alternative: 'residence', form: 'copy' }, 'not-from-citizen'],
    ['identity', { alternative: 'residence', form: 'original' }, 'not-from-citizen'],
    ['proof', { alternative: 'passport', form: 'original' }, 'unknown-alternative'],
    ['proof', { alternative: 'commitment', form: 'copy' }, 'form-not-allowed'],
  ] as const)('of %s as %o: %s', (material, tick, expected) => {
    expect(checkTick(list, material, tick)).toBe(expected);
  });

  it('that the list refuses makes nothing present', () => {
    const ticks = {
      proof: { alternative: 'commitment', form: 'copy' },
      photo: { alternative: 'x', form: 'copy' },
    } as const;
    expect(refusedTicks(list, ticks)).toEqual([
      { materialCode: 'proof', code: 'form-not-allowed' },
      { materialCode: 'photo', code: 'not-on-list' },
    ]);
    expect(codes(missingMaterials(list, { ...everything, ticks }))).toEqual(['proof']);
  });
});

describe('whatever is put on the table', () => {
  const word = fc.constantFrom(
    'identity',
    'status',
    'household',
    'proof',
    'authority',
    'photo',
    '__proto__',
    'toString',
  );
  const evidence: fc.Arbitrary<MaterialEvidence> = fc.record({
    ticks: fc.dictionary(
      word,
      fc.record({
        alternative: fc.constantFrom('residence', 'commitment', 'letter', 'other'),
        form: fc.constantFrom('original', 'copy'),
      }),
    ),
    obtained: fc.array(
      fc
        .tuple(word, fc.constantFrom('confirmed', 'not-confirmed', 'pending'))
        .map(([code, result]) => answer(code, result)),
    ),
    identity: fc.record({ gap: fc.constantFrom(null, '请核对证件'), checkedBy: fc.constantFrom(null, {}) }),
  });
  const applicant = fc.constantFrom('self', 'agent');

  /** What is there, said once more without the tables: the sample's list by the codes of its materials. */
  const isThere: Record<string, (given: MaterialEvidence) => boolean> = {
    identity: ({ identity }) => identity.gap === null,
    status: answered('status'),
    household: answered('household'),
    proof: ({ ticks: { proof } }) =>
      proof?.alternative === 'residence' || (proof?.alternative === 'commitment' && proof.form === 'original'),
    authority: ({ ticks: { authority } }) => authority?.alternative === 'letter' && authority.form === 'original',
  };

  function answered(material: string) {
    return ({ obtained }: MaterialEvidence): boolean => {
      const said = obtained.filter(({ materialCode }) => materialCode === material).map(({ result }) => result);
      return ['confirmed', 'pending'].includes(said.at(-1) ?? '');
    };
  }

  it('missing is exactly what is required and not there, and the slip names exactly the rest', () => {
    fc.assert(
      fc.property(evidence, applicant, (given, who) => {
        const required = materialsFor(item, { ...sampleForm, applicant: who });
        const missing = codes(missingMaterials(required, given));
        expect(missing).toEqual(codes(required).filter((code) => isThere[code]?.(given) !== true));
        const received = required.filter((material) => sourceRules(material).received(material, given) !== null);
        expect(codes(received)).toEqual(codes(required).filter((code) => !missing.includes(code)));
      }),
    );
  });

  it('nothing outside the list can be ticked, and no tick stands in for a system', () => {
    fc.assert(
      fc.property(evidence, (given) => {
        const refused = refusedTicks(list, given.ticks).map(({ materialCode }) => materialCode);
        for (const code of Object.keys(given.ticks)) {
          if (code !== 'proof') expect(refused).toContain(code);
        }
        const withoutTicks = missingMaterials(list, { ...given, ticks: {} });
        const gained = codes(withoutTicks).filter((code) => !codes(missingMaterials(list, given)).includes(code));
        expect(gained.every((code) => code === 'proof')).toBe(true);
      }),
    );
  });
});
