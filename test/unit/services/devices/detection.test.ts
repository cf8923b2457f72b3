import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { driverSchema, drivers } from '../../../../main/domain/device/drivers/table.ts';
import { detectDevices, type Searches } from '../../../../main/services/devices/detection.ts';
import type { ListedPort } from '../../../../native/transport/port.ts';
import { createPortList, followPort } from '../../../../main/services/devices/followPort.ts';
import type { OpenLink } from '../../../../native/transport/port.ts';
import { systemTimers } from '../../../../native/systemTime.ts';
import { createVirtualCable } from '../../../../native/transport/virtualCable.ts';
import { nothingToFind } from '../../../fixtures/desk/rack.ts';

const port = (path: string, more: Partial<ListedPort> = {}): ListedPort => ({
  path,
  manufacturer: '',
  vendorId: '',
  productId: '',
  serialNumber: '',
  ...more,
});
const look = (searches: Partial<Searches>, devices: Parameters<typeof detectDevices>[1] = []) =>
  detectDevices({ ...nothingToFind, ...searches }, devices, systemTimers);
const ports = (...list: ListedPort[]): Partial<Searches> => ({ serialPorts: () => Promise.resolve(list) });

describe('detection', () => {
  it.each([
    ['1a86', '7523', ['sam-v', 'serial-ccid', 'escpos', 'serial-scanner']],
    ['0403', '6001', ['sam-v', 'serial-ccid', 'escpos', 'serial-scanner']],
    ['1eab', '1d06', ['serial-scanner']],
    ['04b8', '0202', ['escpos']],
    ['ffff', '0001', []],
    ['', '', []],
  ])('proposes for a port of vendor %s:%s %j', async (vendorId, productId, expected) => {
    const { found } = await look(ports(port('/dev/ttyUSB0', { vendorId, productId })));
    expect(found).toHaveLength(1);
    expect(found[0]?.suggestions.map(({ driver }) => driver)).toEqual(expected);
    for (const one of found[0]?.suggestions ?? []) {
      expect(driverSchema.parse(one)).toEqual(one);
      expect(one).toMatchObject({ link: { transport: 'serial', path: '/dev/ttyUSB0' } });
    }
  });

  it('knows a device again only by its serial number', async () => {
    const usb = { vendorId: '0403', productId: '6001' };
    const { found } = await look(ports(port('COM3', { ...usb, serialNumber: 'A5' }), port('COM4', usb)));
    expect(found.map(({ plugIdentity }) => plugIdentity)).toEqual([{ ...usb, serialNumber: 'A5' }, null]);
  });

  it('names the device that already uses a place, whatever its driver is and however Windows writes the port', async () => {
    const device = {
      deviceId: '00000000-0000-4000-8000-000000000001',
      name: '左侧读卡器',
      driver: driverSchema.parse({ driver: 'serial-ccid', link: { transport: 'serial', path: 'com3' } }),
      plugIdentity: null,
    };
    const { found } = await look(ports(port('COM3'), port('COM4')), [device]);
    expect(found.map(({ usedBy }) => usedBy)).toEqual(['左侧读卡器', null]);
  });

  it('finds smart-card readers and printers with settings that can be taken as they are', async () => {
    const { found, problems } = await look({
      cardReaders: () => Promise.resolve(['ACME Reader 00 00']),
      printerFiles: () => Promise.resolve(['/dev/usb/lp0']),
      systemPrinters: () => Promise.resolve(['EPSON TM-T82']),
    });
    expect(
      found.map(({ key, suggestions }) => [key, ...suggestions.map(({ driver }) => drivers[driver].role)]),
    ).toEqual([
      ['smart-card-reader ACME Reader 00 00', 'card-reader'],
      ['printer-file /dev/usb/lp0', 'receipt-printer'],
      ['system-printer EPSON TM-T82', 'receipt-printer', 'a4-printer'],
    ]);
    expect(problems).toEqual([]);
  });

  describe('where something cannot be searched', () => {
    beforeEach(() => vi.useFakeTimers());
    afterEach(() => vi.useRealTimers());

    it('says so, gives up what hangs, and finds the rest', async () => {
      const looked = look({
        serialPorts: () => Promise.reject(new Error('no list')),
        cardReaders: () => Promise.withResolvers<string[]>().promise,
        printerFiles: () => Promise.resolve(['/dev/usb/lp1']),
      });
      await vi.advanceTimersByTimeAsync(6_000);
      const { found, problems } = await looked;
      expect(found.map(({ place }) => place)).toEqual(['/dev/usb/lp1']);
      expect(problems).toEqual([
        { text: '串口：没有查到，可手工填写', detail: '系统没有说明原因' },
        { text: 'USB 读卡器（PC/SC）：没有及时答复，可手工填写', detail: '' },
      ]);
    });
  });
});

