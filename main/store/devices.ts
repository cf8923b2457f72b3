import { deviceDefinitionSchema, roleOf, type DeviceDefinition } from '../domain/device/device.ts';
import { jsonOf, readStored, type StoredRead } from '../domain/stored.ts';
import { sql, type ReadDatabase } from './database.ts';

/** A device of this counter. */
export interface DeviceRow {
  readonly definition: DeviceDefinition;
  /** New slips go to this printer: the one a person chose, else the first. False for everything else. */
  readonly preferred: boolean;
}

interface Stored {
  readonly deviceId: string;
  readonly name: string;
  readonly driver: string;
  readonly plugIdentity: string | null;
  readonly preferred: number;
}

const present = (database: ReadDatabase): readonly Stored[] =>
  sql<[], Stored>(
    database,
    `SELECT device_id AS deviceId, name, driver, plug_identity AS plugIdentity, preferred
     FROM device WHERE removed_at IS NULL ORDER BY added_at, device_id`,
  ).all();

function definitionOf({ deviceId, name, driver, plugIdentity }: Stored): StoredRead<DeviceDefinition> {
  const settings = jsonOf(driver);
  if (!settings.ok) return settings;
  const identity = jsonOf(plugIdentity ?? 'null');
  if (!identity.ok) return identity;
  return readStored(deviceDefinitionSchema, { deviceId, name, driver: settings.value, plugIdentity: identity.value });
}

/** Places in the settings of devices that this program cannot read, by device. */
export function unreadableDevices(database: ReadDatabase): readonly { readonly row: string; readonly where: string }[] {
  return present(database).flatMap((row) => {
    const read = definitionOf(row);
    return read.ok ? [] : [{ row: `device ${row.deviceId}`, where: read.where }];
  });
}

/**
 * The devices of this counter in the order they were added. One whose settings cannot be read is not among them: it does not
 * run, and the others do.
 */
export function listDevices(database: ReadDatabase): readonly DeviceRow[] {
  const devices = present(database).flatMap((row) => {
    const read = definitionOf(row);
    return read.ok ? [{ definition: read.value, chosen: row.preferred === 1 }] : [];
  });
  const printers = devices.filter(({ definition }) => roleOf(definition) === 'receipt-printer');
  const first = printers.find(({ chosen }) => chosen) ?? printers[0];
  return devices.map((device) => ({ definition: device.definition, preferred: device === first }));
}

/** True when a device was ever set up here, also one that is gone. */
export function everHadDevices(database: ReadDatabase): boolean {
  return sql<[], { one: number }>(database, 'SELECT 1 AS one FROM device LIMIT 1').get() !== undefined;
}

/** Jobs that wait for this printer or are at it. */
export function countJobsAt(database: ReadDatabase, deviceId: string): number {
  return (
    sql<[string], { jobs: number }>(
      database,
      `SELECT count(*) AS jobs FROM print_job WHERE device_id = ? AND state IN ('queued', 'printing')`,
    ).get(deviceId)?.jobs ?? 0
  );
}
