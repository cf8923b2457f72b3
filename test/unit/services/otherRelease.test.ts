import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createServices } from '../../../main/services/services.ts';
import { seedDevices } from '../../../main/services/devices/seedDevices.ts';
import { listDevices, unreadableDevices } from '../../../main/store/devices.ts';
import { createOutbox, recoverOutbox } from '../../../main/store/outbox.ts';
import { findDraft, putDraft } from '../../../main/store/workingState.ts';
import { done, openDesk, TELLER, type Desk } from '../../fixtures/desk/desk.ts';
import { virtualDriver } from '../../fixtures/desk/rack.ts';

let desk: Desk;
let caseId: string;
beforeEach(async () => {
  desk = openDesk();
  seedDevices(desk.context, [
    { name: '左侧打印机', driver: virtualDriver('receipt-printer', 'left'), plugIdentity: null },
    { name: '右侧打印机', driver: virtualDriver('receipt-printer', 'right'), plugIdentity: null },
  ]);
  await desk.arrive('990000198503121011');
  ({ caseId } = done(await desk.services.cases.open(TELLER, desk.request('open'), 'YB0310')));
});
afterEach(() => desk.remove());

/** The services as the next start makes them. */
const startAgain = () =>
  createServices({
    context: desk.context,
    devices: desk.rack.devices,
    deviceService: desk.deviceService,
    forwarding: { reachable: () => true, wake: () => undefined },
    demoAccounts: [],
    dock: null,
  });

const addField = (table: string, column: string): void => {
  desk.database.exec(`UPDATE ${table} SET ${column} = json_set(${column}, '$.addedLater', json('{"why":"it could"}'))`);
};
const spoil = (table: string, column: string, where = '1'): void => {
  desk.database.exec(`UPDATE ${table} SET ${column} = '{"half":' WHERE ${where}`);
};

describe('stored data of another release', () => {
  it('with fields that this one does not know is read as if they were not there', () => {
    putDraft(desk.database, caseId, { ticks: {}, form: { phone: '13900000003' } });
    const [devices, draft] = [listDevices(desk.database), findDraft(desk.database, caseId)];
    addField('device', 'driver');
    addField('person', 'central');
    expect(listDevices(desk.database)).toEqual(devices);
    expect(findDraft(desk.database, caseId)).toEqual(draft);
    expect(startAgain().visits.reception().present?.person?.central?.person.name).toBe('李建国');
  });

  it('that cannot be read costs what it held and nothing else: the counter starts', () => {
    putDraft(desk.database, caseId, { ticks: {}, form: { phone: '13900000003' } });
    spoil('person', 'central');
    spoil('draft', 'form');
    const again = startAgain();
    expect(again.visits.reception().present?.person).toMatchObject({ idNumber: '990000198503121011', central: null });
    expect(findDraft(desk.database, caseId)).toBeUndefined();
  });

  it('sets aside the one device that cannot be read, tells it, and runs the others', () => {
    const [first] = listDevices(desk.database);
    const { deviceId } = first!.definition;
    spoil('device', 'driver', `device_id = '${deviceId}'`);
    expect(listDevices(desk.database).map(({ definition }) => definition.name)).toEqual(['右侧打印机']);
    expect(unreadableDevices(desk.database)).toEqual([{ row: `device ${deviceId}`, where: 'not JSON' }]);
  });

  it('keeps a message that cannot be read in the queue with the reason, and sends those of other citizens', async () => {
    const outbox = createOutbox(desk.store);
    const finish = (): void => {
      const { form } = done(desk.services.viewCase(TELLER, caseId));
      done(desk.services.act(TELLER, desk.request('accept'), { kind: 'accept', caseId, input: { ticks: {}, form } }));
      done(desk.services.act(TELLER, desk.request('complete'), { kind: 'complete', caseId, input: {} }));
      desk.leave();
    };
    finish();
    await desk.arrive('990000195607082025');
    ({ caseId } = done(await desk.services.cases.open(TELLER, desk.request('open'), 'YB0310')));
    finish();
    const [first, second] = desk.database
      .prepare<[], number>('SELECT queue_id FROM outbox_message ORDER BY queue_id')
      .pluck()
      .all();
    spoil('outbox_content', 'message', `queue_id = ${first}`);
    const now = desk.clock.now.toISOString();
    const claim = () =>
      outbox.claim({ now, latest: '9999', limit: 10, busy: new Set() }, []).map(({ queueId }) => queueId);
    expect(claim()).toEqual([second]);
    expect(claim()).toEqual([]);
    expect(desk.services.listDelivery().map(({ state, detail }) => [state, detail])).toContainEqual([
      'waiting',
      expect.stringContaining('读不了') as unknown,
    ]);
    recoverOutbox(desk.database);
    expect(claim()).toEqual([second]);
  });
});
