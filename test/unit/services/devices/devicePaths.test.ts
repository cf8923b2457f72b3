import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { devicePathCheck, devicePathRules } from '../../../../main/core/devicePaths.ts';
import { createDriverFactory } from '../../../../main/core/drivers/factory.ts';
import { driverSchema, type DeviceDriver } from '../../../../main/domain/device/drivers/table.ts';
import { createDeviceService, type DeviceService } from '../../../../main/services/devices/deviceService.ts';
import { createRack } from '../../../../main/services/devices/rack.ts';
import { seedDevices } from '../../../../main/services/devices/seedDevices.ts';
import type { StaffActor } from '../../../../main/domain/staff/actor.ts';
import { systemClock } from '../../../../native/systemTime.ts';
import { systemTimers } from '../../../../native/systemTime.ts';
import { done, openDesk, type Desk } from '../../../fixtures/desk/desk.ts';
import { nothingToFind } from '../../../fixtures/desk/rack.ts';

const TECHNICIAN: StaffActor = { kind: 'person', number: '9001', name: '王技术', role: 'technician' };
const NOTE = '下班前把钥匙交给老李\n';

let desk: Desk;
let service: DeviceService;
const inHome = (name: string): string => path.join(desk.folder, name);

const printerAt = (at: string): DeviceDriver =>
  driverSchema.parse({ driver: 'escpos', link: { transport: 'device-file', path: at } });
const lineAt = (at: string): DeviceDriver =>
  driverSchema.parse({ driver: 'escpos', link: { transport: 'serial', path: at } });
const settings = (driver: DeviceDriver) => ({ name: '凭条打印机', driver, plugIdentity: null });

beforeEach(() => {
  desk = openDesk('file');
  for (const name of ['database.key', 'note.txt']) writeFileSync(inHome(name), NOTE);
  symlinkSync(inHome('note.txt'), inHome('link'));
  execFileSync('mkfifo', [inHome('pipe')]);
  const paths = devicePathRules(desk.folder, false);
  const rack = createRack({
    make: createDriverFactory({
      virtualSocket: () => undefined,
      serialPorts: () => Promise.resolve([]),
      paths,
      timers: systemTimers,
      log: () => undefined,
    }),
    timers: systemTimers,
    clock: systemClock,
    log: () => undefined,
  });
  service = createDeviceService({
    context: desk.context,
    rack,
    searches: nothingToFind,
    checkPath: devicePathCheck(paths),
    timers: systemTimers,
    version: '1',
  });
});
afterEach(async () => {
  await service.stop();
  desk.remove();
});

/** Every file of the home that is no database: nothing but the counter itself may write there. */
const contents = (): string[] =>
  readdirSync(desk.folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('counter.db'))
    .map(({ name }) => `${name} ${readFileSync(inHome(name)).toString('base64')}`);

describe.skipIf(process.platform === 'win32')('a printer at a path that is no device', () => {
  it('is not set up, by whatever line, and nothing of the home is touched', () => {
    service.start();
    const good = done(service.add(TECHNICIAN, desk.request('device.add', {}), settings(printerAt('/dev/usb/lp0'))));
    const before = contents();
    const names = readdirSync(desk.folder);
    expect(names).toEqual(expect.arrayContaining(['counter.db', 'database.key', 'link', 'note.txt', 'pipe']));
    for (const at of [desk.folder, 'database.key', '/etc/hostname', '/dev/null', ...names.map(inHome)]) {
      const drivers = at === '/dev/null' ? [printerAt(at)] : [printerAt(at), lineAt(at)];
      for (const driver of drivers) {
        const added = service.add(TECHNICIAN, desk.request('device.add', { at }), settings(driver));
        expect(added, at).toMatchObject({ ok: false, code: 'DEVICE_PATH_UNFIT' });
        const { deviceId } = good;
        const request = desk.request('device.change', { deviceId, at });
        expect(service.change(TECHNICIAN, request, deviceId, settings(driver)), at).toMatchObject({ ok: false });
      }
    }
    expect(contents()).toEqual(before);
    expect(service.shown().map(({ place }) => place)).toEqual(['/dev/usb/lp0']);
  });

  it('set up before there was a check: its test page says so and writes nothing', async () => {
    seedDevices(desk.context, [
      { ...settings(printerAt(inHome('database.key'))), name: '文件' },
      { ...settings(lineAt(inHome('link'))), name: '串口' },
    ]);
    service.start();
    for (const { deviceId } of service.shown()) {
      const tested = await service.test(TECHNICIAN, desk.request('device.test', { deviceId }), deviceId);
      expect(done(tested)).toMatchObject({
        passed: false,
        summary: expect.stringContaining('不是可用的设备') as string,
      });
    }
    for (const name of ['note.txt', 'database.key']) expect(readFileSync(inHome(name), 'utf8')).toBe(NOTE);
  });
});
