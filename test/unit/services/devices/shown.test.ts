import { describe, expect, it } from 'vitest';
import { deviceLights } from '../../../../main/services/devices/shown.ts';
import type { RunningDriver } from '../../../../main/services/devices/driverPort.ts';
import type { CardReader, CardReaderStatus } from '../../../../native/card/port.ts';
import { makeIdCardReader, makePrinter, makeReader, makeScanner } from '../../../fixtures/desk/devices.ts';
import { handRack } from '../../../fixtures/desk/rack.ts';

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

  it('name the printer when there are several, and who could stand in for one that can not print', () => {
    const { printer } = lightsOf({
      大厅: { role: 'receipt-printer', driver: noPaper() },
      后台: { role: 'receipt-printer', driver: makePrinter() },
    });
    expect(printer).toEqual({
      level: 'bad',
      text: '大厅：打印机缺纸',
      advice: '请装好纸，装好后自动继续。急用可改由“后台”打印。',
    });
    const both = lightsOf({
      大厅: { role: 'receipt-printer', driver: noPaper() },
      后台: { role: 'receipt-printer', driver: noPaper() },
    });
    expect(both.printer.advice).not.toContain('后台');
  });
});
