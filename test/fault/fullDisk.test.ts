import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startCore } from '../../main/core/core.ts';
import { noFaults } from '../../main/demo/central/faults.ts';
import { demoPeople } from '../../main/demo/people.ts';
import { liveKeys, wholeStates, type Live } from '../../main/contract/liveState.ts';
import { value } from '../fixtures/counter/counter.ts';
import { FAULT_KEY, openHall, TELLER, type Hall, type RunningCounter } from './support/hall.ts';
import { readMemory } from './support/inspect.ts';
import { mountSmallDisk, type SmallDisk } from '../fixtures/smallDisk.ts';

/** What the counter may take to try again, in ms: the forwarder waits seconds, a busy machine longer. */
const PATIENCE_MS = 30_000;

const disk = mountSmallDisk(6);
afterAll(() => disk?.remove());

const press = () => ({ requestId: randomUUID() });
const citizen = demoPeople.find(({ id }) => id === 'resident')!;

/** The live state as soon as it is so; fails when it does not come to be. */
async function until({ client }: RunningCounter, condition: (live: Live) => boolean): Promise<Live> {
  const watching = await client.live.watch({ topics: liveKeys }, { signal: AbortSignal.timeout(PATIENCE_MS) });
  for await (const live of wholeStates(watching)) if (condition(live)) return live;
  throw new Error('the live state ended');
}

describe.skipIf(disk === null)('a disk of 6 MB (mounting it needs root)', () => {
  let small: SmallDisk;
  let hall: Hall;
  beforeAll(async () => {
    small = disk!;
    hall = await openHall(small.folder);
  });
  afterAll(() => hall.close());

  async function running(): Promise<RunningCounter> {
    const counter = await (await hall.start()).up;
    if (counter === null) throw new Error('the counter did not come up');
    return counter;
  }

  test('K2 that becomes full at work stops no counter: every act says so, and all goes on when there is room', async () => {
    // Given a citizen at the counter, a completed case that waits for the central system, and one in work
    const counter = await running();
    const { client } = counter;
    value(await client.session.signIn({ number: TELLER.number, password: TELLER.password }));
    value(await client.visit.openByIdNumber({ ...press(), idNumber: citizen.person.idNumber }));
    const { visit } = await until(counter, ({ visit }) => visit?.lookUp.state === 'found');
    const visitId = visit?.visitId ?? '';
    value(await client.visit.checkIdentity({ ...press(), visitId }));
    await hall.central.faults.set({ ...noFaults, down: true });
    const form = { applicant: 'self', 'insurance-type': '390', phone: '13900000001' };
    const open = async (): Promise<string> => value(await client.case.open({ ...press(), itemCode: 'YB0310' })).caseId;
    const waiting = await open();
    value(await client.case.act({ ...press(), caseId: waiting, kind: 'accept', input: { ticks: {}, form } }));
    value(await client.case.act({ ...press(), caseId: waiting, kind: 'complete', input: {} }));
    const caseId = await open();

    // When the disk is full, and the central system comes back
    small.fill();
    await hall.central.faults.set(noFaults);
    const acts = {
      accept: press(),
      end: { ...press(), visitId },
    };
    const tryAll = async () => [
      await client.case.saveDraft({ caseId, ticks: {}, form: { ...form, phone: `139${'0'.repeat(8)}` } }),
      await client.case.act({ ...acts.accept, caseId, kind: 'accept', input: { ticks: {}, form } }),
      await client.visit.end(acts.end),
      await client.session.signOut({}),
    ];
    // Then the teller is told at each act, and again at each try
    for (let round = 0; round < 3; round += 1) {
      for (const answer of await tryAll()) expect(answer).toMatchObject({ ok: false, code: 'STORE_FULL' });
    }
    // and everybody sees it; the waiting case is neither lost nor said to be delivered
    const seen = await until(counter, ({ lights }) => lights.counter !== null);
    expect(seen.lights.counter).toMatchObject({ level: 'bad', text: '磁盘已满，不能记录' });
    expect(seen.outbox.waiting).toBe(1);

    // When there is room again
    small.makeRoom();
    // Then the same presses work, once, and what waited leaves by itself
    for (const answer of await tryAll()) expect(answer).toMatchObject({ ok: true });
    await until(counter, ({ outbox, lights }) => outbox.waiting === 0 && lights.counter === null);
    await counter.stop();
    const memory = readMemory(hall.home);
    expect(memory.defect).toBe(null);
    expect(memory.cases.get(caseId)?.phase).toBe('accepted');
    expect(memory.slips.size).toBe(3);
    expect(hall.central.effects()).toHaveLength(1);
    expect(hall.log.filter((line) => /bug:|Error/.test(line))).toEqual([]);
  }, 120_000);

  const start = () =>
    startCore({
      home: hall.home,
      appRoot: path.resolve(import.meta.dirname, '../..'),
      demo: false,
      databaseKey: FAULT_KEY,
      clockAheadMs: 0,
      log: () => undefined,
    });

  test('K3 that is full at the start: one sentence, nothing changed, and the next start works', async () => {
    small.fill();
    onTestFinished(() => small.makeRoom());
    const before = readMemory(hall.home);
    const refused = await start();
    expect(refused).toEqual({
      ok: false,
      code: 'STORAGE_FULL',
      message: expect.stringMatching(/^磁盘已满，没有启动，.*请清理.*重新启动。（数据文件夹：.*）$/) as string,
    });
    expect(readMemory(hall.home)).toEqual(before);
    small.makeRoom();
    await (await running()).stop();
  });

  test('that can only be read at the start', async () => {
    small.makeReadOnly();
    expect(await start()).toMatchObject({
      ok: false,
      code: 'STORAGE_READONLY',
      message: expect.stringContaining('不能写入') as string,
    });
  });
});
