import { z } from 'zod';
import { driverRules, driverSchema } from './drivers/table.ts';
import type { DeviceRole } from './role.ts';

/**
 * What a plugged device says of itself, by which it is recognised on another port. Only a device with a serial number can be
 * told from others of its kind.
 */
export const plugIdentitySchema = z.strictObject({
  vendorId: z.string().max(8),
  productId: z.string().max(8),
  serialNumber: z.string().min(1).max(100),
});

/** What a plugged device says of itself. */
export type PlugIdentity = z.infer<typeof plugIdentitySchema>;

/** A device of this counter as the technician set it up. */
export const deviceDefinitionSchema = z.strictObject({
  deviceId: z.uuid(),
  /** What the hall calls it, e.g. `左侧读卡器`. */
  name: z.string().min(1).max(40),
  driver: driverSchema,
  plugIdentity: plugIdentitySchema.nullable(),
});

/** A device of this counter as the technician set it up. */
export type DeviceDefinition = z.infer<typeof deviceDefinitionSchema>;

/** What a device is for. */
export function roleOf({ driver }: Pick<DeviceDefinition, 'driver'>): DeviceRole {
  return driverRules(driver).role;
}
