import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../../main/catalogue/load.ts';
import { describeProblem } from '../../../main/catalogue/yamlFile.ts';
import { mapFor } from '../../../main/central/maps/transactionMap.ts';
import { loadTransactionMaps } from '../../../main/core/transactionMaps.ts';
import { SHIPPED_MAPS, shippedMaps } from '../../fixtures/catalogue/maps.ts';

const loaded = loadCatalogue(path.resolve(import.meta.dirname, '../../../main/catalogue'));
if (!loaded.ok) throw new Error('the catalogue does not load');
const { items } = loaded.value;
const referral = readFileSync(path.join(SHIPPED_MAPS, 'YB0415.1.yaml'), 'utf8');

describe('the maps of the shipped items', () => {
  it('stand for every version of every item, and none claims to be confirmed', () => {
    const maps = shippedMaps(items);
    for (const item of items) expect(mapFor(maps, item)?.map.transaction).toMatch(/^[0-9A-Z]{4}$/);
    expect(maps.filter(({ map }) => map.confirmed)).toEqual([]);
  });
});

describe("a hall's own maps", () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'maps-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const load = (name: string, text: string) => {
    writeFileSync(path.join(folder, name), text);
    return loadTransactionMaps([SHIPPED_MAPS, folder], items);
  };
  const problems = (name: string, text: string) => {
    const result = load(name, text);
    return result.ok ? [] : result.problems.map(describeProblem);
  };

  it('take the place of the shipped ones once the vendor has confirmed them', () => {
    const confirmed = `${referral}confirmed: { by: 平台厂商 李工, on: '2026-11-20' }\n`.replace("'2501'", "'2503'");
    const result = load('YB0415.1.yaml', confirmed);
    expect(result.ok && mapFor(result.value, { code: 'YB0415', version: 1 })?.map).toMatchObject({
      transaction: '2503',
      confirmed: { by: '平台厂商 李工' },
    });
    expect(result.ok && mapFor(result.value, { code: 'YB0413', version: 1 })?.map.transaction).toBe('C413');
  });

  it('hold from a version on, and leave earlier versions to the map before', () => {
    const result = load('YB0415.2.yaml', referral.replace("'2501'", "'2503'"));
    const transactionOf = (version: number) =>
      result.ok ? mapFor(result.value, { code: 'YB0415', version })?.map.transaction : undefined;
    expect([1, 2, 3].map(transactionOf)).toEqual(['2501', '2503', '2503']);
    expect(result.ok && mapFor(result.value, { code: 'YB0415', version: 0 })).toBeUndefined();
  });

  it.each([
    [
      'a field the item does not have',
      'YB0415.1.yaml',
      referral.replace('tel: phone', 'tel: mobile'),
      "写成 '=mobile'",
    ],
    ['another name', '转诊.yaml', referral, '如 YB0413.1.yaml'],
    ['an item nobody knows', 'YB0499.1.yaml', referral, '没有 YB0499'],
    ['a number without quotes', 'YB0415.1.yaml', referral.replace("'2501'", '2501'), "写成 '2501'"],
    ['no confirmation but a word', 'YB0415.1.yaml', `${referral}confirmed: true\n`, 'confirmed: 应为一组'],
  ])('are refused for %s, with file and line', (_what, name, text, message) => {
    const found = problems(name, text);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(message);
    expect(found[0]).toContain(`${path.basename(folder)}/${name} 第 `);
  });

  it('are missed by name when an item has none', () => {
    const result = loadTransactionMaps(
      [folder],
      items.filter(({ code }) => code === 'YB0415'),
    );
    expect(result.ok ? [] : result.problems.map(describeProblem)).toEqual([
      'maps/YB0415.1.yaml 第 1 行：“异地转诊人员备案”第 1 版没有上报字段文件，请增加此文件',
    ]);
  });
});
