import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../../native/systemTime.ts';
import { devicePathCheck, devicePathRules } from '../../../../main/core/devicePaths.ts';
import type { DeviceDriver } from '../../../../main/domain/device/drivers/table.ts';
import { driverSchema } from '../../../../main/domain/device/drivers/table.ts';
import type { StaffActor } from '../../../../main/domain/staff/actor.ts';
import { createDeviceService, type DeviceService } from '../../../../main/services/devices/deviceService.ts';
import type { DriverHooks } from '../../../../main/services/devices/driverPort.ts';
import { createRack, type Rack } from '../../../../main/services/devices/rack.ts';
import { seedDevices } from '../../../../main/services/devices/seedDevices.ts';
import { listDevices } from '../../../../main/store/devices.ts';
import type { JournalEntry } from '../../../../main/domain/journal/entry.ts';
import { entriesOf } from '../../../../main/store/journal.ts';
import { verifyStore } from '../../../../main/store/verify.ts';
import { sm3Text } from '../../../../main/core/sm3.ts';
import { systemTimers } from '../../../../native/systemTime.ts';
import { done, openDesk, type Desk } from '../../../fixtures/desk/desk.ts';
import { makePrinter, makeReader } from '../../../fixtures/desk/devices.ts';
import { nothingToFind, virtualDriver } from '../../../fixtures/desk/rack.ts';

const TECHNICIAN: StaffActor = { kind: 'person', number: '9001', name: '陈工', role: 'technician' };

let desk: Desk;
let rack: Rack;
let service: DeviceService;
/** What every driver was given, by its place and in the order made. */
let made: { readonly driver: DeviceDriver; readonly hooks: DriverHooks; started: number; stopped: number }[];

function open(): void {
  made = [];
  rack = createRack({
    make: ({ driver }, hooks) => {
      const one = { driver, hooks, started: 0, stopped: 0 };
      made.push(one);
      const life = {
        start: () => void (one.started += 1),
        stop: () => {
          one.stopped += 1;
          return Promise.resolve();
        },
      };
      return driver.driver === 'escpos'
        ? { role: 'receipt-printer', driver: { ...makePrinter(), ...life } }
        : { role: 'card-reader', driver: { ...makeReader(), ...life } };
    },
    timers: systemTimers,
    clock: systemClock,
    log: () => undefined,
  });
  const { context } = desk;
  service = createDeviceService({
    context,
    rack,
    searches: nothingToFind,
    checkPath: devicePathCheck(devicePathRules(desk.folder, false)),
    timers: systemTimers,
    version: '1.2.3',
  });
  service.start();
}

beforeEach(() => {
  desk = openDesk('file');
  open();
});
afterEach(async () => {
  await service.stop();
  expect(verifyStore(desk.database, { anchorFile: desk.anchorFile, hashText: sm3Text })).toMatchObject({ ok: true });
  desk.remove();
});

const printer = (socket: string) => ({
  name: `打印机${socket}`,
  driver: virtualDriver('receipt-printer', socket),
  plugIdentity: null,
});
const add = (settings: ReturnType<typeof printer>): string =>
  done(service.add(TECHNICIAN, desk.request('device.add', settings), settings)).deviceId;
const recordedOf = (deviceId: string): readonly JournalEntry[] =>
  entriesOf(desk.database, deviceId).flatMap((read) => (read.ok ? [read.entry] : []));
const kindsOf = (deviceId: string): string[] => recordedOf(deviceId).map(({ kind }) => kind);

