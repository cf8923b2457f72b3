import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { demoPeople } from '../../../main/demo/people.ts';
import { parseIdNumber } from '../../../main/domain/identity/idNumber.ts';
import { rareCharacters } from '../../../main/domain/identity/name.ts';
import { TRAINING } from '../../fixtures/identity/rules.ts';

describe('the people of the demonstration county', () => {
  it('are synthetic: region 990000, valid check characters, birth date and sex as the number says', () => {
    for (const { person, card } of demoPeople) {
      const number = parseIdNumber(person.idNumber, TRAINING);
      expect(number).toMatchObject({ ok: true, value: { region: '990000', bornOn: person.bornOn, sex: person.sex } });
      expect(card).toMatchObject({ socialSecurityNumber: person.idNumber, name: person.name, bornOn: person.bornOn });
      if (person.agent !== undefined)
        expect(parseIdNumber(person.agent.idNumber, TRAINING)).toMatchObject({ ok: true });
    }
  });

  it('have cards the standard allows, each its own', () => {
    for (const { card } of demoPeople) {
      expect(card.cardIdentifier).toMatch(/^[0-9A-F]{32}$/);
      expect(card.cardNumber).toMatch(/^[0-9A-Z]{9}$/);
      // 姓名 30 bytes, and on cards of generation 2 and 3 姓名扩展 20 bytes more.
      expect(iconv.encode(card.name, 'gb18030').length).toBeLessThanOrEqual(card.generation === 1 ? 30 : 50);
    }
    for (const key of ['cardIdentifier', 'cardNumber', 'socialSecurityNumber'] as const) {
      expect(new Set(demoPeople.map(({ card }) => card[key])).size).toBe(demoPeople.length);
    }
    expect(new Set(demoPeople.map(({ person }) => person.personNumber)).size).toBe(demoPeople.length);
  });

  it('show every case the counter must cope with', () => {
    const alerts = demoPeople.flatMap(({ person }) => person.alerts.map((alert) => alert.kind));
    expect(new Set(alerts)).toEqual(new Set(['benefit-locked', 'arrears', 'card-lost', 'card-expired']));
    expect(new Set(demoPeople.map(({ card }) => card.generation))).toEqual(new Set([1, 2, 3]));
    expect(demoPeople.filter(({ person }) => rareCharacters(person.name).length > 0)).toHaveLength(2);
    expect(demoPeople.some(({ person }) => person.insurances.length === 2)).toBe(true);
    expect(demoPeople.filter(({ knownToCentral }) => !knownToCentral)).toHaveLength(1);
    expect(demoPeople.length).toBeGreaterThanOrEqual(12);
  });
});
