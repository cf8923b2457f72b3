import { readdir, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { systemCodeOf } from '../../main/domain/systemErrors.ts';
import type { ListedPort } from './port.ts';
import { listOfLibrary } from './serialBinding.ts';

/** Where Linux shows its terminals. */
const TERMINALS = '/sys/class/tty';

/** A port of the 8250 driver behind which no chip was found says this type (`PORT_UNKNOWN`). */
const NO_CHIP = '0';

const text = z.string().default('');
const hexadecimal = text.transform((digits) => digits.toLowerCase());
const listedByLibrary = z.array(
  z.object({
    path: z.string(),
    manufacturer: text,
    vendorId: hexadecimal,
    productId: hexadecimal,
    serialNumber: text,
  }),
);

/** The serial ports of this system. Rejects where it cannot list them. */
export async function listSerialPorts(): Promise<readonly ListedPort[]> {
  if (process.platform === 'linux') return await listLinuxPorts(TERMINALS);
  return listedByLibrary.parse(await listOfLibrary());
}

/**
 * The terminals behind which the kernel knows a device. Read from sysfs and not from `udevadm`, which small installations lack.
 * A terminal without a `device` is a console or a pseudo-terminal.
 */
export async function listLinuxPorts(terminals: string): Promise<readonly ListedPort[]> {
  const names = await readdir(terminals);
  const ports = await Promise.all(names.map((name) => portOf(path.join(terminals, name), name)));
  return ports
    .filter((port) => port !== null)
    .sort((one, other) => one.path.localeCompare(other.path, 'en', { numeric: true }));
}

async function portOf(folder: string, name: string): Promise<ListedPort | null> {
  const device = await realpath(path.join(folder, 'device')).catch(absent);
  if (device === null || (await attribute(folder, 'type')) === NO_CHIP) return null;
  const usb = await usbDeviceOf(device);
  return {
    path: `/dev/${name}`,
    manufacturer: usb === null ? '' : await attribute(usb, 'manufacturer'),
    vendorId: usb === null ? '' : (await attribute(usb, 'idVendor')).toLowerCase(),
    productId: usb === null ? '' : (await attribute(usb, 'idProduct')).toLowerCase(),
    serialNumber: usb === null ? '' : await attribute(usb, 'serial'),
  };
}

/** The USB device a port belongs to: the nearest folder above that names its vendor. */
async function usbDeviceOf(device: string): Promise<string | null> {
  for (let at = device; at !== path.dirname(at); at = path.dirname(at)) {
    if ((await attribute(at, 'idVendor')) !== '') return at;
  }
  return null;
}

/** One line that sysfs tells of a device; empty when it tells none. */
async function attribute(folder: string, name: string): Promise<string> {
  return ((await readFile(path.join(folder, name), 'utf8').catch(absent)) ?? '').trim();
}

/** What is not there is nothing to say of; anything else is an error. A device may be gone while it is looked at. */
function absent(error: unknown): null {
  if (['ENOENT', 'ENOTDIR', 'ENODEV', 'EINVAL', 'EACCES'].includes(systemCodeOf(error))) return null;
  throw error;
}
