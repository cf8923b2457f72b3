import { keysOf } from '../keysOf.ts';

/** What a device does at the counter. The Chinese title is what the screen shows. */
export const deviceRoleTitles = {
  'card-reader': '社保卡读卡器',
  'id-card-reader': '身份证阅读器',
  scanner: '扫码器',
  'receipt-printer': '凭条打印机',
  'a4-printer': 'A4 打印机',
} as const satisfies Record<string, string>;

/** What a device does at the counter. */
export type DeviceRole = keyof typeof deviceRoleTitles;

/** All roles, in the order shown. */
export const deviceRoles = keysOf(deviceRoleTitles);
