import type { DriverName, SettingsOf } from '../../domain/device/drivers/table.ts';
import type { RunningDriver } from '../../services/devices/driverPort.ts';
import type { Make, Tools } from './driver.ts';
import { makeEscpos } from './escpos.ts';
import { makePcsc } from './pcsc.ts';
import { makeSamV } from './samV.ts';
import { makeSerialCcid } from './serialCcid.ts';
import { makeSerialScanner } from './serialScanner.ts';
import { makeLibraryReader } from './vendorLibrary.ts';

/** How each driver that can be set up becomes code. */
const makers: { readonly [Name in DriverName]: Make<Name> } = {
  'serial-ccid': makeSerialCcid,
  pcsc: makePcsc,
  'ss-card-driver': makeLibraryReader,
  'hea-sec-read-info': makeLibraryReader,
  'ss-card-dll': makeLibraryReader,
  'sam-v': makeSamV,
  'serial-scanner': makeSerialScanner,
  // Nothing of it runs here: the window takes the codes.
  'keyboard-wedge': () => ({ role: 'window' }),
  escpos: makeEscpos,
  // Nothing of it runs here: the shell prints the sheets.
  'system-a4': () => ({ role: 'system' }),
};

/** The driver of a device, not yet started. */
export function makeDriver<Name extends DriverName>(
  name: Name,
  settings: SettingsOf<Name>,
  tools: Tools,
): RunningDriver {
  return makers[name](settings, tools);
}
