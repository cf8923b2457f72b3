import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { liveTopics, type LiveUpdate } from '../../../main/contract/live.ts';
import { EMPTY_LIVE, liveKeys, withUpdate } from '../../../main/contract/liveState.ts';
import { createAccount } from '../../../main/services/sessions.ts';
import { openDesk, type Desk } from '../../fixtures/desk/desk.ts';

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

  it('of a part that can not be told is why, while the others go on; and when it is well again, the part', async () => {
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
