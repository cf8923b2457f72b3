import { systemTimers } from '../../native/systemTime.ts';
import path from 'node:path';
import type { OpenLink } from '../../native/transport/port.ts';
import { startCentralStandIn } from '../demo/central/standIn.ts';
import { demoAccounts, demoConfiguration, demoStandIns } from '../demo/configuration.ts';
import { demoDevices } from '../demo/deviceSettings.ts';
import { createDemoDock } from '../demo/dock.ts';
import { demoPeople } from '../demo/people.ts';
import type { DeviceSettings } from '../domain/journal/entry.ts';
import type { Clock } from '../domain/time.ts';
import type { Role } from '../domain/staff/role.ts';
import type { NamedStandIn } from '../domain/staff/standIn.ts';
import type { DemoDock } from '../services/dock.ts';
import { CONFIGURATION_FILE, configurationSchema, readConfiguration, type Configuration } from './configuration.ts';
import type { StartFailure } from './port.ts';

/** Effects of the embedded stand-in, so that a restart does not forget what it was sent. */
const STAND_IN_FILE = 'demo-central.db';

/** What surrounds the counter: its configuration, and in demonstration mode the stand-ins for all that is outside. */
export interface Hall {
  readonly configuration: Configuration;
  /** Opens a socket of the demonstration's virtual machine; a real hall has none. */
  readonly virtualSocket: (name: string) => OpenLink | undefined;
  /** Devices that a new counter of this hall begins with. */
  readonly firstDevices: readonly DeviceSettings[];
  readonly dock: DemoDock | null;
  readonly accounts: readonly {
    readonly number: string;
    readonly name: string;
    readonly role: Role;
    readonly password: string;
  }[];
  /** Who stands in for whom where the accounts are new. */
  readonly standIns: readonly NamedStandIn[];
  readonly close: () => Promise<void>;
}

/** Reads the configuration and puts up what it names. A demonstration keeps the hall's own words when it has them. */
export async function openHall(options: {
  readonly home: string;
  readonly demo: boolean;
  readonly clock: Clock;
  /** Whether the catalogue has a material of this code. */
  readonly knows: (materialCode: string) => boolean;
  readonly reportBug: (error: unknown) => void;
}): Promise<StartFailure | { readonly ok: true; readonly hall: Hall }> {
  const { home, demo, clock, knows, reportBug } = options;
  const read = readConfiguration(home, knows);
  if (!read.ok) return read;
  if (!demo) {
    if (read.value === 'absent') return notConfigured(home);
    return {
      ok: true,
      hall: {
        configuration: read.value,
        virtualSocket: () => undefined,
        firstDevices: [],
        dock: null,
        accounts: [],
        standIns: [],
        close: () => Promise.resolve(),
      },
    };
  }
  const standIn = await startCentralStandIn({
    port: 0,
    file: path.join(home, STAND_IN_FILE),
    people: demoPeople,
    clock,
    timers: systemTimers,
  });
  const example = configurationSchema.parse(demoConfiguration(standIn.url));
  const configuration =
    read.value === 'absent' ? example : { ...example, hall: read.value.hall, session: read.value.session };
  const { virtualSocket, dock } = createDemoDock(standIn, reportBug);
  return {
    ok: true,
    hall: {
      configuration,
      virtualSocket,
      firstDevices: demoDevices,
      dock,
      accounts: demoAccounts,
      standIns: demoStandIns,
      close: () => standIn.close(),
    },
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
