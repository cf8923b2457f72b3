import { call } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRouter } from '../../../main/api/router.ts';
import { liveTopics, type LiveUpdate } from '../../../main/contract/live.ts';
import { EMPTY_LIVE, liveKeys, withUpdate } from '../../../main/contract/liveState.ts';
import { createAccount } from '../../../main/services/sessions.ts';
import { openDesk, type Desk } from '../../fixtures/desk/desk.ts';
import { HALL_MORNING } from '../../fixtures/hallMorning.ts';
import { documentOf } from '../../fixtures/desk/devices.ts';

let desk: Desk;
const leaving: AbortController[] = [];
beforeEach(async () => {
  desk = openDesk();
  desk.services.start();
  await createAccount(desk.context, { number: '1001', name: '王小敏', role: 'teller', password: 'counter-1' });
  await createAccount(desk.context, { number: '9001', name: '技术员', role: 'technician', password: 'counter-1' });
});
afterEach(async () => {
  for (const one of leaving.splice(0)) one.abort();
  await desk.services.stop();
  desk.remove();
});

/** A window that watches everything, and what it has been told. */
function windowOf(windowId: string) {
  const end = new AbortController();
  leaving.push(end);
  const updates: LiveUpdate[] = [];
  void (async () => {
    for await (const update of desk.services.live.watch(windowId, liveKeys, end.signal)) updates.push(update);
  })();
  return {
    updates,
    live: () => updates.reduce(withUpdate, EMPTY_LIVE),
    signIn: (number: string) => desk.services.sessions.signIn(windowId, number, 'counter-1'),
  };
}

const untilTold = (condition: () => boolean) => vi.waitFor(() => expect(condition()).toBe(true), { timeout: 30_000 });

describe('what a window is told', () => {
  it('is every part at once, and then only what changes, under one rising revision', async () => {
    const { updates } = windowOf('window-1');
    await untilTold(() => updates.length === 1);
    expect(Object.keys(updates[0]!.parts).sort()).toEqual(Object.keys(liveTopics).sort());

    desk.printer.set({ state: 'not-ready', fault: 'paper-end', detail: '' });
    await untilTold(() => updates.length > 1);
    expect(Object.keys(updates.at(-1)!.parts)).toEqual(['lights']);
    expect(updates.at(-1)!.revision).toBeGreaterThan(updates[0]!.revision);
    expect(updates.at(-1)!.parts.lights?.revision).toBe(updates.at(-1)!.revision);
  });

  it('follows who signs in there: a citizen is told to the teller alone', async () => {
    const teller = windowOf('window-1');
    const technician = windowOf('window-2');
    const nobody = windowOf('window-3');
    await technician.signIn('9001');
    await teller.signIn('1001');
    await desk.arrive('990000198503121011');
    await untilTold(() => teller.live().visit?.person?.name === '李建国');
    await untilTold(() => technician.live().session !== null);
    expect(technician.live().visit).toBeNull();
    for (const { updates } of [technician, nobody])
      expect(JSON.stringify(updates)).not.toMatch(/李建国|李\*国|3121011/);

    desk.services.sessions.signOut('window-1');
    await untilTold(() => teller.live().session === null);
    expect(teller.live().visit).toBeNull();
    expect(teller.updates.at(-1)!.parts.visit).toMatchObject({ value: null, trouble: null });
  });

  it('holds no picture: of a photo only its name, which the window that serves its citizen asks with', async () => {
    const teller = windowOf('window-1');
    const technician = windowOf('window-2');
    await technician.signIn('9001');
    await teller.signIn('1001');
    desk.idReader.lay(documentOf('employee'));
    // As large as a photo is; no four bytes of it are found by chance in any other text.
    const bmp = Uint8Array.from({ length: 38_862 }, (_, place) => (place * 197 + (place >> 8) * 31) % 256);
    desk.idReader.develop(bmp);
    await untilTold(() => teller.live().visit?.photo !== undefined && teller.live().visit?.photo !== null);
    const { visitId, photo } = teller.live().visit!;
    const told = JSON.stringify([teller.updates, technician.updates]);
    const base64 = Buffer.from(bmp).toString('base64');
    for (const piece of [base64.slice(0, 24), base64.slice(3000, 3024), 'data:', [...bmp.subarray(0, 6)].join()])
      expect(told).not.toContain(piece);
    expect(JSON.stringify(technician.updates)).not.toContain(photo);

    const router = createRouter(desk.services);
    const ask = (windowId: string) => call(router.visit.photo, { visitId, photo: photo! }, { context: { windowId } });
    expect(await ask('window-1')).toEqual({ ok: true, value: { picture: `data:image/bmp;base64,${base64}` } });
    expect(await ask('window-2')).toMatchObject({ ok: false, code: 'NOT_ALLOWED' });
    expect(await ask('window-3')).toMatchObject({ ok: false, code: 'NOT_SIGNED_IN' });
  });

  it('is the time by the counter’s own clock, in whole minutes, and the next one when it is there', async () => {
    const { live, updates } = windowOf('window-1');
    await untilTold(() => updates.length === 1);
    expect(live().now).toBe(HALL_MORNING);
    desk.clock.now = new Date(Date.parse(HALL_MORNING) + 59_999);
    desk.services.live.lookAgain();
    desk.clock.now = new Date(Date.parse(HALL_MORNING) + 86_460_000);
    desk.services.live.lookAgain();
    await untilTold(() => updates.length === 2);
    expect(Object.keys(updates[1]!.parts)).toEqual(['clock']);
    expect(live().now).toBe('2026-11-21T01:31:00.000Z');
  });

  it('of a part that cannot be told is why, while the others go on; and when it is well again, the part', async () => {
    const { live, updates, signIn } = windowOf('window-1');
    await signIn('1001');
    await untilTold(() => live().session !== null);
    const broken = vi.spyOn(desk.rack.devices, 'printers').mockImplementation(() => {
      throw new Error('a bug');
    });
    desk.services.live.changed('printing');
    await untilTold(() => live().broken.length === 1);
    expect(live().broken).toMatchObject([{ key: 'printing', happened: '打印任务现在不能显示。' }]);
    expect(live().printers).toEqual([]);
    desk.services.live.changed('printing');
    desk.services.live.changed('work');
    expect(desk.bugs).toHaveLength(1);
    expect(live().hall.window).not.toBe('');

    broken.mockRestore();
    desk.services.live.changed('printing');
    await untilTold(() => live().broken.length === 0);
    expect(live().printers.length).toBeGreaterThan(0);
    expect(updates.at(-1)!.parts.printing?.trouble).toBeNull();
    desk.bugs.splice(0);
  });
});
