import type { DeviceSettings } from '../domain/journal/entry.ts';
import { driverSchema, type DeviceDriver } from '../domain/device/drivers/table.ts';
import type { VirtualSocket } from './dock.ts';

const at = (driver: DeviceDriver['driver'], socket: VirtualSocket): DeviceDriver =>
  driverSchema.parse({ driver, link: { transport: 'virtual', socket } });

/** The devices a demonstration begins with; afterwards they are changed as in a real hall. */
export const demoDevices: readonly DeviceSettings[] = [
  { name: '读卡器', driver: at('serial-ccid', 'card-reader'), plugIdentity: null },
  { name: '身份证阅读器', driver: at('sam-v', 'id-card-reader'), plugIdentity: null },
  { name: '扫码器', driver: at('serial-scanner', 'scanner'), plugIdentity: null },
  { name: '凭条打印机', driver: at('escpos', 'printer'), plugIdentity: null },
  { name: '备用打印机', driver: at('escpos', 'second-printer'), plugIdentity: null },
];
