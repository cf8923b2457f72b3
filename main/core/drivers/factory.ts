import { calmLog } from '../../../native/calmLog.ts';
import { startHelper } from '../../../native/helper/startHelper.ts';
import { endOnFlood } from '../../../native/transport/floodGuard.ts';
import type { ListedPort } from '../../../native/transport/port.ts';
import type { Timers } from '../../domain/time.ts';
import type { MakeDriver } from '../../services/devices/driverPort.ts';
import { createPortList } from '../../services/devices/followPort.ts';
import type { Tools } from './driver.ts';
import { openerOf, type Way } from './opener.ts';
import { makeDriver } from './table.ts';

/** What the drivers are put together from. */
export interface DriverParts extends Pick<Way, 'virtualSocket' | 'paths'> {
  readonly serialPorts: () => Promise<readonly ListedPort[]>;
  readonly timers: Timers;
  readonly log: (line: string) => void;
}

/** Makes drivers from definitions: the one place where a name of a driver becomes code. */
export function createDriverFactory(parts: DriverParts): MakeDriver {
  const { timers, virtualSocket, paths } = parts;
  const ports = createPortList(parts.serialPorts, timers);
  return (definition, hooks) => {
    const log = calmLog(parts.log, timers);
    const tools: Tools = {
      timers,
      log,
      hooks,
      helper:
        (kind, runtime = null) =>
        () =>
          startHelper({ kind, runtime, log }),
      line: (link, stopBits = 1) => {
        const way = { definition, stopBits, hooks, ports, virtualSocket, paths };
        return endOnFlood(hooks.record(openerOf(link.transport, link, way)), timers);
      },
    };
    const { driver } = definition;
    return makeDriver(driver.driver, driver, tools);
  };
}
