import { deviceDefinitionSchema, roleOf, type DeviceDefinition } from '../domain/device/device.ts';
import { sql, type Database } from './database.ts';

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

const json = (text: string): unknown => JSON.parse(text) as unknown;

/** The devices of this counter in the order they were added. */
export function listDevices(database: Database): readonly DeviceRow[] {
  const rows = sql<[], Stored>(
    database,
    `SELECT device_id AS deviceId, name, driver, plug_identity AS plugIdentity, preferred
     FROM device WHERE removed_at IS NULL ORDER BY added_at, device_id`,
  ).all();
  const devices = rows.map(({ preferred, plugIdentity, driver, ...row }) => ({
    definition: deviceDefinitionSchema.parse({
      ...row,
      driver: json(driver),
      plugIdentity: plugIdentity === null ? null : json(plugIdentity),
    }),
    chosen: preferred === 1,
  }));
  const printers = devices.filter(({ definition }) => roleOf(definition) === 'receipt-printer');
  const first = printers.find(({ chosen }) => chosen) ?? printers[0];
  return devices.map((device) => ({ definition: device.definition, preferred: device === first }));
}

/** True when a device was ever set up here, also one that is gone. */
export function everHadDevices(database: Database): boolean {
  return sql<[], { one: number }>(database, 'SELECT 1 AS one FROM device LIMIT 1').get() !== undefined;
}

/** Jobs that wait for this printer or are at it. */
export function countJobsAt(database: Database, deviceId: string): number {
  return (
    sql<[string], { jobs: number }>(
      database,
      `SELECT count(*) AS jobs FROM print_job WHERE device_id = ? AND state IN ('queued', 'printing')`,
    ).get(deviceId)?.jobs ?? 0
  );
}
