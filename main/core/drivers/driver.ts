import type { HelperKind } from '../../../native/helper/kinds.ts';
import type { StartHelper } from '../../../native/helper/port.ts';
import type { OpenLink } from '../../../native/transport/port.ts';
import type { DriverName, SettingsOf } from '../../domain/device/drivers/table.ts';
import type { DeviceLink } from '../../domain/device/link.ts';
import type { Timers } from '../../domain/time.ts';
import type { DriverHooks, RunningDriver } from '../../services/devices/driverPort.ts';

/** A link whose bytes go through this process; a spooler takes whole documents. */
export type ByteLink = Exclude<DeviceLink, { readonly transport: 'spooler' }>;

/** Serial CCID readers send two stop bits, everything else of a hall one. */
export type StopBits = 1 | 2;

/** What one driver is made with. */
export interface Tools {
  readonly timers: Timers;
  readonly log: (line: string) => void;
  readonly hooks: DriverHooks;
  /** Starts helpers of a kind; `runtime` is the Node executable, null (also when left out) for the counter's own. */
  readonly helper: (kind: HelperKind, runtime?: string | null) => StartHelper;
  /** Opens the way to the device, recorded, and ended when it is flooded. */
  readonly line: (link: ByteLink, stopBits?: StopBits) => OpenLink;
}

/** Makes the driver of one device from its settings. */
export type Make<Name extends DriverName> = (settings: SettingsOf<Name>, tools: Tools) => RunningDriver;
