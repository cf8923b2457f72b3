import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listLinuxPorts } from '../../../../native/transport/serialPorts.ts';

let system: string;
const terminals = (): string => path.join(system, 'class', 'tty');

/** Lays the part of sysfs that shows one terminal: its own attributes, and the device it hangs on. */
function terminal(name: string, device: string | null, attributes: Readonly<Record<string, string>> = {}): void {
  const folder = path.join(terminals(), name);
  mkdirSync(folder, { recursive: true });
  for (const [attribute, value] of Object.entries(attributes))
    writeFileSync(path.join(folder, attribute), `${value}\n`);
  if (device === null) return;
  const at = path.join(system, 'devices', device);
  mkdirSync(at, { recursive: true });
  symlinkSync(at, path.join(folder, 'device'));
}

function usbDevice(device: string, attributes: Readonly<Record<string, string>>): void {
  const at = path.join(system, 'devices', device);
  mkdirSync(at, { recursive: true });
  for (const [attribute, value] of Object.entries(attributes)) writeFileSync(path.join(at, attribute), `${value}\n`);
}

beforeEach(() => {
  system = mkdtempSync(path.join(tmpdir(), 'sysfs-'));
  mkdirSync(terminals(), { recursive: true });
});
afterEach(() => rmSync(system, { recursive: true, force: true }));

describe.skipIf(process.platform === 'win32')('the serial ports of Linux', () => {
  it('are the terminals with a device: adapters with what they say of themselves, boards without', async () => {
    usbDevice('usb1/1-4', { idVendor: '0403', idProduct: '6001', serial: 'A50285BI', manufacturer: 'FTDI' });
    usbDevice('usb1/1-5', { idVendor: '1A86', idProduct: '7523' });
    terminal('ttyUSB0', 'usb1/1-4/1-4:1.0/ttyUSB0');
    terminal('ttyUSB10', 'usb1/1-5/1-5:1.0/ttyUSB10');
    terminal('ttyS0', 'pnp0/00:00', { type: '4' });
    expect(await listLinuxPorts(terminals())).toEqual([
      { path: '/dev/ttyS0', manufacturer: '', vendorId: '', productId: '', serialNumber: '' },
      { path: '/dev/ttyUSB0', manufacturer: 'FTDI', vendorId: '0403', productId: '6001', serialNumber: 'A50285BI' },
      { path: '/dev/ttyUSB10', manufacturer: '', vendorId: '1a86', productId: '7523', serialNumber: '' },
    ]);
  });

  it('are not the consoles, nor the ports that a driver keeps for chips it did not find', async () => {
    terminal('tty1', null);
    terminal('console', null);
    terminal('ttyS7', 'platform/serial8250', { type: '0' });
    expect(await listLinuxPorts(terminals())).toEqual([]);
  });

  it('cannot be listed where the system does not show them: that is said, not taken for none', async () => {
    await expect(listLinuxPorts(path.join(system, 'nowhere'))).rejects.toThrow('ENOENT');
  });
});
