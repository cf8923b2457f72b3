import { describe, expect, it } from 'vitest';
import { createDriverFactory } from '../../../main/core/drivers/factory.ts';
import {
  driverSchema,
  drivers,
  type DeviceDriver,
  type DriverName,
} from '../../../main/domain/device/drivers/table.ts';
import type { DriverHooks, RunningDriver } from '../../../main/services/devices/driverPort.ts';
import { systemTimers } from '../../../native/systemTime.ts';
import { createVirtualPort } from '../../../native/transport/virtualPort.ts';

const virtual = { transport: 'virtual', socket: 'socket' };
/** The least settings of every driver. */
const settings: Record<DriverName, object> = {
  'serial-ccid': { link: virtual },
  pcsc: { reader: 'ACME Reader 00 00' },
  'ss-card-driver': { library: '/opt/vendor/libSSCardDriver.so' },
  'hea-sec-read-info': { library: '/opt/vendor/libHeaSecReadInfo.so', initialization: '{}' },
  'ss-card-dll': { library: 'C:\\SSCard.dll', url: 'http://127.0.0.1', user: 'u' },
  'sam-v': { link: virtual },
  'serial-scanner': { link: virtual },
  'keyboard-wedge': {},
  escpos: { link: virtual },
  'system-a4': {},
};
const links = [
  { transport: 'serial', path: '/dev/ttyUSB0' },
  { transport: 'tcp', host: '10.0.0.7' },
  { transport: 'device-file', path: '/dev/usb/lp0' },
  { transport: 'spooler', printer: 'POS80' },
  virtual,
];

const recorded: string[] = [];
const hooks: DriverHooks = {
  record: (open) => {
    recorded.push('recorded');
    return open;
  },
  recording: { on: () => false, sink: () => undefined },
  isTaken: () => false,
  discovered: () => undefined,
};

function make(driver: DeviceDriver, opened: string[] = []): RunningDriver {
  const factory = createDriverFactory({
    virtualSocket: (name) => {
      opened.push(name);
      return name === 'socket' ? createVirtualPort({ name, timers: systemTimers }, () => undefined).open : undefined;
    },
    serialPorts: () => Promise.resolve([]),
    paths: { from: 'system' },
    timers: systemTimers,
    log: () => undefined,
  });
  const definition = { deviceId: '01900000-0000-7000-8000-000000000000', name: '设备', driver, plugIdentity: null };
  return factory(definition, hooks);
}

describe('every driver that can be set up', () => {
  it.each(Object.entries(settings))(
    '%s becomes a device of its role, and is not started by being made',
    (name, least) => {
      const driver = driverSchema.parse({ driver: name, ...least });
      const running = make(driver);
      const { role } = drivers[driver.driver];
      if (!('driver' in running)) {
        expect(['keyboard-wedge', 'system-a4']).toContain(name);
        return;
      }
      expect(running.role).toBe(role);
      const driven: { status(): unknown } = running.driver;
      expect(driven.status()).toEqual({ state: 'connecting' });
    },
  );

  it.each(links)('a printer over $transport is put together, and what goes over a line can be recorded', (link) => {
    recorded.length = 0;
    const driver = driverSchema.parse({ driver: 'escpos', link });
    expect(make(driver).role).toBe('receipt-printer');
    // A spooler takes whole documents: there is no line.
    expect(recorded).toHaveLength(link.transport === 'spooler' ? 0 : 1);
  });

  it('says that a virtual socket does not exist instead of failing', async () => {
    const asked: string[] = [];
    const driver = driverSchema.parse({ driver: 'serial-scanner', link: { transport: 'virtual', socket: 'nowhere' } });
    const running = make(driver, asked);
    if (running.role !== 'scanner') throw new Error('no scanner');
    const told = Promise.withResolvers<unknown>();
    running.driver.subscribe(told.resolve);
    running.driver.start();
    expect(await told.promise).toMatchObject({ state: 'unavailable', fault: 'not-found' });
    await running.driver.stop();
    expect(asked).toEqual(['nowhere']);
  });
});
