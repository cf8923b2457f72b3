import { readdir } from 'node:fs/promises';
import { listPcscReaders } from '../../native/card/pcsc/listReaders.ts';
import { startHelper } from '../../native/helper/startHelper.ts';
import { listSpoolerPrinters } from '../../native/printer/spooler/spoolerClient.ts';
import { systemCodeOf } from '../domain/systemErrors.ts';
import { listSerialPorts } from '../../native/transport/serialPorts.ts';
import { NOT_FOUND_OUT, SearchRefused, type Searches } from '../services/devices/detection.ts';

/** Where Linux shows the printers of its usblp driver. */
const USB_PRINTERS = '/dev/usb';

/** The ways this system has to look for devices. */
export function systemSearches(log: (line: string) => void): Searches {
  return {
    serialPorts: listSerialPorts,
    cardReaders: async () => {
      const listed = await listPcscReaders({
        startHelper: () => startHelper({ kind: 'pcsc', runtime: null, log }),
      });
      if (listed.ok) return listed.readers;
      if (listed.code === 'service-absent') throw new SearchRefused('智能卡服务没有运行，可先手工填写');
      throw new SearchRefused(NOT_FOUND_OUT, listed.detail);
    },
    printerFiles: async () => {
      if (process.platform !== 'linux') return [];
      const names = await readdir(USB_PRINTERS).catch(noFolder);
      return names.filter((name) => /^lp\d+$/.test(name)).map((name) => `${USB_PRINTERS}/${name}`);
    },
    systemPrinters: async () => {
      if (process.platform !== 'win32') return [];
      const listed = await listSpoolerPrinters(() => startHelper({ kind: 'spooler', runtime: null, log }));
      if (listed.ok) return listed.printers;
      throw new SearchRefused(NOT_FOUND_OUT, listed.detail);
    },
  };
}

/** The folder comes with the first printer. That it may not be looked into is something else, and said. */
function noFolder(error: unknown): readonly string[] {
  if (systemCodeOf(error) === 'ENOENT') return [];
  if (['EACCES', 'EPERM'].includes(systemCodeOf(error)))
    throw new SearchRefused('没有查看打印机设备的权限，可手工填写');
  throw error;
}
