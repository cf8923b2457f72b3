import assert from 'node:assert/strict';
import type { StaffActor } from '../../../main/domain/staff/actor.ts';
import type { ServiceItem } from '../../../main/domain/catalogue/item.ts';
import { applicationsFor } from '../../fixtures/catalogue/applications.ts';
import { citizenOf } from '../../fixtures/desk/citizenOf.ts';
import { done, type Desk } from '../../fixtures/desk/desk.ts';
import fc from 'fast-check';
import { refused, STAFF, type Story } from './hall.ts';

const TELLER = STAFF[1001];
const ADMINISTRATOR: StaffActor = { kind: 'person', number: '9001', name: '郑管理', role: 'administrator' };
const SECOND: StaffActor = { kind: 'person', number: '9002', name: '冯管理', role: 'administrator' };

/** A timed item of five working days, of the counter's own catalogue, of which the same matter may come twice. */
function timedItem({ context }: Desk): ServiceItem {
  const found = context.catalogue.items.find(
    ({ approvalRoute, promisedLimit, materials, prechecks }) =>
      approvalRoute === 'ordinary' &&
      prechecks.length === 0 &&
      promisedLimit.kind === 'working-days' &&
      promisedLimit.days === 5 &&
      materials.some(({ source }) => source.kind === 'citizen'),
  );
  assert.ok(found, 'no item is promised within five days');
  return found;
}

/** The next version: instant, with one material less. */
function faster(item: ServiceItem, effectiveFrom: string): ServiceItem {
  const dropped = item.materials.findIndex(({ source }) => source.kind === 'citizen');
  return {
    ...item,
    version: item.version + 1,
    effectiveFrom,
    handlingMode: 'instant',
    promisedLimit: { kind: 'instant' },
    nodes: item.nodes.map((node) => ({ ...node, limit: { kind: 'instant' } })),
    materials: item.materials.filter((_, index) => index !== dropped),
  };
}

const fileOf = (...items: readonly ServiceItem[]): string => JSON.stringify({ format: 'yiguitong.items.v1', items });

/** What is begun by one version and by the next. */
export const releaseStories: Readonly<Record<string, Story>> = {
  'BUS-23': async ({ desk, at, open, take, view, register }) => {
    const { releases } = desk.services;
    const item = timedItem(desk);
    const [application] = fc.sample(applicationsFor(item), { numRuns: 1, seed: 1 });
    assert.ok(application);
    at('2026-03-20 10:00');
    const next = faster(item, '2026-04-01');
    const why = '经复核股评估，风险可控';
    const propose = (text: string) => releases.propose(ADMINISTRATOR, desk.request('propose'), { text, why });
    refused(propose(fileOf({ ...next, version: item.version })), 'CATALOGUE_FILE_UNFIT');
    refused(propose(fileOf({ ...next, effectiveFrom: '2026-03-20' })), 'CATALOGUE_FILE_UNFIT');
    assert.deepEqual(done(propose(fileOf(item, next))), { proposed: 1 });
    const { code, version } = next;
    const publish = (by: StaffActor) => releases.publish(by, desk.request('publish'), { code, version });
    refused(publish(ADMINISTRATOR), 'CATALOGUE_SAME_PERSON');
    done(publish(SECOND));
    refused(publish(SECOND), 'CATALOGUE_SETTLED');

    at('2026-03-31 16:00');
    await desk.arrive(citizenOf(item));
    const first = await open(code);
    take(TELLER, first, 'accept', application);
    assert.equal(view(TELLER, first).item.version, item.version);
    assert.equal(view(TELLER, first).dueOn, '2026-04-08');
    desk.leave();

    at('2026-04-01 09:10');
    await desk.arrive(citizenOf(item));
    const second = await open(code);
    assert.equal(view(TELLER, second).item.version, next.version);
    const kept = Object.entries(application.ticks).filter(([one]) =>
      next.materials.some(({ code: has }) => has === one),
    );
    take(TELLER, second, item.oneStep ? 'settle' : 'accept', { ...application, ticks: Object.fromEntries(kept) });
    assert.equal(view(TELLER, second).dueOn, '2026-04-01');
    assert.equal(view(TELLER, first).item.version, item.version);
    assert.equal(view(TELLER, first).dueOn, '2026-04-08');

    const { cells, totals } = register('versions', '2026-03-01', '2026-04-30');
    assert.equal(cells.length, 1);
    const [row = []] = cells;
    for (const said of ['承诺时限 5 个工作日 → 即时', '材料 −1', ADMINISTRATOR.name, SECOND.name, why])
      assert.ok(row.join('|').includes(said), `${said}: ${row.join('|')}`);
    assert.ok(totals.includes('限时转即时 1 项') && totals.includes('材料 −1 项'), totals.join());
  },
};
