import type { DriverName } from '../../main/domain/device/drivers/table.ts';
import { apduMasker, hideAll } from './maskApdu.ts';
import { ccidMasker } from './maskCcid.ts';
import { escPosMasker } from './maskEscPos.ts';
import { samVMasker } from './maskSamV.ts';
import { scannerMasker } from './maskScanner.ts';
import type { Masker } from './port.ts';

/** How the bytes of each driver are masked. Drivers without a line of their own record nothing, or whole commands. */
const MASKERS = {
  'serial-ccid': ccidMasker,
  pcsc: apduMasker,
  'ss-card-driver': () => hideAll,
  'hea-sec-read-info': () => hideAll,
  'ss-card-dll': () => hideAll,
  'sam-v': samVMasker,
  'serial-scanner': scannerMasker,
  'keyboard-wedge': () => hideAll,
  escpos: escPosMasker,
  'system-a4': () => hideAll,
} as const satisfies Record<DriverName, () => Masker>;

/** A new masker for one connection of a device with this driver. What it does not understand it masks. */
export function maskFor(driver: DriverName): Masker {
  return MASKERS[driver]();
}
