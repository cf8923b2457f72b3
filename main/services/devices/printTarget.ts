import type { PrintTarget } from '../../domain/journal/entry.ts';
import type { CounterDevices } from './port.ts';

/** What slips are laid out for while there is no printer: 80 mm paper, and characters that every printer has. */
const WITHOUT_PRINTER: PrintTarget = { deviceId: null, columns: 48, repertoire: 'gbk' };

/** Where new slips go: the preferred printer and its paper at this moment. */
export function printTargetOf(devices: Pick<CounterDevices, 'printers'>): PrintTarget {
  const [preferred] = devices.printers();
  if (!preferred) return WITHOUT_PRINTER;
  const { columns, repertoire } = preferred.printer.profile;
  return { deviceId: preferred.deviceId, columns, repertoire };
}
