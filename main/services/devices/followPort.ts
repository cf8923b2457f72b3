import type { ListedPort, OpenLink } from '../../../native/transport/port.ts';
import type { Timers } from '../../domain/time.ts';
import type { PlugIdentity } from '../../domain/device/device.ts';
import { plugIdentityOf } from './detection.ts';

/** How long a list of the ports is good: a plugged device is found within seconds, and the system is not asked all the time. */
const LIST_KEPT_MS = 2_000;

/** Lists the serial ports; several devices that look for theirs at the same time cause one listing. */
export function createPortList(
  list: () => Promise<readonly ListedPort[]>,
  timers: Timers,
): () => Promise<readonly ListedPort[]> {
  let listed: Promise<readonly ListedPort[]> | undefined;
  let at = 0;
  return () => {
    const now = timers.running();
    if (listed === undefined || now - at > LIST_KEPT_MS) {
      at = now;
      listed = list();
    }
    return listed;
  };
}

/** What following a device over the ports needs. */
export interface FollowOptions {
  readonly identity: PlugIdentity;
  /** Where the device was when it was set up, or found last. */
  readonly path: string;
  readonly openAt: (path: string) => OpenLink;
  /** May reject where the system cannot list its ports: then the known path is all there is. */
  readonly ports: () => Promise<readonly ListedPort[]>;
  /** True for a path that belongs to another device of the counter. */
  readonly isTaken: (path: string) => boolean;
  /** The device answers on this other path from now on. */
  readonly onMoved: (path: string) => void;
}

/**
 * Opens a device that is known by its serial number, on whatever port it is. A port that now belongs to a device with another
 * serial number is not opened. Asked once for each attempt to connect, so nothing is looked for while all is well.
 */
export function followPort(options: FollowOptions): OpenLink {
  const { identity, openAt } = options;
  let path = options.path;

  const list = async (): Promise<readonly ListedPort[] | null> => {
    try {
      return await options.ports();
    } catch {
      // Not a fault of this device: without a list it is opened where it was.
      return null;
    }
  };

  return async () => {
    const ports = await list();
    const here = ports?.find((port) => port.path === path);
    if (ports === null || (here !== undefined && isSame(here, identity))) return await openAt(path)();
    if (here === undefined) {
      // Not listed: a link to a port, or a port the system does not list, can be opened all the same.
      const opened = await openAt(path)();
      if (opened.ok || opened.code !== 'NOT_FOUND') return opened;
    }
    const there = ports.find((port) => isSame(port, identity));
    if (there === undefined) {
      return { ok: false, code: 'NOT_FOUND', detail: `${path}: no device with serial number ${identity.serialNumber}` };
    }
    if (options.isTaken(there.path)) {
      return { ok: false, code: 'BUSY', detail: `found on ${there.path}, which is set up for another device` };
    }
    const opened = await openAt(there.path)();
    if (opened.ok) {
      path = there.path;
      options.onMoved(path);
    }
    return opened;
  };
}

function isSame(port: ListedPort, identity: PlugIdentity): boolean {
  const found = plugIdentityOf(port);
  return (
    found !== null &&
    found.serialNumber === identity.serialNumber &&
    found.vendorId === identity.vendorId &&
    found.productId === identity.productId
  );
}
