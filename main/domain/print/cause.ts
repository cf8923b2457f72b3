import { z } from 'zod';
import { keysOf } from '../keysOf.ts';

/** What keeps a printer from printing: what happened and what to do, for the light, the strip and the technician. */
export const printerFaultTexts = {
  'not-found': ['没有找到打印机', '请检查打印机是否开机、线是否插好。'],
  'not-a-device': ['打印机的路径不是可用的设备', '请技术人员在设备页核对端口。'],
  'port-busy': ['打印机端口被其他程序占用', '请关闭占用端口的程序。'],
  'port-denied': ['没有权限使用打印机端口', '请联系信息股。'],
  'port-refused': ['打印机端口打不开', '请技术人员在设备页核对端口和波特率。'],
  'cable-lost': ['打印机连接中断', '请检查打印机的线和电源。'],
  'no-answer': ['打印机没有应答', '请检查打印机是否开机、联机。'],
  'paper-end': ['打印机缺纸', '请装好纸，排队的单据会接着打印。'],
  'cover-open': ['打印机盖没有盖好', '请盖好打印机盖，排队的单据会接着打印。'],
  cutter: ['打印机切刀故障', '请关机后清理切刀处的纸。'],
  offline: ['打印机脱机', '请按打印机上的联机键。'],
  unrecoverable: ['打印机故障', '请关机重开；仍不行请联系信息股。'],
} as const satisfies Record<string, PrintCauseText>;

type PrintCauseText = readonly [happened: string, advice: string];

/** What keeps a printer from printing. */
export type PrinterFault = keyof typeof printerFaultTexts;

/**
 * Why a print job is where it is: a fault of the printer, or what became of the job without one. `counter-ended`: it was at
 * the printer when the counter ended, so only a person can tell. `printer-changed`: it was at the printer when that was set
 * up anew and gave no answer any more. `not-wanted`: a person gave it up. Recorded by code; the words are those of the
 * release that shows them.
 */
export const printCauseTexts = {
  ...printerFaultTexts,
  'counter-ended': ['打印时柜台程序中断', ''],
  'printer-changed': ['打印时打印机被重新设置', ''],
  'not-wanted': ['柜员作废', ''],
} as const satisfies Record<string, PrintCauseText>;

/** Why a print job is where it is. */
export type PrintCause = keyof typeof printCauseTexts;

/** What happened, as a clerk says it; empty where there is nothing to say. */
export function printCauseText(cause: PrintCause | null): string {
  return cause === null ? '' : printCauseTexts[cause][0];
}

/** A fault as it is recorded. */
export const printerFaultSchema = z.enum(keysOf(printerFaultTexts));

/** A cause as it is recorded. */
export const printCauseSchema = z.enum(keysOf(printCauseTexts));
