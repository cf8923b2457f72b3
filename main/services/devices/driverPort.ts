import type { CardReader } from '../../../native/card/port.ts';
import type { IdCardReader } from '../../../native/idcard/port.ts';
import type { ReceiptPrinter } from '../../../native/printer/port.ts';
import type { Scanner } from '../../../native/scanner/port.ts';
import type { Recording } from '../../../native/trace/port.ts';
import type { DevicePathProblem, OpenLink } from '../../../native/transport/port.ts';
import type { DeviceDefinition } from '../../domain/device/device.ts';
import type { DeviceDriver } from '../../domain/device/drivers/table.ts';

/** The driver of one device. Devices that the window or the system serves have none here. */
export type RunningDriver =
  | { readonly role: 'card-reader'; readonly driver: CardReader }
  | { readonly role: 'id-card-reader'; readonly driver: IdCardReader }
  | { readonly role: 'scanner'; readonly driver: Scanner }
  | { readonly role: 'receipt-printer'; readonly driver: ReceiptPrinter }
  | { readonly role: 'window' | 'system' };

/**
 * What a running device finds out about itself: `moved` it answers on another port now, `learned` something that its next run
 * should know. It goes on undisturbed.
 */
export type DiscoveryKind = 'moved' | 'learned';

/** What the counter gives a driver, and what it hears of it. */
export interface DriverHooks {
  /** Records what goes over a line; the driver's opener is passed through it. */
  readonly record: (open: OpenLink) => OpenLink;
  /** For whole commands and answers of a device without a line. */
  readonly recording: Recording;
  /** True when another device of this counter has this place: a device that is looked for is not taken from there. */
  readonly isTaken: (driver: DeviceDriver) => boolean;
  /** Says what the settings, as they are now, become by what was found out. */
  readonly discovered: (kind: DiscoveryKind, settings: (now: DeviceDriver) => DeviceDriver) => void;
}

/** Why the path in these settings cannot be a device's; null when it can, or when they have none. */
export type DevicePathCheck = (driver: DeviceDriver) => DevicePathProblem | null;

/** Makes the driver of a device, not yet started. */
export type MakeDriver = (definition: DeviceDefinition, hooks: DriverHooks) => RunningDriver;
