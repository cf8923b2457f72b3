import { z } from 'zod';
import { listPcscReaders } from '../../native/card/pcsc/listReaders.ts';
import type { PcscReaderList } from '../../native/card/pcsc/listReaders.ts';
import { createPcscReader } from '../../native/card/pcsc/pcscReader.ts';
import { startHelper } from '../../native/helper/startHelper.ts';
import { systemTimers } from '../../native/systemTime.ts';
import { readArguments } from './arguments.ts';
import type { ArgumentsResult } from './arguments.ts';
import { readerFaultTexts } from '../domain/device/faults.ts';
import { faultSentence } from './faultText.ts';
import { everyDriver, everyDriverOptions, namedDrivers } from './readCardDrivers.ts';
import type { ReadCardOrder } from './readCardDrivers.ts';

/** Usage of `device read-card` with a reader of the smart-card service. */
export const PCSC_READ_USAGE = 'device read-card --driver pcsc --reader 读卡器名称 [--timeout S] [--full] [--json]';

const pcsc = z.object({
  ...everyDriver,
  driver: z.literal('pcsc'),
  reader: z.string({ error: '必须给出读卡器名称(见 device list)' }).min(1),
});

/** The order for a reader of the smart-card service; undefined when the arguments name another driver. */
export function pcscReadOrder(args: readonly string[]): ArgumentsResult<ReadCardOrder> | undefined {
  if (!namedDrivers(args).includes('pcsc')) return undefined;
  const read = readArguments(args, { ...everyDriverOptions, reader: { type: 'string' } }, pcsc);
  if (!read.ok) return read;
  const { reader: name, timeout, full, json } = read.options;
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const reader = createPcscReader({
    startHelper: () => startHelper({ kind: 'pcsc', runtime: null, log }),
    reader: name,
    timers: systemTimers,
    log,
  });
  return { ok: true, options: { reader, timeout, full, json } };
}

/** The readers of the smart-card service, asked in silence: a system without one is no problem. */
export function listSmartCardReaders(): Promise<PcscReaderList> {
  return listPcscReaders({ startHelper: () => startHelper({ kind: 'pcsc', runtime: null, log: () => undefined }) });
}

/** The list as lines for people. */
export function describeSmartCardReaders(list: PcscReaderList): readonly string[] {
  if (!list.ok) {
    return [
      list.code === 'service-absent'
        ? faultSentence(readerFaultTexts['service-absent'])
        : `不能列出 USB 读卡器:${list.detail}`,
    ];
  }
  if (list.readers.length === 0) return ['没有找到 USB 读卡器(PC/SC)。'];
  return list.readers.map((name) => `${name}  (USB 读卡器,--driver pcsc --reader)`);
}
