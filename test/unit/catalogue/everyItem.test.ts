import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../../main/catalogue/load.ts';
import { describeProblem } from '../../../main/catalogue/yamlFile.ts';
import { conditionInWords, prefill, validateForm } from '../../../main/domain/catalogue/form.ts';
import { nodeDays } from '../../../main/domain/catalogue/limit.ts';
import {
  isFromSystem,
  materialsFor,
  missingMaterials,
  refusedTicks,
} from '../../../main/domain/catalogue/materialList.ts';
import { resultLines } from '../../../main/domain/catalogue/outcome.ts';
import { searchItems } from '../../../main/domain/catalogue/search.ts';
import { applicationSheet } from '../../../main/domain/sheet/applicationSheet.ts';
import { demoPeople } from '../../../main/demo/people.ts';
import { applicationsFor } from '../../fixtures/catalogue/applications.ts';
import { shippedWriter } from '../../fixtures/catalogue/maps.ts';
import { TRAINING } from '../../fixtures/identity/rules.ts';

const loaded = loadCatalogue(path.resolve(import.meta.dirname, '../../../main/catalogue'));
if (!loaded.ok) throw new Error(loaded.problems.map(describeProblem).join('\n'));
const { items, search } = loaded.value;
const writeTransaction = shippedWriter(items);
const [{ person }] = demoPeople as [(typeof demoPeople)[number]];
const facts = { person, insurance: person.insurances[0]!, today: TRAINING.today };

/** 10 类 28 项, as the national list has them; the number of its sub-item is the end of our own code. */
const NATIONAL = 28;

describe('the whole catalogue', () => {
  it('has every national sub-item once, under its number', () => {
    const national = items.filter(({ code }) => code.startsWith('YB')).map(({ code }) => Number(code.slice(4)));
    expect(national.toSorted((one, other) => one - other)).toEqual(
      Array.from({ length: NATIONAL }, (_, index) => index + 1),
    );
  });

  it('gives no name, and no base code, to two items', () => {
    const names = items.map(({ name }) => name);
    const codes = items.flatMap(({ baseCode12 }) => baseCode12 ?? []);
    expect([new Set(names).size, new Set(codes).size]).toEqual([names.length, codes.length]);
  });

  it('makes every account adjustment, supplement and lock a special item, and no other', () => {
    const special = items.filter(({ approvalRoute }) => approvalRoute === 'special').map(({ name }) => name);
    expect(special.toSorted()).toEqual(
      ['个人账户调整', '居民医保参保缴费信息补录', '医保待遇封锁', '医保待遇解锁'].toSorted(),
    );
  });
});

describe.each(items.map((item) => [item.code, item.name, item] as const))('%s %s', (code, name, item) => {
  it('is found by its name and by each alias: 汉字, pinyin, initials', () => {
    const entry = search.find((one) => one.code === code && one.version === item.version)!;
    for (const term of entry.terms) {
      for (const typed of [term.text, term.pinyin, term.initials]) {
        const found = searchItems(search, typed, { on: TRAINING.today, limit: 20 });
        expect({ typed, near: found.near }).toEqual({ typed, near: false });
        expect([typed, found.entries.map((one) => one.code)]).toEqual([typed, expect.arrayContaining([code])]);
      }
    }
    expect(entry.terms[0]?.text).toBe(
      entry.terms[0] && searchItems(search, name, { on: TRAINING.today, limit: 1 }).entries[0]?.terms[0]?.text,
    );
  });

  it('says of every condition when it holds, and where its rules are from', () => {
    for (const condition of [
      ...item.materials.map((one) => one.requiredWhen),
      ...item.fields.map((one) => one.shownWhen),
    ]) {
      expect(conditionInWords(item, condition)).toMatch(condition ? /^.+选“.+”/ : /^$/);
    }
    expect(nodeDays(item.nodes, item.promisedLimit)).toMatchObject({ ok: true });
    expect(item.source).toMatch(/核对|核实/);
  });

  it('can be satisfied, whoever applies and whatever they choose', () => {
    fc.assert(
      fc.property(applicationsFor(item), ({ form, ticks }) => {
        expect(validateForm(item, form, TRAINING)).toEqual([]);
        const list = materialsFor(item, form);
        expect(refusedTicks(list, ticks)).toEqual([]);
        const obtained = list.filter(isFromSystem).map((material) => ({
          materialCode: material.code,
          result: 'confirmed' as const,
          summary: '已确认',
          source: '中心系统',
          reference: 'R1',
          at: '2026-11-20T01:00:00.000Z',
        }));
        expect(missingMaterials(list, { ticks, obtained, identity: { gap: null, checkedBy: null } })).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('has a form, a result and a message for each of them', () => {
    fc.assert(
      fc.property(applicationsFor(item), ({ form }) => {
        const sheet = applicationSheet({
          item,
          form,
          citizen: { name: person.name, idNumber: person.idNumber },
          caseNumber: '',
          hall: {
            organ: '示范县医疗保障局',
            hall: '',
            address: '',
            window: '03',
            phone: '',
            supervisionPhone: '',
            openingHours: '',
          },
          teller: { number: '1001', name: '王小敏' },
          at: '2026-11-20T01:00:00.000Z',
        });
        expect(JSON.stringify(sheet)).not.toMatch(/undefined|\{[a-z-]+\}/);
        const lines = resultLines(item, form, facts);
        expect(lines.every(({ value }) => value !== '' && !/[{}]/.test(value))).toBe(true);
        const { transaction, input } = writeTransaction({
          caseNumber: '990000202611200300001',
          item,
          form,
          facts,
          citizen: { name: person.name, document: { documentType: '01', number: person.idNumber } },
          acceptedAt: '2026-11-20T01:00:00.000Z',
          completedAt: '2026-11-20T01:02:00.000Z',
          changes: [],
          handlers: [],
          pendingMaterials: [],
        });
        expect(transaction).toMatch(/^[0-9A-Z]{4}$/);
        expect(Object.keys(input)).toContain('matter');
        const sent = JSON.stringify(input);
        for (const field of item.fields) {
          // What is typed by hand reaches the central system under some name, unless it is how the form was filled in.
          const value = form[field.code] ?? '';
          if (field.kind === 'money' && value !== '')
            expect([field.code, sent]).toEqual([field.code, expect.stringContaining(value)]);
        }
      }),
      { numRuns: 10 },
    );
  });

  it('begins with nothing that its own form refuses', () => {
    const first = prefill(item, facts).values;
    const wrong = validateForm(item, first, TRAINING).filter(({ field }) => (first[field] ?? '') !== '');
    expect(wrong).toEqual([]);
  });
});
