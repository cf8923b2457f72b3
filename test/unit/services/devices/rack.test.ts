import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../../../native/systemTime.ts';
import type { DeviceDefinition } from '../../../../main/domain/device/device.ts';
import type { DeviceDriver } from '../../../../main/domain/device/drivers/table.ts';
import { driverSchema } from '../../../../main/domain/device/drivers/table.ts';
import type { DriverHooks, RunningDriver } from '../../../../main/services/devices/driverPort.ts';
import { createRack, type Rack } from '../../../../main/services/devices/rack.ts';
import { systemTimers } from '../../../../native/systemTime.ts';
import { makePrinter, makeReader } from '../../../fixtures/desk/devices.ts';
import { handDeviceId, virtualDriver } from '../../../fixtures/desk/rack.ts';

interface Made {
  readonly definition: DeviceDefinition;
  readonly hooks: DriverHooks;
  readonly calls: string[];
  /** Lets the port go. */
  readonly release: () => void;
}

let made: Made[];
let log: string[];
let rack: Rack;
const discovered = vi.fn();

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-20T01:30:00.000Z') });
  made = [];
  log = [];
  rack = createRack({
    make: (definition, hooks): RunningDriver => {
      const released = Promise.withResolvers<undefined>();
      const calls: string[] = [];
      made.push({ definition, hooks, calls, release: () => released.resolve(undefined) });
      const lived = {
        start: () => void calls.push('start'),
        stop: () => {
          calls.push('stop');
          return released.promise.then(() => undefined);
        },
      };
      return definition.driver.driver === 'escpos'
        ? { role: 'receipt-printer', driver: { ...makePrinter(), ...lived } }
        : { role: 'card-reader', driver: { ...makeReader(), ...lived } };
    },
    timers: systemTimers,
    clock: systemClock,
    log: (line) => log.push(line),
  });
});
afterEach(() => {
  vi.useRealTimers();
  discovered.mockClear();
});

const row = (number: number, driver: DeviceDriver, name = `设备${number}`, preferred = false) => ({
  definition: { deviceId: handDeviceId(number), name, driver, plugIdentity: null },
  preferred,
});
const reader = (socket: string): DeviceDriver => virtualDriver('card-reader', socket);
const printer = (socket: string): DeviceDriver => virtualDriver('receipt-printer', socket);
const callsOf = (): string[][] => made.map(({ calls }) => [...calls]);

const added = (number: number, driver: DeviceDriver) => ({ kind: 'added', ...row(number, driver) }) as const;
const removed = (number: number) => ({ kind: 'removed', deviceId: handDeviceId(number) }) as const;