describe('a device with a serial number', () => {
  const identity = { vendorId: '0403', productId: '6001', serialNumber: 'A1' };
  const mine = (path: string): ListedPort => port(path, identity);
  const other = (path: string): ListedPort => port(path, { ...identity, serialNumber: 'B2' });
  let listed: ListedPort[] | Error;
  let openable: Set<string>;
  let taken: Set<string>;
  let opened: string[];
  let moved: string[];
  beforeEach(() => {
    listed = [];
    openable = new Set();
    taken = new Set();
    opened = [];
    moved = [];
  });

  const openAt =
    (path: string): OpenLink =>
    () => {
      opened.push(path);
      if (!openable.has(path)) return Promise.resolve({ ok: false, code: 'NOT_FOUND', detail: path });
      return Promise.resolve({ ok: true, link: createVirtualCable({ name: path, timers: systemTimers }).a });
    };
  const follow = () =>
    followPort({
      identity,
      path: '/dev/ttyUSB0',
      openAt,
      ports: () => (listed instanceof Error ? Promise.reject(listed) : Promise.resolve(listed)),
      isTaken: (path) => taken.has(path),
      onMoved: (path) => moved.push(path),
    });

  it('is opened where it was, also where the ports cannot be listed', async () => {
    listed = [mine('/dev/ttyUSB0'), other('/dev/ttyUSB1')];
    openable = new Set(['/dev/ttyUSB0']);
    const open = follow();
    expect(await open()).toMatchObject({ ok: true });
    listed = new Error('no list');
    expect(await open()).toMatchObject({ ok: true });
    expect(moved).toEqual([]);
  });

  it('is found on another port and goes on there, told once', async () => {
    listed = [mine('/dev/ttyUSB3')];
    openable = new Set(['/dev/ttyUSB3']);
    const open = follow();
    expect(await open()).toMatchObject({ ok: true, link: { name: '/dev/ttyUSB3' } });
    expect(await open()).toMatchObject({ ok: true });
    expect(moved).toEqual(['/dev/ttyUSB3']);
    expect(opened).toEqual(['/dev/ttyUSB0', '/dev/ttyUSB3', '/dev/ttyUSB3']);
  });

  it('is not mixed up with another of its kind that is now on its port', async () => {
    listed = [other('/dev/ttyUSB0')];
    openable = new Set(['/dev/ttyUSB0', '/dev/ttyUSB1']);
    const open = follow();
    expect(await open()).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    expect(opened).toEqual([]);
    listed = [other('/dev/ttyUSB0'), mine('/dev/ttyUSB1')];
    expect(await open()).toMatchObject({ ok: true, link: { name: '/dev/ttyUSB1' } });
  });

  it('is not taken from a port that is set up for another device', async () => {
    listed = [mine('/dev/ttyUSB1')];
    openable = new Set(['/dev/ttyUSB1']);
    taken = new Set(['/dev/ttyUSB1']);
    expect(await follow()()).toMatchObject({ ok: false, code: 'BUSY' });
    expect(moved).toEqual([]);
  });

  it('may be reached by a path the system does not list', async () => {
    listed = [mine('/dev/ttyUSB1')];
    openable = new Set(['/dev/ttyUSB0', '/dev/ttyUSB1']);
    expect(await follow()()).toMatchObject({ ok: true, link: { name: '/dev/ttyUSB0' } });
    expect(moved).toEqual([]);
  });

  it('does not make the system list its ports all the time', async () => {
    vi.useFakeTimers();
    const list = vi.fn(() => Promise.resolve([mine('/dev/ttyUSB0')]));
    const portList = createPortList(list, systemTimers);
    for (let attempt = 0; attempt < 40; attempt += 1) {
      await portList();
      vi.advanceTimersByTime(100);
    }
    expect(list.mock.calls.length).toBeLessThanOrEqual(3);
    vi.useRealTimers();
  });
});
