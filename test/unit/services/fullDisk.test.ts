import path from 'node:path';
import { call, type AnyProcedure } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { wholeStates } from '../../../main/contract/liveState.ts';
import { createRouter } from '../../../main/api/router.ts';
import { createAccount } from '../../../main/services/sessions.ts';
import { untilStored } from '../../../main/services/storage.ts';
import { DATABASE_FILE } from '../../../main/core/port.ts';
import { openDatabase } from '../../../main/store/database.ts';
import { readHead } from '../../../main/store/journal.ts';
import { DESK_KEY, openDesk, TELLER, type Desk } from '../../fixtures/desk/desk.ts';
import { nextTurn } from '../../fixtures/desk/turns.ts';

let desk: Desk;
let router: unknown;
beforeEach(async () => {
  desk = openDesk();
  router = createRouter(desk.services);
  await createAccount(desk.context, { ...TELLER, password: 'of-1001' });
  expect(await ask('session.signIn', { number: '1001', password: 'of-1001' })).toMatchObject({ ok: true });
});
afterEach(async () => {
  await desk.services.stop();
  expect(desk.bugs).toEqual([]);
  desk.remove();
});

async function ask(name: string, input: object): Promise<{ readonly ok: boolean; readonly value?: unknown }> {
  const procedure = name.split('.').reduce((node, key) => (node as Record<string, unknown>)[key], router);
  return (await call(procedure as AnyProcedure, input, { context: { windowId: 'window-1' } })) as never;
}
/** The acceptance of a case with these papers, as it is asked for. */
const accepting = ({ caseId, ticks, form }: { caseId: string; ticks: object; form: object }) => ({
  caseId,
  kind: 'accept',
  input: { ticks, form },
});
const press = (input: object = {}) => ({ requestId: crypto.randomUUID(), ...input });

/** No page more than the database has, and those it has are full. */
function fillDisk(): void {
  const { database } = desk;
  database.exec('CREATE TABLE IF NOT EXISTS ballast (filling BLOB) STRICT');
  database.pragma(`max_page_count = ${Number(database.pragma('page_count', { simple: true }))}`);
}
function makeRoom(): void {
  desk.database.pragma('max_page_count = 1000000');
}

async function caseInHand(): Promise<{ caseId: string; ticks: object; form: object }> {
  await desk.arrive('990000198503121011');
  const opened = await ask('case.open', press({ itemCode: 'YB0310' }));
  const { caseId } = opened.value as { caseId: string };
  const view = (await ask('case.view', { caseId })).value as { form: object };
  return { caseId, ticks: {}, form: view.form };
}

describe('K2 when the disk is full', () => {
  it('an act says so, leaves no trace, and the same press works when there is room', async () => {
    const work = await caseInHand();
    const before = readHead(desk.database);
    fillDisk();
    const accept = press(accepting(work));
    for (let round = 0; round < 3; round += 1) {
      expect(await ask('case.act', accept)).toEqual({
        ok: false,
        code: 'STORE_FULL',
        happened: expect.stringContaining('磁盘已满') as string,
        kept: expect.stringContaining('还在') as string,
        next: expect.stringContaining('再按一次') as string,
      });
    }
    expect(readHead(desk.database)).toEqual(before);
    expect(desk.context.storage.fault()).toBe('full');
    // Looking goes on.
    expect(await ask('case.view', { caseId: work.caseId })).toMatchObject({ ok: true });
    makeRoom();
    expect(await ask('case.act', accept)).toMatchObject({ ok: true });
    expect(desk.context.storage.fault()).toBe(null);
    expect(await ask('case.act', press({ caseId: work.caseId, kind: 'complete', input: {} }))).toMatchObject({
      ok: true,
    });
  });

  it('the light of the counter says it to everybody, until something is stored', async () => {
    const work = await caseInHand();
    fillDisk();
    await ask('case.act', press(accepting(work)));
    const leaving = new AbortController();
    const seen: unknown[] = [];
    desk.services.start();
    const watching = (async () => {
      const updates = desk.services.live.watch('stranger', ['lights'], leaving.signal);
      for await (const { lights } of wholeStates(updates)) seen.push(lights.counter);
    })();
    await expect.poll(() => seen.at(-1)).toMatchObject({ level: 'bad', text: '磁盘已满，不能记录' });
    makeRoom();
    await ask('case.act', press(accepting(work)));
    await expect.poll(() => seen.at(-1)).toBe(null);
    leaving.abort();
    await watching;
  });

  it('a card that was laid down meanwhile begins its visit as soon as there is room', async () => {
    desk.services.start();
    desk.database.pragma('query_only = ON');
    desk.reader.put('employee');
    await nextTurn();
    expect(desk.services.visits.present()).toBe(null);
    expect(desk.context.storage.fault()).toBe('read-only');
    desk.database.pragma('query_only = OFF');
    expect(await ask('session.signIn', { number: '1001', password: 'of-1001' })).toMatchObject({ ok: true });
    await expect.poll(() => desk.services.visits.present()?.person?.name).toBe('李建国');
  });

  it('the answer about a citizen is not lost: it counts as soon as it can be recorded', async () => {
    const held = Promise.withResolvers<undefined>();
    desk.central.hold = held.promise;
    desk.reader.put('employee');
    desk.database.pragma('query_only = ON');
    held.resolve(undefined);
    await expect.poll(() => desk.context.storage.fault()).toBe('read-only');
    expect(desk.services.visits.present()?.lookUp.state).toBe('looking');
    desk.database.pragma('query_only = OFF');
    await expect.poll(() => desk.services.visits.present()?.lookUp.state, { timeout: 5_000 }).toBe('found');
  });

  it('a slip that came out is recorded as printed once, however long the disk takes nothing', async () => {
    const work = await caseInHand();
    desk.services.start();
    const paper = Promise.withResolvers<{ outcome: 'printed' }>();
    const print = vi.spyOn(desk.printer, 'print').mockReturnValue(paper.promise);
    expect(await ask('case.act', press(accepting(work)))).toMatchObject({ ok: true });
    await expect.poll(() => print.mock.calls.length).toBe(1);
    desk.database.pragma('query_only = ON');
    paper.resolve({ outcome: 'printed' });
    await expect.poll(() => desk.context.storage.fault()).toBe('read-only');
    desk.database.pragma('query_only = OFF');
    await expect
      .poll(() => desk.database.prepare('SELECT state FROM print_job').pluck().all(), { timeout: 5_000 })
      .toEqual(['printed']);
    expect(print.mock.calls.length).toBe(1);
  });
});