describe('the rack', () => {
  it('starts what is in it once, and what is added later at once', () => {
    rack.load([row(1, reader('a'))]);
    expect(callsOf()).toEqual([[]]);
    rack.start();
    rack.start();
    rack.apply(added(2, printer('b')));
    // Carried in twice: as a repeated press may.
    rack.apply(added(2, printer('b')));
    expect(callsOf()).toEqual([['start'], ['start']]);
  });

  it('disturbs no device by a new name or another preferred printer, and tells of printers when they changed', () => {
    rack.load([row(1, reader('a')), row(2, printer('b'), '宽纸', true), row(3, printer('c'))]);
    rack.start();
    const heard = vi.fn();
    rack.devices.onPrintersChanged(heard);
    rack.apply({ kind: 'renamed', deviceId: handDeviceId(1), name: '左侧' });
    expect(heard).not.toHaveBeenCalled();
    rack.apply({ kind: 'preferred', deviceId: handDeviceId(2) });
    expect(heard).not.toHaveBeenCalled();
    rack.apply({ kind: 'renamed', deviceId: handDeviceId(3), name: '窄纸' });
    rack.apply({ kind: 'preferred', deviceId: handDeviceId(3) });
    expect(heard).toHaveBeenCalledTimes(2);
    expect(rack.devices.printers().map(({ name }) => name)).toEqual(['窄纸', '宽纸']);
    expect(callsOf()).toEqual([['start'], ['start'], ['start']]);
    expect(rack.find(handDeviceId(1))?.definition.name).toBe('左侧');
  });

  it('replaces a device in its place when the old driver has let its port go, and nothing else', async () => {
    rack.load([row(1, reader('a')), row(2, printer('b'))]);
    rack.start();
    const sec1210 = driverSchema.parse({ ...reader('a'), variant: 'sec1210' });
    rack.apply({ kind: 'replaced', definition: row(1, sec1210).definition });
    expect(callsOf()).toEqual([['start', 'stop'], ['start'], []]);
    made[0]!.release();
    await vi.advanceTimersByTimeAsync(0);
    expect(callsOf()).toEqual([['start', 'stop'], ['start'], ['start']]);
    expect(made[2]?.definition.driver).toEqual(sec1210);
    expect(rack.list().map(({ definition }) => definition.deviceId)).toEqual([handDeviceId(1), handDeviceId(2)]);
  });

  it('does not wait for ever for a driver that is stuck, and says of the next one that its port may be held', async () => {
    rack.load([row(1, reader('a'))]);
    rack.start();
    rack.apply(removed(1));
    rack.apply(added(2, reader('a')));
    const isBlocked = () => rack.find(handDeviceId(2))?.blocked;
    await vi.advanceTimersByTimeAsync(7_900);
    expect([callsOf()[1], isBlocked()]).toEqual([[], false]);
    await vi.advanceTimersByTimeAsync(200);
    expect([callsOf()[1], isBlocked()]).toEqual([['start'], true]);
    expect(log).toEqual([`device ${handDeviceId(1)}: does not stop, left to itself`]);
    // It let go after all.
    made[0]!.release();
    await vi.advanceTimersByTimeAsync(0);
    expect(isBlocked()).toBe(false);
    // And stopping the whole rack ends, too.
    const stopped = rack.stop();
    await vi.advanceTimersByTimeAsync(8_000);
    await stopped;
    expect(callsOf()[1]).toEqual(['start', 'stop']);
  });

  it('never starts a device that was taken out while it waited for its port', async () => {
    rack.load([row(1, reader('a'))]);
    rack.start();
    rack.apply(removed(1));
    rack.apply(added(2, reader('a')));
    rack.apply(removed(2));
    made[0]!.release();
    await vi.advanceTimersByTimeAsync(0);
    expect(callsOf()).toEqual([['start', 'stop'], []]);
  });

  it('tells what a running device found out, and keeps it running when that is recorded', () => {
    rack.load([row(1, reader('a')), row(2, printer('b'))]);
    rack.onDiscovery(discovered);
    rack.start();
    const moved = reader('elsewhere');
    made[0]!.hooks.discovered('moved', () => moved);
    made[1]!.hooks.discovered('learned', (now) => now);
    const discovery = { kind: 'moved', deviceId: handDeviceId(1), driver: moved } as const;
    // What is no news is not told.
    expect(discovered).toHaveBeenCalledExactlyOnceWith(discovery);
    // It counts when it is recorded.
    expect(rack.find(handDeviceId(1))?.definition.driver).toEqual(reader('a'));
    rack.apply(discovery);
    expect(rack.find(handDeviceId(1))?.definition.driver).toEqual(moved);
    made[0]!.hooks.discovered('moved', () => moved);
    expect(callsOf()).toEqual([['start'], ['start']]);
    // What a driver says that is out of the rack counts no more.
    rack.apply(removed(1));
    made[0]!.hooks.discovered('moved', () => reader('a'));
    expect(discovered).toHaveBeenCalledTimes(1);
  });

  it('goes on when what a device found out cannot be recorded', () => {
    rack.load([row(1, reader('a'))]);
    rack.onDiscovery(() => {
      throw new Error('no room');
    });
    rack.start();
    made[0]!.hooks.discovered('moved', () => reader('elsewhere'));
    expect(rack.find(handDeviceId(1))?.definition.driver).toEqual(reader('a'));
    expect(log).toEqual([expect.stringMatching(/^bug in what hears of a device: Error/)]);
  });

  it('says which places belong to others: not the own one, and not one whose device is known by its number', () => {
    const identity = { vendorId: '0403', productId: '6001', serialNumber: 'A1' };
    const known = row(3, reader('c'));
    rack.load([
      row(1, reader('a')),
      row(2, reader('b')),
      { ...known, definition: { ...known.definition, plugIdentity: identity } },
    ]);
    const { isTaken } = made[0]!.hooks;
    expect(['a', 'b', 'c', 'd'].map((socket) => isTaken(reader(socket)))).toEqual([false, true, false, false]);
  });

  it('tells when a state changed, with the time of the change', () => {
    rack.load([row(1, reader('a'))]);
    rack.start();
    const heard = vi.fn();
    rack.onChange(heard);
    const running = rack.list()[0]?.running;
    if (running?.role !== 'card-reader') throw new Error('no reader');
    expect(rack.list()[0]?.since).toBe(null);
    vi.advanceTimersByTime(5_000);
    (running.driver as ReturnType<typeof makeReader>).put('employee');
    expect(heard).toHaveBeenCalled();
    expect(rack.list()[0]?.since).toBe('2026-11-20T01:30:05.000Z');
  });
});
