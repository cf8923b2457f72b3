import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunningDriver } from '../../../../main/services/devices/driverPort.ts';
import { testDevice } from '../../../../main/services/devices/deviceTest.ts';
import type { Rack } from '../../../../main/services/devices/rack.ts';
import type { CardReader, CardReaderStatus } from '../../../../native/card/port.ts';
import { createStateCell } from '../../../../native/transport/stateCell.ts';
import { systemTimers } from '../../../../native/systemTime.ts';
import {
  cardOf,
  documentOf,
  makeIdCardReader,
  makePrinter,
  makeReader,
  makeScanner,
  raise,
} from '../../../fixtures/desk/devices.ts';
import { handRack } from '../../../fixtures/desk/rack.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

const rackOf = (running: RunningDriver): Rack => handRack([{ name: '设备', running }]);
const tried = (rack: Rack) =>
  testDevice(rack.list()[0]!, { timers: systemTimers, scanners: rack.scanners, now: () => new Date() });

/** A reader whose state a test sets; asked to read it goes through `answers`. */
function reader(first: CardReaderStatus, answers?: readonly CardReaderStatus[]) {
  const state = createStateCell<CardReaderStatus>(first, raise);
  const driver: CardReader = {
    onRequest: answers !== undefined,
    status: state.get,
    subscribe: (listener) => state.subscribe(listener),
    start: () => undefined,
    stop: () => Promise.resolve(),
    reread: () => {
      state.set({ state: 'reading', presentation: 1 });
      queueMicrotask(() => answers?.forEach((answer) => state.set(answer)));
    },
  };
  return { set: (next: CardReaderStatus) => state.set(next), rack: rackOf({ role: 'card-reader', driver }) };
}

describe('the test of a card reader', () => {
  it('passes with a card that was read, and says what is still to be tried without one', async () => {
    const driver = makeReader();
    const rack = rackOf({ role: 'card-reader', driver });
    expect(await tried(rack)).toMatchObject({ passed: true, summary: expect.stringContaining('没有卡') as unknown });
    driver.put('employee');
    expect(await tried(rack)).toEqual({ passed: true, summary: '读卡器正常，卡能读出。', advice: '' });
  });

  it('names the fault and what to do', async () => {
    const { rack } = reader({ state: 'unavailable', fault: 'port-busy', detail: 'EBUSY' });
    expect(await tried(rack)).toEqual({
      passed: false,
      summary: '读卡器端口被其他程序占用。',
      advice: '请关闭占用端口的程序。',
    });
  });

  it('waits for one that is still being connected, but not for ever', async () => {
    const { rack, set } = reader({ state: 'connecting' });
    const soon = tried(rack);
    await vi.advanceTimersByTimeAsync(3_000);
    set({ state: 'empty' });
    expect(await soon).toMatchObject({ passed: true });
    set({ state: 'connecting' });
    const never = tried(rack);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await never).toMatchObject({ passed: false, summary: '读卡器没有及时应答。' });
  });

  it('asks a library that looks for cards only when asked', async () => {
    const read = reader({ state: 'empty' }, [{ state: 'card', presentation: 1, card: cardOf('employee') }]);
    expect(await tried(read.rack)).toMatchObject({ passed: true, summary: '读卡器正常，卡能读出。' });
    const refused = reader({ state: 'empty' }, [
      { state: 'card-failed', presentation: 1, fault: 'refused-by-library', detail: '-22' },
    ]);
    expect(await tried(refused.rack)).toMatchObject({ passed: false });
  });
});

describe('the test of an ID card reader', () => {
  it('passes with a document on it', async () => {
    const driver = makeIdCardReader();
    const rack = rackOf({ role: 'id-card-reader', driver });
    expect(await tried(rack)).toMatchObject({ passed: true, summary: expect.stringContaining('没有证件') as unknown });
    driver.lay(documentOf('employee'));
    expect(await tried(rack)).toMatchObject({ passed: true, summary: '身份证阅读器正常，证件能读出。' });
  });
});

describe('the test of a scanner', () => {
  it('takes one code for itself and does not show it', async () => {
    const driver = makeScanner();
    const rack = rackOf({ role: 'scanner', driver });
    const counter: string[] = [];
    rack.devices.scanner.onCode((code) => counter.push(code));
    const testing = tried(rack);
    driver.scan('990000198503121011');
    const result = await testing;
    expect(result).toMatchObject({ passed: true, summary: '扫码器正常，扫到一个 18 位的码。' });
    expect(counter).toEqual([]);
    driver.scan('next');
    expect(counter).toEqual(['next']);
  });

  it('ends after 20 seconds without one, and gives the codes back to the counter', async () => {
    const driver = makeScanner();
    const rack = rackOf({ role: 'scanner', driver });
    const counter: string[] = [];
    rack.devices.scanner.onCode((code) => counter.push(code));
    const testing = tried(rack);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await testing).toMatchObject({ passed: false, summary: '20 秒内没有扫到码。' });
    driver.scan('late');
    expect(counter).toEqual(['late']);
  });
});

describe('the test of a printer', () => {
  it('prints a page for its paper and tells how it ended', async () => {
    const driver = makePrinter();
    const rack = rackOf({ role: 'receipt-printer', driver });
    expect(await tried(rack)).toMatchObject({ passed: true });
    expect(driver.given).toHaveLength(1);
    driver.set({ state: 'ready', paper: 'unknown' });
    expect((await tried(rack)).summary).toContain('不回报结果');
    driver.outcomes.push({ outcome: 'failed', fault: 'cover-open' }, { outcome: 'unknown', fault: 'cable-lost' });
    expect(await tried(rack)).toMatchObject({ passed: false, summary: '测试页没有打印：打印机盖没有盖好。' });
    expect(await tried(rack)).toMatchObject({ passed: false, summary: '不能确定测试页是否打完：打印机连接中断。' });
  });

  it('does not queue a page for a printer that cannot print now', async () => {
    const driver = makePrinter();
    driver.set({ state: 'not-ready', fault: 'paper-end', detail: '' });
    expect(await tried(rackOf({ role: 'receipt-printer', driver }))).toMatchObject({
      passed: false,
      summary: '打印机缺纸，没有打印测试页。',
    });
    expect(driver.given).toEqual([]);
  });

  it('ends within 30 seconds when the page does not', async () => {
    const driver = makePrinter();
    driver.outcomes.push(Promise.withResolvers<never>().promise);
    const testing = tried(rackOf({ role: 'receipt-printer', driver }));
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await testing).toMatchObject({ passed: false, summary: '测试页还没有打完。' });
  });
});
