import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  driverSchema,
  drivers,
  type DeviceDriver,
  type DriverName,
} from '../../../../main/domain/device/drivers/table.ts';
import {
  draftOf,
  freeName,
  freshDraft,
  printerKindOf,
  readDraft,
  settingsOf,
  withPrinterKind,
  type PrinterKind,
} from '../../../../renderer/devices/deviceDraft.ts';
import { driverSettings } from '../../../../renderer/devices/driverSettings.ts';
import { printerKinds } from '../../../../renderer/devices/printerSettings.ts';
import type { Setting } from '../../../../renderer/devices/setting.ts';

const driverNames = Object.keys(drivers) as DriverName[];
const kinds = Object.keys(printerKinds) as PrinterKind[];

/** Something that fits a setting. */
function valueFor({ control, value }: Setting): fc.Arbitrary<string> {
  switch (control.kind) {
    case 'text':
    case 'lines':
      return fc.constantFrom('http://10.0.0.8:8080/hsm', 'http://10.0.0.8/读卡');
    case 'number':
      return fc.integer({ min: control.min, max: control.max }).map(String);
    case 'choice':
      return fc.constantFrom(value, ...Object.keys(control.choices));
    case 'switch':
      return fc.constantFrom('yes', 'no');
  }
}

/** A form of any driver, filled in as it asks. */
const filledDraft = fc.constantFrom(...driverNames).chain((driver) => {
  const settings: readonly Setting[] = driverSettings[driver];
  return fc
    .tuple(...settings.map((setting) => valueFor(setting).map((value) => [setting.key, value] as const)))
    .map((values) => ({ name: '左侧设备', driver, values: Object.fromEntries(values) }));
});

describe('the form of a device', () => {
  test('whatever is filled in as asked for becomes settings that the core takes, and comes back the same', () => {
    fc.assert(
      fc.property(filledDraft, (draft) => {
        const reading = readDraft(draft, []);
        if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
        expect(driverSchema.parse(reading.driver)).toEqual(reading.driver);
        expect(readDraft(draftOf(draft.name, reading.driver), [])).toEqual(reading);
      }),
    );
  });

  test('asks for every setting of every driver: none can be set by a detection alone', () => {
    const examples: readonly DeviceDriver[] = [
      { driver: 'serial-ccid', link: { transport: 'tcp', host: 'reader', port: 7 }, variant: 'sec1210' },
      { driver: 'pcsc', reader: 'OMNIKEY 00 00' },
      {
        driver: 'ss-card-driver',
        library: '/opt/l.so',
        cardType: 4,
        pollMs: 500,
        hsmEndpoint: 'http://h/',
        runtime: '/n',
      },
      { driver: 'hea-sec-read-info', library: '/opt/l.so', initialization: '{}', pollMs: 1, runtime: '/n' },
      { driver: 'ss-card-dll', library: '/opt/l.so', url: 'http://h', user: 'H1', pollMs: 1, runtime: '/n' },
      {
        driver: 'sam-v',
        link: { transport: 'virtual', socket: 'id-card-reader' },
        photoDecoder: '/opt/wlt.so',
        runtime: null,
      },
      {
        driver: 'serial-scanner',
        link: { transport: 'serial', path: '/dev/ttyS9', baudRate: 4_800, flowControl: 'rts-cts' },
        gapMs: 33,
      },
      { driver: 'keyboard-wedge' },
      {
        driver: 'escpos',
        link: { transport: 'spooler', printer: 'POS-80' },
        profile: {
          columns: 32,
          repertoire: 'gb18030',
          answersStatus: false,
          hasAnswered: false,
          cutter: false,
          chineseByDefault: false,
          qr: 'raster',
          bufferBytes: 7,
        },
      },
      { driver: 'escpos', link: { transport: 'device-file', path: '/dev/usb/lp7' }, profile: driverProfile() },
      { driver: 'system-a4', printer: 'HP', copies: 3 },
    ];
    expect(new Set(examples.map(({ driver }) => driver))).toEqual(new Set(driverNames));
    for (const driver of examples)
      expect(readDraft(draftOf('设备', driver), [])).toEqual({ ok: true, name: '设备', driver });
  });

  test('says beside each field what is missing or out of range', () => {
    const draft = freshDraft(' ', 'serial-ccid');
    expect(readDraft(draft, [])).toEqual({ ok: false, problems: { name: '请填写', 'link.path': '请填写' } });
    const wrong = {
      ...draft,
      name: '读卡器',
      values: { ...draft.values, 'link.path': 'COM3', 'link.baudRate': '1e4' },
    };
    expect(readDraft(wrong, ['读卡器'])).toEqual({
      ok: false,
      problems: { name: '已有同名的设备', 'link.baudRate': '请填 1200 到 921600 之间的整数' },
    });
    const address = freshDraft('读卡库', 'ss-card-driver');
    const values = { ...address.values, library: '/opt/l.so', hsmEndpoint: 'not an address' };
    expect(readDraft({ ...address, values }, [])).toEqual({ ok: false, problems: { hsmEndpoint: '填写有误，请检查' } });
  });

  test('asks only for what belongs to the chosen connection, and forgets what was typed for another', () => {
    const draft = freshDraft('打印机', 'escpos');
    const network = { ...draft, values: { ...draft.values, 'link.transport': 'tcp', 'link.host': '10.0.0.9' } };
    expect(settingsOf(network).map(({ key }) => key)).not.toContain('link.baudRate');
    expect(readDraft(network, [])).toMatchObject({
      driver: { link: { transport: 'tcp', host: '10.0.0.9', port: 9_100 } },
    });
  });
});

describe('the kind of a receipt printer', () => {
  test.each(kinds)('%s fills in its profile and is recognised by it', (kind) => {
    const draft = withPrinterKind(freshDraft('打印机', 'escpos'), kind);
    expect(printerKindOf(draft.values)).toBe(kind);
    expect(printerKindOf({ ...draft.values, 'profile.bufferBytes': '77' })).toBeNull();
  });

  test('changing it changes nothing else', () => {
    const draft = draftOf('打印机', {
      driver: 'escpos',
      link: { transport: 'tcp', host: '10.0.0.9', port: 9_101 },
      profile: driverProfile(),
    });
    const changed = withPrinterKind(withPrinterKind(draft, 'clone58'), 'standard80');
    expect(changed).toEqual(draft);
  });
});

test('a new device gets a name that nobody has', () => {
  expect(freeName('扫码器', [])).toBe('扫码器');
  expect(freeName('扫码器', ['扫码器', '扫码器 2'])).toBe('扫码器 3');
});

function driverProfile(): Extract<DeviceDriver, { driver: 'escpos' }>['profile'] {
  const parsed = driverSchema.parse({ driver: 'escpos', link: { transport: 'virtual', socket: 'printer' } });
  if (parsed.driver !== 'escpos') throw new Error('another driver');
  return parsed.profile;
}
