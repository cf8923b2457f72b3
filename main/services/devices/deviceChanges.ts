import type { DeviceSettings } from '../../domain/journal/entry.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import { listDevices } from '../../store/devices.ts';
import type { Transaction } from '../../store/store.ts';
import { COUNTER, type Context } from '../context.ts';
import { once, type Answer, type Request } from '../once.ts';
import type { DevicePathCheck } from './driverPort.ts';
import { placeOf } from '../../domain/device/drivers/table.ts';
import type { Rack, RackChange } from './rack.ts';
import type { Discovery } from './rackEntry.ts';
import { addDevice, changeDevice, findDevice, preferDevice, removeDevice, type Refuse } from './registry.ts';

type Done = Record<string, never>;

/** Changes of the devices: recorded first, then carried into the rack. */
export interface DeviceChanges {
  add(actor: StaffActor, request: Request, settings: DeviceSettings): Answer<{ deviceId: string }>;
  change(actor: StaffActor, request: Request, deviceId: string, settings: DeviceSettings): Answer<Done>;
  remove(actor: StaffActor, request: Request, deviceId: string): Answer<Done>;
  prefer(actor: StaffActor, request: Request, deviceId: string): Answer<Done>;
  /** Records what a running device found out about itself. */
  readonly record: (discovery: Discovery) => void;
}

/** What a transaction does: records, and names what the rack is to carry in once it is recorded. */
type Work<Value> = (transaction: Transaction, refuse: Refuse, carryIn: (change: RackChange) => void) => Value;

/** Makes the changes of a rack. */
export function createDeviceChanges(context: Context, rack: Rack, checkPath: DevicePathCheck): DeviceChanges {
  const { store } = context;

  /** A repeated press finds its answer kept and changes nothing more. */
  const recorded = <Value>(request: Request, work: Work<Value>): Answer<Value> => {
    const changes: RackChange[] = [];
    const answer = once(context, request, (transaction, refuse) =>
      work(transaction, refuse, (change) => changes.push(change)),
    );
    if (answer.ok && changes.length > 0) {
      for (const change of changes) rack.apply(change);
      const preferred = listDevices(store.read).find((row) => row.preferred);
      rack.apply({ kind: 'preferred', deviceId: preferred?.definition.deviceId ?? null });
    }
    return answer;
  };

  return {
    add: (actor, request, settings) =>
      recorded(request, (transaction, refuse, carryIn) => {
        const deviceId = context.newId();
        addDevice(transaction, actor, deviceId, settings, checkPath, refuse);
        carryIn({ kind: 'added', definition: { deviceId, ...settings } });
        return { deviceId };
      }),

    change: (actor, request, deviceId, settings) =>
      recorded(request, (transaction, refuse, carryIn): Done => {
        const kind = changeDevice(transaction, actor, deviceId, settings, checkPath, refuse);
        if (kind === 'renamed') carryIn({ kind, deviceId, name: settings.name });
        else carryIn({ kind, definition: { deviceId, ...settings } });
        return {};
      }),

    remove: (actor, request, deviceId) =>
      recorded(request, (transaction, refuse, carryIn): Done => {
        removeDevice(transaction, actor, deviceId, refuse);
        carryIn({ kind: 'removed', deviceId });
        return {};
      }),

    prefer: (actor, request, deviceId) =>
      recorded(request, (transaction, refuse, carryIn): Done => {
        preferDevice(transaction, actor, deviceId, refuse);
        carryIn({ kind: 'preferred', deviceId });
        return {};
      }),

    record: (discovery) => {
      const { kind, deviceId, driver } = discovery;
      const row = findDevice(store.read, deviceId);
      if (!row) return;
      const about = { subject: deviceId, actor: COUNTER };
      const from = placeOf(row.definition.driver);
      store.transact((transaction) =>
        kind === 'moved'
          ? transaction.append({ kind: 'device.moved', ...about, payload: { from, driver } })
          : transaction.append({ kind: 'device.learned', ...about, payload: { what: 'answers-status', driver } }),
      );
      rack.apply(discovery);
    },
  };
}
