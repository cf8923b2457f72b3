import { describe, expect, it } from 'vitest';
import { driverSchema } from '../../../../main/domain/device/drivers/table.ts';
import { createTraceRing } from '../../../../main/services/devices/traceRing.ts';
import { systemClock } from '../../../../native/systemTime.ts';
import { deviceLights, shownDevice } from '../../../../main/services/devices/shown.ts';
import type { RunningDriver } from '../../../../main/services/devices/driverPort.ts';
import type { CardReader, CardReaderStatus } from '../../../../native/card/port.ts';
import { makeIdCardReader, makePrinter, makeReader, makeScanner } from '../../../fixtures/desk/devices.ts';
import { handDeviceId, handRack } from '../../../fixtures/desk/rack.ts';

const lightsOf = (devices: Record<string, RunningDriver>) => {
  const rack = handRack(Object.entries(devices).map(([name, running]) => ({ name, running })));
  return deviceLights(rack.devices, rack.list());
};
const broken = (): CardReader => {
  const status: CardReaderStatus = { state: 'unavailable', fault: 'cable-lost', detail: '' };
  return { ...makeReader(), status: () => status };
};
const noPaper = () => {
  const driver = makePrinter();
  driver.set({ state: 'not-ready', fault: 'paper-end', detail: '' });
  return driver;
};

describe('the lights of the devices', () => {
  it('of a counter without devices say what is missing and how to go on', () => {
    expect(lightsOf({})).toEqual({
      cardReader: { level: 'warn', text: '没有设置读卡器', advice: expect.stringContaining('证件号码') as unknown },
      idCardReader: null,
      scanner: null,
      printer: { level: 'warn', text: '没有设置打印机', advice: expect.stringContaining('不会丢失') as unknown },
    });
  });

  it('of one of each are those of the devices', () => {
    const lights = lightsOf({
      读卡器: { role: 'card-reader', driver: makeReader() },
      身份证阅读器: { role: 'id-card-reader', driver: makeIdCardReader() },
      扫码器: { role: 'scanner', driver: makeScanner() },
      打印机: { role: 'receipt-printer', driver: makePrinter() },
    });
    expect(Object.values(lights).map((light) => light?.text)).toEqual([
      '读卡器就绪',
      '身份证阅读器就绪',
      '扫码器就绪',
      '打印机就绪',
    ]);
  });

  it('name the one of two readers that does not work, so that nobody puts a card into it in vain', () => {
    const { cardReader } = lightsOf({
      左侧: { role: 'card-reader', driver: makeReader() },
      右侧: { role: 'card-reader', driver: broken() },
    });
    expect(cardReader).toMatchObject({ level: 'warn', text: '读卡器就绪；“右侧”读卡器连接中断' });
  });

  it('name the printer when there are several, and who could stand in for one that cannot print', () => {
    const { printer } = lightsOf({
      大厅: { role: 'receipt-printer', driver: noPaper() },
      后台: { role: 'receipt-printer', driver: makePrinter() },
    });
    expect(printer).toEqual({
      level: 'bad',
      text: '大厅：打印机缺纸',
      advice: '请装好纸，排队的单据会接着打印。急用可改由“后台”打印。',
    });
    const both = lightsOf({
      大厅: { role: 'receipt-printer', driver: noPaper() },
      后台: { role: 'receipt-printer', driver: noPaper() },
    });
    expect(both.printer.advice).not.toContain('后台');
  });
});

describe('a device on the 设备 page', () => {
  const reader = (fault: 'not-found' | 'port-busy' | 'port-refused'): CardReader => {
    const status: CardReaderStatus = { state: 'unavailable', fault, detail: 'COM77 不存在' };
    return { ...makeReader(), status: () => status };
  };
  const shown = (settings: object, driver: CardReader, blocked = false) =>
    shownDevice({
      definition: {
        deviceId: handDeviceId(1),
        name: '读卡器',
        driver: driverSchema.parse(settings),
        plugIdentity: null,
      },
      running: { role: 'card-reader', driver },
      preferred: false,
      trace: createTraceRing('serial-ccid', systemClock),
      since: null,
      blocked,
    });
  const serial = { driver: 'serial-ccid', link: { transport: 'serial', path: 'COM77' } };

  it('that is not found says where it was looked for, and keeps the words of the system for the technician', () => {
    expect(shown(serial, reader('not-found')).state).toEqual({
      level: 'bad',
      text: '端口 COM77 不存在',
      advice: '请检查线是否插好；线没问题时请核对端口名。',
      detail: 'COM77 不存在',
    });
    const network = { driver: 'serial-ccid', link: { transport: 'tcp', host: '10.0.0.7', port: 9_100 } };
    expect(shown(network, reader('not-found')).state.text).toBe('连不上 10.0.0.7 的 9100 端口');
    const usb = { driver: 'pcsc', reader: 'OMNIKEY 00 00' };
    expect(shown(usb, reader('not-found')).state.text).toBe('没有找到读卡器“OMNIKEY 00 00”');
    // A port that is there, but not with these settings, is not said to be missing.
    expect(shown(serial, reader('port-refused')).state.text).toBe('读卡器端口打不开');
  });

  it('whose port is held by a driver that could not be stopped says that, not that of another program', () => {
    expect(shown(serial, reader('port-busy')).state.text).toBe('读卡器端口被其他程序占用');
    expect(shown(serial, reader('port-busy'), true).state).toMatchObject({
      text: '端口还被上一次的驱动占着',
      advice: expect.stringContaining('重新启动') as string,
    });
  });

  it('offers a recording only where there is something to record', () => {
    const library = { library: 'C:\\SSCard.dll', url: '', user: '' };
    const traceable: readonly (readonly [object, boolean])[] = [
      [serial, true],
      [{ driver: 'pcsc', reader: 'OMNIKEY' }, true],
      [{ driver: 'ss-card-dll', ...library }, false],
      [{ driver: 'ss-card-driver', library: '/opt/l.so' }, false],
      [{ driver: 'hea-sec-read-info', library: '/opt/l.so', initialization: '{}' }, false],
      [{ driver: 'escpos', link: { transport: 'tcp', host: '10.0.0.9' } }, true],
      [{ driver: 'escpos', link: { transport: 'spooler', printer: 'POS-80' } }, false],
      [{ driver: 'keyboard-wedge' }, false],
      [{ driver: 'system-a4' }, false],
    ];
    for (const [settings, expected] of traceable) {
      expect(shown(settings, makeReader()).traceable, JSON.stringify(settings)).toBe(expected);
    }
  });
});
