import path from 'node:path';
import { createCardReader } from '../../native/card/cardReader.ts';
import { createReceiptPrinter } from '../../native/printer/receiptPrinter.ts';
import type { OpenLink } from '../../native/transport/port.ts';
import { systemTimers } from '../../native/transport/timers.ts';
import type { CardReader } from '../../native/card/port.ts';
import type { ReceiptPrinter } from '../../native/printer/port.ts';
import { startCentralStandIn } from '../demo/central/standIn.ts';
import { demoAccounts, demoConfiguration } from '../demo/configuration.ts';
import { createDemoDock } from '../demo/dock.ts';
import { demoPeople } from '../demo/people.ts';
import { printerProfileSchema } from '../domain/device/device.ts';
import type { Role } from '../domain/staff/role.ts';
import type { DemoDock } from '../services/dock.ts';
import { CONFIGURATION_FILE, configurationSchema, readConfiguration, type Configuration } from './configuration.ts';
import { openCardReader, openPrinter } from './devices.ts';
import type { StartFailure } from './port.ts';

/** Effects of the embedded stand-in, so that a restart does not forget what it was sent. */
const STAND_IN_FILE = 'demo-central.db';

/** What surrounds the counter: its configuration, its devices, and in demonstration mode the stand-ins for both. */
export interface Hall {
  readonly configuration: Configuration;
  readonly reader: CardReader;
  readonly printer: ReceiptPrinter;
  readonly dock: DemoDock | null;
  readonly accounts: readonly {
    readonly number: string;
    readonly name: string;
    readonly role: Role;
    readonly password: string;
  }[];
  readonly close: () => Promise<void>;
}

/** Reads the configuration and puts up what it names. A demonstration keeps the hall's own words when it has them. */
export async function openHall(options: {
  readonly home: string;
  readonly demo: boolean;
  readonly log: (line: string) => void;
}): Promise<StartFailure | { readonly ok: true; readonly hall: Hall }> {
  const { home, demo, log } = options;
  const read = readConfiguration(home);
  if (!read.ok) return read;
  if (!demo) {
    if (read.value === 'absent') return notConfigured(home);
    const configuration = read.value;
    return {
      ok: true,
      hall: {
        configuration,
        reader: openCardReader(configuration.devices.cardReader, log),
        printer: openPrinter(configuration.devices.printer, log),
        dock: null,
        accounts: [],
        close: () => Promise.resolve(),
      },
    };
  }
  const standIn = await startCentralStandIn({
    port: 0,
    file: path.join(home, STAND_IN_FILE),
    people: demoPeople,
    clock: { now: () => Date.now() },
  });
  const example = configurationSchema.parse(demoConfiguration(standIn.url));
  const configuration =
    read.value === 'absent' ? example : { ...example, hall: read.value.hall, session: read.value.session };
  const { virtualSocket, dock } = createDemoDock(standIn);
  const { reader, printer } = openVirtualDevices(virtualSocket, log);
  return {
    ok: true,
    hall: { configuration, reader, printer, dock, accounts: demoAccounts, close: () => standIn.close() },
  };
}

/** The drivers over the sockets of the demonstration's virtual machine. */
function openVirtualDevices(
  virtualSocket: (name: string) => OpenLink | undefined,
  log: (line: string) => void,
): Pick<Hall, 'reader' | 'printer'> {
  const readerSocket = virtualSocket('card-reader');
  const printerSocket = virtualSocket('printer');
  if (!readerSocket || !printerSocket) throw new Error('the virtual machine has no such socket');
  return {
    reader: createCardReader({ open: readerSocket, variant: 'gempc-twin', timers: systemTimers, log }),
    printer: createReceiptPrinter({
      open: printerSocket,
      profile: printerProfileSchema.parse({}),
      timers: systemTimers,
      log,
    }),
  };
}

function notConfigured(home: string): StartFailure {
  return {
    ok: false,
    code: 'CONFIGURATION',
    message:
      `还没有本厅的配置文件，没有启动，数据没有改动。请把 counter.example.yaml 复制为 ` +
      `${path.join(home, CONFIGURATION_FILE)}，按说明填写后重新启动；想先看演示请加 --demo。`,
  };
}
