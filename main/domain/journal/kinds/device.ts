import { z } from 'zod';
import { deviceDefinitionSchema } from '../../device/device.ts';
import { driverSchema } from '../../device/drivers/table.ts';
import { defineKind } from '../kind.ts';

const settingsSchema = deviceDefinitionSchema.omit({ deviceId: true });

/** A device as it is set up, without the id that is the subject of its entries. */
export type DeviceSettings = Readonly<z.infer<typeof settingsSchema>>;

/** What is plugged in; the subject is the device. */
export const deviceKinds = [
  defineKind({ name: 'device.added', version: 1, schema: settingsSchema }),
  defineKind({ name: 'device.changed', version: 1, schema: settingsSchema }),
  defineKind({ name: 'device.removed', version: 1, schema: z.object({}) }),
  /** New slips go to this printer. */
  defineKind({ name: 'device.preferred', version: 1, schema: z.object({}) }),
  defineKind({ name: 'device.tested', version: 1, schema: z.object({ passed: z.boolean() }) }),
  defineKind({ name: 'device.tracing', version: 1, schema: z.object({ tracing: z.boolean() }) }),
  defineKind({ name: 'device.trace-saved', version: 1, schema: z.object({ lines: z.int() }) }),
  /** The counter found something out about the device; its settings say so from now on. */
  defineKind({
    name: 'device.learned',
    version: 1,
    schema: z.object({ what: z.literal('answers-status'), driver: driverSchema }),
  }),
  /** Found by its serial number on another port, where it goes on. */
  defineKind({ name: 'device.moved', version: 1, schema: z.object({ from: z.string(), driver: driverSchema }) }),
] as const;
