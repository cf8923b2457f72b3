import type { DeviceSettings } from '../../domain/journal/entry.ts';
import { everHadDevices } from '../../store/devices.ts';
import { COUNTER, type Context } from '../context.ts';

/** Gives a counter its first devices, once: what a person removed later does not come back. */
export function seedDevices(
  { store, newId }: Pick<Context, 'store' | 'newId'>,
  devices: readonly DeviceSettings[],
): void {
  if (devices.length === 0 || everHadDevices(store.read)) return;
  store.transact((transaction) => {
    for (const settings of devices) {
      transaction.append({ kind: 'device.added', subject: newId(), actor: COUNTER, payload: settings });
    }
  });
}