describe.each([
  ['query_only', 'STORE_READONLY', '不能写入'],
  ['lock', 'STORE_BUSY', '另一个程序占用'],
])('what the storage does not take (%s)', (how, code, words) => {
  it('K2 K5 is told by its name at every act, and nothing is recorded', async () => {
    await desk.services.stop();
    desk.remove();
    desk = openDesk('file');
    router = createRouter(desk.services);
    await createAccount(desk.context, { ...TELLER, password: 'of-1001' });
    expect(await ask('session.signIn', { number: '1001', password: 'of-1001' })).toMatchObject({ ok: true });
    const work = await caseInHand();
    const visitId = desk.services.visits.present()?.visitId;
    const before = readHead(desk.database);
    const release = how === 'lock' ? lockByAnother() : setQueryOnly();
    const missing: unknown[] = [];
    for (const [name, input] of [
      ['case.act', press(accepting(work))],
      ['case.act', press({ caseId: work.caseId, kind: 'notify', input: { ticks: {}, form: {}, missing } })],
      ['case.saveDraft', work],
      ['visit.park', press({ visitId })],
      ['visit.end', press({ visitId })],
      ['visit.reveal', { field: 'id-number', reason: 'fill-form' }],
      ['session.signIn', { number: '1001', password: 'wrong' }],
      ['session.signOut', {}],
    ] as const) {
      const answer = await ask(name, input);
      if ('kind' in input && input.kind === 'notify') expect(answer).toMatchObject({ ok: false });
      else
        expect({ name, ...answer }).toMatchObject({
          name,
          ok: false,
          code,
          happened: expect.stringContaining(words) as string,
        });
    }
    expect(readHead(desk.database)).toEqual(before);
    release();
    expect(await ask('case.act', press(accepting(work)))).toMatchObject({ ok: true });
  });

  function lockByAnother(): () => void {
    const opened = openDatabase(path.join(desk.folder, DATABASE_FILE), DESK_KEY);
    if (!opened.ok) throw new Error(opened.detail);
    opened.database.exec('BEGIN IMMEDIATE');
    return () => opened.database.close();
  }

  function setQueryOnly(): () => void {
    desk.database.pragma('query_only = ON');
    return () => desk.database.pragma('query_only = OFF');
  }
});

describe('what nobody can repeat', () => {
  it('is tried again with growing pauses, and given up at the end of the counter', async () => {
    const pauses: number[] = [];
    const timers = {
      running: () => 0,
      after: (delayMs: number, callback: () => void) => {
        pauses.push(delayMs);
        queueMicrotask(callback);
        return () => undefined;
      },
    };
    const full = Object.assign(new Error('x'), { code: 'ENOSPC', syscall: 'write' });
    let tries = 0;
    const ending = new AbortController();
    const work = (): number => {
      tries += 1;
      if (tries < 10) throw full;
      return tries;
    };
    const parts = { storage: desk.context.storage, timers };
    expect(await untilStored(parts, work, ending.signal)).toBe(10);
    expect(pauses).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000]);
    const never = untilStored(
      { ...parts, timers: { running: () => 0, after: () => () => undefined } },
      () => {
        throw full;
      },
      ending.signal,
    );
    ending.abort();
    expect(await never).toBe(null);
    await expect(
      untilStored(parts, () => Promise.reject(new TypeError('bug')), new AbortController().signal),
    ).rejects.toThrow('bug');
  });
});
