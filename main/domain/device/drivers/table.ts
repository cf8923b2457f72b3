import { z } from 'zod';
import { keysOf } from '../../keysOf.ts';
import type { DriverRules, FoundKind } from './driver.ts';
import { escposRules, escposSchema } from './escpos.ts';
import { heaSecReadInfoRules, heaSecReadInfoSchema } from './heaSecReadInfo.ts';
import { keyboardWedgeRules, keyboardWedgeSchema } from './keyboardWedge.ts';
import { pcscRules, pcscSchema } from './pcsc.ts';
import { samVRules, samVSchema } from './samV.ts';
import { serialCcidRules, serialCcidSchema } from './serialCcid.ts';
import { serialScannerRules, serialScannerSchema } from './serialScanner.ts';
import { ssCardDllRules, ssCardDllSchema } from './ssCardDll.ts';
import { ssCardDriverRules, ssCardDriverSchema } from './ssCardDriver.ts';
import { systemA4Rules, systemA4Schema } from './systemA4.ts';

/** Which driver serves a device, and its settings. */
export const driverSchema = z.discriminatedUnion('driver', [
  serialCcidSchema,
  pcscSchema,
  ssCardDriverSchema,
  heaSecReadInfoSchema,
  ssCardDllSchema,
  samVSchema,
  serialScannerSchema,
  keyboardWedgeSchema,
  escposSchema,
  systemA4Schema,
]);

/** Which driver serves a device, and its settings. */
export type DeviceDriver = z.infer<typeof driverSchema>;

/** Name of a driver. */
export type DriverName = DeviceDriver['driver'];

/** Settings of the driver of a name. */
export type SettingsOf<Name extends DriverName> = {
  readonly [One in DriverName]: Extract<DeviceDriver, { readonly driver: One }>;
}[Name];

/**
 * Every driver, in the order shown. A new one is a file here and its two lines in this file; how it becomes code stands in
 * `main/core/drivers`, what is asked for it in `renderer/devices/driverSettings.ts`.
 */
export const drivers = {
  'serial-ccid': serialCcidRules,
  pcsc: pcscRules,
  'ss-card-driver': ssCardDriverRules,
  'hea-sec-read-info': heaSecReadInfoRules,
  'ss-card-dll': ssCardDllRules,
  'sam-v': samVRules,
  'serial-scanner': serialScannerRules,
  'keyboard-wedge': keyboardWedgeRules,
  escpos: escposRules,
  'system-a4': systemA4Rules,
} as const satisfies { readonly [Name in DriverName]: DriverRules<SettingsOf<Name>> };

/** Names of all drivers, in the order shown. */
export const driverNames = keysOf(drivers);

/** What is known of the driver of these settings, for these settings. */
export function driverRules({ driver }: Pick<DeviceDriver, 'driver'>): DriverRules<DeviceDriver> {
  return drivers[driver];
}

/** What something found plugged in can be set up as, each with its usual settings, in the order of the table. */
export function settingsFor(kind: FoundKind, place: string): readonly DeviceDriver[] {
  return driverNames.flatMap((driver) => {
    const settings = drivers[driver].found(kind, place);
    return settings === null ? [] : [driverSchema.parse({ driver, ...settings })];
  });
}

/** True for what goes over a line, or in whole commands, through this program. */
export function isTraceable(settings: DeviceDriver): boolean {
  const overLine = 'link' in settings && settings.link.transport !== 'spooler';
  const { trace } = driverRules(settings);
  return trace === 'commands' || (trace === 'line' && overLine);
}

/** Where a device is, as a technician reads it. */
export function placeOf(settings: DeviceDriver): string {
  return driverRules(settings).place(settings);
}

/**
 * The same for two devices that cannot both be used, because they are the same place. Windows does not tell `com3` from
 * `COM3`. A printer of the system may take slips from us and sheets from the system.
 */
export function placeKey(settings: DeviceDriver): string {
  const kind = 'link' in settings ? settings.link.transport : settings.driver;
  const place = placeOf(settings);
  return `${kind} ${/^com\d+$/i.test(place) ? place.toUpperCase() : place}`;
}