describe('the technician', () => {
  it('adds a device: it runs at once, and again after a restart', async () => {
    const deviceId = add(printer('a'));
    expect(made.map(({ started }) => started)).toEqual([1]);
    await service.stop();
    open();
    expect(rack.list().map(({ definition }) => definition.deviceId)).toEqual([deviceId]);
    expect(made.map(({ started }) => started)).toEqual([1]);
  });

  it('has pressed once when the same press comes twice', () => {
    const settings = printer('a');
    const request = desk.request('device.add', settings);
    const [one, two] = [service.add(TECHNICIAN, request, settings), service.add(TECHNICIAN, request, settings)];
    expect(one).toEqual(two);
    expect(made).toHaveLength(1);
  });

  it('may change a device in its own place, but not into that of another', () => {
    const [one, two] = [add(printer('a')), add(printer('b'))];
    const change = (deviceId: string, settings: ReturnType<typeof printer>) =>
      service.change(TECHNICIAN, desk.request('device.change', { deviceId, ...settings }), deviceId, settings);
    expect(change(two, printer('a'))).toMatchObject({ code: 'DEVICE_PLACE_TAKEN' });
    done(change(one, { ...printer('a'), name: '大厅' }));
    expect(service.shown().map(({ name }) => name)).toEqual(['大厅', '打印机b']);
    expect(made).toHaveLength(2);
  });

  it('makes another printer the preferred one, and the first is it again when that one is removed', () => {
    const [one, two] = [add(printer('a')), add(printer('b'))];
    const preferred = (): string[] => service.shown().flatMap((device) => (device.preferred ? [device.deviceId] : []));
    expect(preferred()).toEqual([one]);
    done(service.prefer(TECHNICIAN, desk.request('device.prefer', { two }), two));
    expect(preferred()).toEqual([two]);
    done(service.remove(TECHNICIAN, desk.request('device.remove', { two }), two));
    expect(preferred()).toEqual([one]);
    expect(kindsOf(two)).toEqual(['device.added', 'device.preferred', 'device.removed']);
  });

  it('tries a device once for one press, and it is in the journal', async () => {
    const deviceId = add(printer('a'));
    const request = desk.request('device.test', { deviceId });
    const results = await Promise.all([
      service.test(TECHNICIAN, request, deviceId),
      service.test(TECHNICIAN, request, deviceId),
    ]);
    expect(done(results[0])).toEqual(done(results[1]));
    expect(kindsOf(deviceId)).toEqual(['device.added', 'device.tested']);
  });
});

describe('what the counter finds out by itself', () => {
  it('is journalled and kept over a restart, while the device goes on undisturbed', async () => {
    const path = (at: string): DeviceDriver =>
      driverSchema.parse({ driver: 'serial-ccid', link: { transport: 'serial', path: at } });
    const plugIdentity = { vendorId: '0403', productId: '6001', serialNumber: 'A1' };
    await service.stop();
    seedDevices(desk.context, [{ name: '读卡器', driver: path('/dev/ttyUSB0'), plugIdentity }]);
    open();
    const deviceId = rack.list()[0]!.definition.deviceId;
    made[0]!.hooks.discovered('moved', () => path('/dev/ttyUSB2'));
    expect(made.map(({ started, stopped }) => [started, stopped])).toEqual([[1, 0]]);
    expect(service.shown()[0]?.place).toBe('/dev/ttyUSB2');
    const moved = recordedOf(deviceId).at(-1);
    expect(moved).toMatchObject({
      kind: 'device.moved',
      actor: { kind: 'system', part: 'counter' },
      payload: { from: '/dev/ttyUSB0', driver: { link: { path: '/dev/ttyUSB2' } } },
    });
    await service.stop();
    open();
    expect(made[0]?.driver).toEqual(path('/dev/ttyUSB2'));
  });

  it('remembers of a printer that it never answers, and that it has answered after all', () => {
    const deviceId = add(printer('a'));
    const answers = (): unknown => listDevices(desk.database)[0]?.definition.driver;
    const learn = (answersStatus: boolean): void =>
      made[0]!.hooks.discovered('learned', (now) =>
        now.driver === 'escpos'
          ? { ...now, profile: { ...now.profile, answersStatus, hasAnswered: answersStatus } }
          : now,
      );
    learn(false);
    learn(false);
    expect(answers()).toMatchObject({ profile: { answersStatus: false, hasAnswered: false } });
    learn(true);
    expect(answers()).toMatchObject({ profile: { answersStatus: true, hasAnswered: true } });
    expect(kindsOf(deviceId)).toEqual(['device.added', 'device.learned', 'device.learned']);
    expect(made.map(({ started, stopped }) => [started, stopped])).toEqual([[1, 0]]);
  });
});
