import { readdir } from 'node:fs/promises';
import { SerialPort } from 'serialport';
import { z } from 'zod';
import { listPcscReaders } from '../../native/card/pcsc/listReaders.ts';
import { startHelper } from '../../native/helper/startHelper.ts';
import { listSpoolerPrinters } from '../../native/printer/spooler/spoolerClient.ts';
import type { ListedPort, Searches } from '../services/devices/detection.ts';

/** Where Linux shows the printers of its usblp driver. */
const USB_PRINTERS = '/dev/usb';

const hexadecimal = z
  .string()
  .default('')
  .transform((digits) => digits.toLowerCase());
const listedPorts = z.array(
  z.object({
    path: z.string(),
    manufacturer: z.string().default(''),
    vendorId: hexadecimal,
    productId: hexadecimal,
    serialNumber: z.string().default(''),
  }),
);

/** The serial ports as the system lists them. Rejects where it can not: Linux needs udevadm for it. */
export async function listSerialPorts(): Promise<readonly ListedPort[]> {
  return listedPorts.parse(await SerialPort.list());
}

/** The ways this system has to look for devices. */
export function systemSearches(log: (line: string) => void): Searches {
  return {
    serialPorts: listSerialPorts,
    cardReaders: async () => {
      const listed = await listPcscReaders({
        startHelper: () => startHelper({ kind: 'pcsc', runtime: null, log }),
      });
      if (listed.ok) return listed.readers;
      throw new Error(listed.code === 'service-absent' ? '智能卡服务没有运行' : listed.detail);
    },
    printerFiles: async () => {
      if (process.platform !== 'linux') return [];
      const names = await readdir(USB_PRINTERS).catch(() => []);
      return names.filter((name) => /^lp\d+$/.test(name)).map((name) => `${USB_PRINTERS}/${name}`);
    },
    systemPrinters: async () => {
      if (process.platform !== 'win32') return [];
      const listed = await listSpoolerPrinters(() => startHelper({ kind: 'spooler', runtime: null, log }));
      if (listed.ok) return listed.printers;
      throw new Error(listed.detail);
    },
  };
}
