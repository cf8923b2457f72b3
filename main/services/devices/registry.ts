import { isDeepStrictEqual } from 'node:util';
import { failure, type Failure } from '../../contract/failures.ts';
import { roleOf } from '../../domain/device/device.ts';
import type { DeviceDriver } from '../../domain/device/drivers/table.ts';
import type { DeviceSettings } from '../../domain/journal/entry.ts';
import type { Actor } from '../../domain/staff/actor.ts';
import type { ReadDatabase } from '../../store/database.ts';
import { countJobsAt, listDevices, type DeviceRow } from '../../store/devices.ts';
import type { Transaction } from '../../store/store.ts';
import type { DevicePathCheck } from './driverPort.ts';
import { placeKey, placeOf } from '../../domain/device/drivers/table.ts';

/** Says no to a change: leaves the transaction without effect. */
export type Refuse = (reason: Failure) => never;

/** The device with this id. */
export function findDevice(database: ReadDatabase, deviceId: string): DeviceRow | undefined {
  return listDevices(database).find(({ definition }) => definition.deviceId === deviceId);
}

/** Records a new device. */
export function addDevice(
  transaction: Transaction,
  actor: Actor,
  deviceId: string,
  settings: DeviceSettings,
  checkPath: DevicePathCheck,
  refuse: Refuse,
): void {
  refuseUnfit(settings.driver, checkPath, refuse);
  refuseTaken(transaction.write, settings.driver, null, refuse);
  transaction.append({ kind: 'device.added', subject: deviceId, actor, payload: settings });
}

/** Records another name or other settings of a device; answers which. */
export function changeDevice(
  transaction: Transaction,
  actor: Actor,
  deviceId: string,
  settings: DeviceSettings,
  checkPath: DevicePathCheck,
  refuse: Refuse,
): 'renamed' | 'replaced' {
  const before = findDevice(transaction.write, deviceId);
  if (!before) return refuse(failure('DEVICE_UNKNOWN'));
  refuseUnfit(settings.driver, checkPath, refuse);
  refuseTaken(transaction.write, settings.driver, deviceId, refuse);
  transaction.append({ kind: 'device.changed', subject: deviceId, actor, payload: settings });
  const { driver, plugIdentity } = before.definition;
  const isSame = isDeepStrictEqual([driver, plugIdentity], [settings.driver, settings.plugIdentity]);
  return isSame ? 'renamed' : 'replaced';
}

/** Records that a device is gone. A printer for which slips wait stays. */
export function removeDevice(transaction: Transaction, actor: Actor, deviceId: string, refuse: Refuse): void {
  if (!findDevice(transaction.write, deviceId)) refuse(failure('DEVICE_UNKNOWN'));
  if (countJobsAt(transaction.write, deviceId) > 0) refuse(failure('DEVICE_IN_USE'));
  transaction.append({ kind: 'device.removed', subject: deviceId, actor, payload: {} });
}

/** Records that new slips go to this printer. */
export function preferDevice(transaction: Transaction, actor: Actor, deviceId: string, refuse: Refuse): void {
  const row = findDevice(transaction.write, deviceId);
  if (!row || roleOf(row.definition) !== 'receipt-printer') return refuse(failure('DEVICE_UNKNOWN'));
  transaction.append({ kind: 'device.preferred', subject: deviceId, actor, payload: {} });
}

const pathProblems = {
  'in-home': '它在本机的数据文件夹里',
  outside: '它不在系统的设备目录 /dev 下',
  'no-device': '它是普通文件、文件夹或管道',
  'wrong-kind': '它是别的设备',
} as const satisfies Record<NonNullable<ReturnType<DevicePathCheck>>, string>;

/** What is no device is never written to: a file by mistake for a printer would be overwritten by the first slip. */
function refuseUnfit(driver: DeviceDriver, checkPath: DevicePathCheck, refuse: Refuse): void {
  const problem = checkPath(driver);
  if (problem !== null) refuse(failure('DEVICE_PATH_UNFIT', `${placeOf(driver)}，${pathProblems[problem]}`));
}

/** Two devices cannot have the same place. */
function refuseTaken(database: ReadDatabase, driver: DeviceDriver, except: string | null, refuse: Refuse): void {
  const holder = listDevices(database).find(
    ({ definition }) => definition.deviceId !== except && placeKey(definition.driver) === placeKey(driver),
  );
  if (holder) refuse(failure('DEVICE_PLACE_TAKEN', holder.definition.name));
}
