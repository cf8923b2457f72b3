import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalogueAccess } from '../../../main/core/rules.ts';
import { changeBetween } from '../../../main/domain/catalogue/difference.ts';
import type { ServiceItem } from '../../../main/domain/catalogue/item.ts';
import type { StaffActor } from '../../../main/domain/staff/actor.ts';
import { keepItems } from '../../../main/services/keptItems.ts';
import { shippedMaps } from '../../fixtures/catalogue/maps.ts';
import { done, openDesk, type Desk } from '../../fixtures/desk/desk.ts';

/* Versions of items: handed in by one administrator, published by another. The desks' morning is 2026-11-20. */

const FIRST: StaffActor = { kind: 'person', number: '9001', name: '郑管理', role: 'administrator' };
const SECOND: StaffActor = { kind: 'person', number: '9002', name: '冯管理', role: 'administrator' };
const CODE = 'YB0413';
const WHY = '评估后风险可控';

let desk: Desk;
beforeEach(() => (desk = openDesk()));
afterEach(() => desk.remove());

const itemOf = (code = CODE): ServiceItem => desk.context.catalogue.items.find((item) => item.code === code)!;
const next = (change: Partial<ServiceItem> = {}, code = CODE): ServiceItem => ({
  ...itemOf(code),
  version: 2,
  effectiveFrom: '2026-11-21',
  ...change,
});
const propose = (text: string) => desk.services.releases.propose(FIRST, desk.request('propose'), { text, why: WHY });
const file = (...items: readonly unknown[]) => JSON.stringify({ format: 'yiguitong.items.v1', items });
const publish = (by: StaffActor, which = { code: CODE, version: 2 }) =>
  desk.services.releases.publish(by, desk.request('publish'), which);
const waiting = () => desk.services.releases.view(FIRST).proposals.map(({ code, version }) => `${code}.${version}`);

describe('a file that is handed in', () => {
  it.each([
    ['no JSON', () => 'YB0413', /不是事项目录文件/],
    ['another file', () => JSON.stringify({ items: [] }), /不是事项目录文件/],
    ['no item', () => file({ name: '备案' }), /没有写明代码和版本/],
    ['a version that is out, changed', () => file(next({ version: 1, name: '改名' })), /已经发布.*第 2 版/],
    ['a version left out', () => file(next({ version: 3 })), /缺第 2 版/],
    ['a first day that is today', () => file(next({ effectiveFrom: '2026-11-20' })), /应在今天以后/],
    ['a first day that is over', () => file(next({ effectiveFrom: '2026-01-01' })), /应在今天以后/],
    [
      'nodes longer than the promise',
      () => file(next({ promisedLimit: { kind: 'working-days', days: 1 }, statutoryLimit: { kind: 'instant' } })),
      /承诺时限不能长于法定时限/,
    ],
    ['a field the central system is told of gone', () => file(next({ fields: [] })), /引用的栏目/],
    ['an item nobody has a map for', () => file(next({ code: 'YB9999', version: 1 })), /没有上报字段文件/],
    ['one right and one wrong', () => file(next(), next({ version: 7 }, 'YB0310')), /缺第 2 版/],
  ])('with %s is refused whole, and says why', (_what, text, said) => {
    const answer = propose(text());
    expect(answer).toMatchObject({ ok: false, code: 'CATALOGUE_FILE_UNFIT' });
    expect(JSON.stringify(answer)).toMatch(said);
    expect(waiting()).toEqual([]);
  });

  it('as it was exported holds nothing new', () => {
    const { content } = desk.services.releases.exported();
    expect(propose(content)).toMatchObject({ ok: false, code: 'CATALOGUE_NOTHING_NEW' });
  });

  it('waits once: a second for the same item is refused until the first is settled', () => {
    done(propose(file(next())));
    expect(waiting()).toEqual([`${CODE}.2`]);
    expect(propose(file(next({ name: '另一名称' })))).toMatchObject({ code: 'CATALOGUE_FILE_UNFIT' });
    const back = { code: CODE, version: 2, why: '依据不足' };
    done(desk.services.releases.decline(SECOND, desk.request('decline'), back));
    expect(desk.services.releases.decline(SECOND, desk.request('decline'), back)).toMatchObject({
      code: 'CATALOGUE_SETTLED',
    });
    expect(publish(SECOND)).toMatchObject({ code: 'CATALOGUE_SETTLED' });
    done(propose(file(next({ name: '另一名称' }))));
  });
});

describe('a version that is published', () => {
  it('needs another person, and its first day must still be to come', () => {
    done(propose(file(next())));
    expect(publish(FIRST)).toMatchObject({ code: 'CATALOGUE_SAME_PERSON' });
    desk.clock.pass(24 * 60 * 60_000);
    expect(publish(SECOND)).toMatchObject({ code: 'CATALOGUE_FILE_UNFIT' });
    expect(desk.context.catalogue.versionOf(CODE, 2)).toBeUndefined();
  });

  it('ends the one before it on the day before, and is there after a restart', () => {
    const made = next();
    done(propose(file(made)));
    done(publish(SECOND));
    const { items, versionOf } = desk.context.catalogue;
    expect(items.filter(({ code }) => code === CODE).map(({ effectiveTo }) => effectiveTo)).toEqual([
      '2026-11-20',
      undefined,
    ]);
    expect(versionOf(CODE, 2)).toEqual(made);
    const shipped = items.filter(({ version }) => version === 1);
    const again = catalogueAccess({ search: [] }, keepItems(desk.context, []), shippedMaps(shipped));
    expect(again.items.map(({ code, version }) => `${code}.${version}`)).toEqual([`${CODE}.2`]);
  });
});

it('what a version changes is told in words, and nothing of what it does not', () => {
  const item = itemOf();
  expect(changeBetween(item, next())).toEqual({ words: [], toInstant: false, materials: 0, days: 0 });
  const [dropped] = item.materials;
  const fewer = next({ materials: item.materials.slice(1), supplementDays: 9, name: '长期备案' });
  expect(changeBetween(item, fewer)).toEqual({
    words: [
      `名称 ${item.name} → 长期备案`,
      `补正期限 ${item.supplementDays} 个工作日 → 9 个工作日`,
      `材料 −1：${dropped!.name}`,
    ],
    toInstant: false,
    materials: -1,
    days: 0,
  });
});
