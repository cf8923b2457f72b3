import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../../../native/systemTime.ts';
import type { DeviceDefinition, DeviceDriver } from '../../../../main/domain/device/device.ts';
import { driverSchema } from '../../../../main/domain/device/device.ts';
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
const news = { onMoved: vi.fn(), onLearned: vi.fn() };

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
  news.onMoved.mockClear();
  news.onLearned.mockClear();
});

const row = (number: number, driver: DeviceDriver, name = `设备${number}`, preferred = false) => ({
  definition: { deviceId: handDeviceId(number), name, driver, plugIdentity: null },
  preferred,
});
const reader = (socket: string): DeviceDriver => virtualDriver('card-reader', socket);
const printer = (socket: string): DeviceDriver => virtualDriver('receipt-printer', socket);
const callsOf = (): string[][] => made.map(({ calls }) => [...calls]);

describe('the rack', () => {
  it('starts what is in it once, and what is added later at once', () => {
    rack.set([row(1, reader('a'))]);
    expect(callsOf()).toEqual([[]]);
    rack.start(news);
    rack.start(news);
    rack.set([row(1, reader('a')), row(2, printer('b'))]);
    expect(callsOf()).toEqual([['start'], ['start']]);
  });

  it('leaves alone what did not change: a new name or another preferred printer starts nothing anew', () => {
    rack.set([row(1, reader('a')), row(2, printer('b')), row(3, printer('c'))]);
    rack.start(news);
    const heard = vi.fn();
    rack.devices.onPrintersChanged(heard);
    rack.set([row(1, reader('a'), '左侧'), row(2, printer('b')), row(3, printer('c'))]);
    expect(heard).not.toHaveBeenCalled();
    rack.set([row(1, reader('a'), '左侧'), row(2, printer('b')), row(3, printer('c'), '窄纸', true)]);
    expect(heard).toHaveBeenCalledTimes(1);
    expect(rack.devices.printers().map(({ name }) => name)).toEqual(['窄纸', '设备2']);
    expect(callsOf()).toEqual([['start'], ['start'], ['start']]);
    expect(rack.find(handDeviceId(1))?.definition.name).toBe('左侧');
  });

  it('replaces a device whose settings changed when the old driver has let its port go, and nothing else', async () => {
    rack.set([row(1, reader('a')), row(2, printer('b'))]);
    rack.start(news);
    const sec1210 = driverSchema.parse({ ...reader('a'), variant: 'sec1210' });
    rack.set([row(1, sec1210), row(2, printer('b'))]);
    expect(callsOf()).toEqual([['start', 'stop'], ['start'], []]);
    made[0]!.release();
    await vi.advanceTimersByTimeAsync(0);
    expect(callsOf()).toEqual([['start', 'stop'], ['start'], ['start']]);
    expect(made[2]?.definition.driver).toEqual(sec1210);
  });

  it('does not wait for ever for a driver that is stuck', async () => {
    rack.set([row(1, reader('a'))]);
    rack.start(news);
    rack.set([row(2, reader('a'))]);
    await vi.advanceTimersByTimeAsync(7_900);
    expect(callsOf()[1]).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(callsOf()[1]).toEqual(['start']);
    expect(log).toEqual([`device ${handDeviceId(1)}: does not stop, left to itself`]);
    // And stopping the whole rack ends, too.
    const stopped = rack.stop();
    await vi.advanceTimersByTimeAsync(8_000);
    await stopped;
    expect(callsOf()[1]).toEqual(['start', 'stop']);
  });

  it('never starts a device that was taken out while it waited for its port', async () => {
    rack.set([row(1, reader('a'))]);
    rack.start(news);
    rack.set([row(2, reader('a'))]);
    rack.set([]);
    made[0]!.release();
    await vi.advanceTimersByTimeAsync(0);
    expect(callsOf()).toEqual([['start', 'stop'], []]);
  });

  it('keeps a device running that went on at another port, or about which something was found out', () => {
    rack.set([row(1, reader('a')), row(2, printer('b'))]);
    rack.start(news);
    const moved = reader('elsewhere');
    made[0]!.hooks.onMoved(moved);
    made[1]!.hooks.onAnswersStatus(false);
    made[1]!.hooks.onAnswersStatus(false);
    expect(news.onMoved).toHaveBeenCalledExactlyOnceWith(handDeviceId(1), moved);
    expect(news.onLearned).toHaveBeenCalledTimes(1);
    const learned = news.onLearned.mock.calls[0]?.[1] as DeviceDriver;
    expect(learned).toMatchObject({ driver: 'escpos', profile: { answersStatus: false, columns: 48 } });
    rack.set([row(1, moved), row(2, learned)]);
    expect(callsOf()).toEqual([['start'], ['start']]);
    // What a driver says that is out of the rack counts no more.
    rack.set([]);
    made[0]!.hooks.onMoved(reader('a'));
    expect(news.onMoved).toHaveBeenCalledTimes(1);
  });

  it('says which places belong to others: not the own one, and not one whose device is known by its number', () => {
    const identity = { vendorId: '0403', productId: '6001', serialNumber: 'A1' };
    const known = row(3, reader('c'));
    rack.set([
      row(1, reader('a')),
      row(2, reader('b')),
      { ...known, definition: { ...known.definition, plugIdentity: identity } },
    ]);
    const { isTaken } = made[0]!.hooks;
    expect(['a', 'b', 'c', 'd'].map((socket) => isTaken(reader(socket)))).toEqual([false, true, false, false]);
  });

  it('tells when a state changed, with the time of the change', () => {
    rack.set([row(1, reader('a'))]);
    rack.start(news);
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
