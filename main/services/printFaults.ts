import type { PrinterFault } from '../../native/printer/port.ts';

/** What is wrong with the printer and what to do, for the light, the job and the strip that asks the teller. */
export const printerFaultTexts = {
  'not-found': ['没有找到打印机', '请检查打印机是否开机、线是否插好。'],
  'not-a-device': ['打印机的路径不是设备', '请技术人员在设备页核对端口。'],
  'port-busy': ['打印机端口被其他程序占用', '请关闭占用端口的程序。'],
  'port-denied': ['没有权限使用打印机端口', '请联系信息股。'],
  'cable-lost': ['打印机连接中断', '请检查打印机的线和电源。'],
  'no-answer': ['打印机没有应答', '请检查打印机是否开机、联机。'],
  'paper-end': ['打印机缺纸', '请装好纸，装好后自动继续。'],
  'cover-open': ['打印机盖没有盖好', '请盖好打印机盖，盖好后自动继续。'],
  cutter: ['打印机切刀故障', '请关机后清理切刀处的纸。'],
  offline: ['打印机脱机', '请按打印机上的联机键。'],
  unrecoverable: ['打印机故障', '请关机重开；仍不行请联系信息股。'],
} as const satisfies Record<PrinterFault, readonly [what: string, advice: string]>;

/** Chinese name of a fault recorded with a job; other causes are already Chinese. */
export function faultText(cause: string): string {
  return Object.hasOwn(printerFaultTexts, cause) ? printerFaultTexts[cause as PrinterFault][0] : cause;
}
