import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTransactionWriter, type TransactionMap } from '../../../main/central/maps/transactionMap.ts';
import { catalogueAccess } from '../../../main/core/rules.ts';
import { consistencyProblems } from '../../../main/domain/catalogue/consistency.ts';
import type { ServiceItem } from '../../../main/domain/catalogue/item.ts';
import { itemOfCase } from '../../../main/services/caseFacts.ts';
import { ok } from '../../../main/domain/result.ts';
import { COUNTER } from '../../../main/services/context.ts';
import { keepItems } from '../../../main/services/keptItems.ts';
import { sampleForm, sampleItem } from '../../fixtures/catalogue/items.ts';
import { sampleMap } from '../../fixtures/catalogue/maps.ts';
import { openDesk, type Desk } from '../../fixtures/desk/desk.ts';

const item = sampleItem();
const { code, version } = item;

describe('an item that could be used', () => {
  let desk: Desk;
  let said: string[];
  beforeEach(() => {
    desk = openDesk();
    said = [];
  });
  afterEach(() => desk.remove());

  /** A start of the counter with these items in its files, each told by this map. */
  const start = (items: readonly ServiceItem[], map: TransactionMap = sampleMap()) => {
    const maps = items.map((one) => ({ itemCode: one.code, fromVersion: one.version, map }));
    const mapped = items.map((one) => ({ item: one, map }));
    const working = keepItems({ store: desk.store, log: (line) => said.push(line) }, mapped);
    return {
      ...desk.context,
      catalogue: catalogueAccess({ search: [] }, working, maps),
      writeTransaction: createTransactionWriter(maps, working.withdrawnMaps),
    };
  };

  /** What a completed case of the sample item is told as. */
  const told = ({ writeTransaction }: ReturnType<typeof start>, of: ServiceItem = item) =>
    writeTransaction({
      caseNumber: '990000202611210300001',
      item: of,
      form: sampleForm,
      facts: { today: '2026-11-21' },
      citizen: { name: '张三', document: { documentType: '01', number: '11010519491231002X' } },
      acceptedAt: '2026-11-21T01:00:00.000Z',
      completedAt: '2026-11-21T01:02:00.000Z',
      changes: [],
      handlers: [],
      pendingMaterials: [],
    });

  it('is what it was when its file is gone, and cannot be begun any more', () => {
    start([item]);
    const without = start([]);
    expect(itemOfCase(without, { itemCode: code, itemVersion: version })).toEqual(ok(item));
    expect(without.catalogue.items).toEqual([]);
    expect(said).toEqual([]);
  });

  it('stays what it was when its file is changed afterwards, and the log says what to do', () => {
    start([item]);
    const changed = start([sampleItem({ name: '改过的名称' })]);
    expect(changed.catalogue.items).toEqual([item]);
    expect(said).toEqual([expect.stringContaining(`items/${code}/${version + 1}.yaml`)]);
  });

  it('can be worked with as an earlier release kept it, before items told of their nodes', () => {
    const content = readFileSync(
      path.resolve(import.meta.dirname, '../../fixtures/catalogue/kept/withoutNodes.json'),
      'utf8',
    );
    desk.store.transact((transaction) =>
      transaction.append({
        kind: 'item.kept',
        subject: 'YB9909.1',
        actor: COUNTER,
        payload: { code: 'YB9909', version: 1, content: content.replace('YB0413', 'YB9909') },
      }),
    );
    const kept = start([]).catalogue.versionOf('YB9909', 1);
    expect(kept).toMatchObject({ name: '异地长期居住人员备案', nodes: [], legalBasis: [], applicantKinds: [] });
    expect(consistencyProblems(kept!)).toEqual([]);
    expect(said).toEqual([]);
  });

  it('is kept once, however often the counter starts', () => {
    const entries = () => desk.database.prepare('SELECT count(*) FROM journal').pluck().get();
    start([item, sampleItem({ version: 2, effectiveFrom: '2027-01-01' })]);
    const after = entries();
    start([item]);
    expect(entries()).toBe(after);
    expect(said).toEqual([]);
  });

  it('goes on being told to the central system when its map is gone with its file', () => {
    const before = told(start([item]));
    expect(told(start([]))).toEqual(before);
  });

  it('is told as its map was last corrected', () => {
    start([item]);
    start([item], sampleMap({ transaction: '2599' }));
    expect(told(start([])).transaction).toBe('2599');
  });

  it('is told by its own last map, not by that of the version that is left', () => {
    const second = sampleItem({ version: 2, effectiveFrom: '2027-01-01' });
    start([item, second], sampleMap({ transaction: '2599' }));
    const back = start([item], sampleMap({ transaction: '2501' }));
    expect(told(back, second).transaction).toBe('2599');
    expect(told(back).transaction).toBe('2501');
  });

  it('harms nothing else where a later release wrote what this one cannot read', () => {
    start([item]);
    desk.store.transact((transaction) =>
      transaction.append({
        kind: 'item.kept',
        subject: `${code}.9`,
        actor: COUNTER,
        payload: { code, version: 9, content: '{"code":"YB9901","version":9,"shape":"new"}' },
      }),
    );
    const later = start([item]);
    expect(later.catalogue.versionOf(code, 9)).toBeUndefined();
    expect(later.catalogue.versionOf(code, version)).toEqual(item);
    expect(said).toEqual([expect.stringContaining(`item ${code} version 9 cannot be read`)]);
  });
});
