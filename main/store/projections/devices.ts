import type { DeviceDriver } from '../../domain/device/drivers/table.ts';
import { canonicalJson } from '../../domain/journal/canonicalJson.ts';
import type { DeviceSettings } from '../../domain/journal/entry.ts';
import { change, type WriteDatabase } from '../database.ts';
import type { Projectors } from './project.ts';

const stored = ({ name, driver, plugIdentity }: DeviceSettings): [string, string, string | null] => [
  name,
  canonicalJson(driver),
  plugIdentity === null ? null : canonicalJson(plugIdentity),
];

function setDriver(database: WriteDatabase, deviceId: string, driver: DeviceDriver): void {
  change<[string, string]>(database, 'UPDATE device SET driver = ? WHERE device_id = ?').run(
    canonicalJson(driver),
    deviceId,
  );
}

/** The devices of this counter as the technician set them up. */
export const deviceProjectors = {
  'device.added': (database, { subject, at, payload }) => {
    change<[string, string, string, string | null, string]>(
      database,
      'INSERT INTO device (device_id, name, driver, plug_identity, preferred, added_at) VALUES (?, ?, ?, ?, 0, ?)',
    ).run(subject, ...stored(payload), at);
  },
  'device.changed': (database, { subject, payload }) => {
    change<[string, string, string | null, string]>(
      database,
      'UPDATE device SET name = ?, driver = ?, plug_identity = ? WHERE device_id = ?',
    ).run(...stored(payload), subject);
  },
  'device.removed': (database, { subject, at }) => {
    change<[string, string]>(database, 'UPDATE device SET removed_at = ?, preferred = 0 WHERE device_id = ?').run(
      at,
      subject,
    );
  },
  'device.preferred': (database, { subject }) => {
    change<[string]>(database, 'UPDATE device SET preferred = (device_id = ?)').run(subject);
  },
  'device.learned': (database, { subject, payload }) => {
    setDriver(database, subject, payload.driver);
  },
  'device.moved': (database, { subject, payload }) => {
    setDriver(database, subject, payload.driver);
  },
} satisfies Projectors;
