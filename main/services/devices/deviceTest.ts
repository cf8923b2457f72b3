import type { Timers } from '../../domain/time.ts';
import type { PrinterStatus, PrintOutcome } from '../../../native/printer/port.ts';
import type { TestResult } from '../../contract/device.ts';
import { SCAN_SECONDS } from '../../domain/device/scannerTest.ts';
import { printerTestPage } from '../../domain/slip/testPage.ts';
import { unreachable } from '../../domain/result.ts';
import { printerFaultTexts } from '../../domain/print/cause.ts';
import type { RunningDriver } from './driverPort.ts';
import type { ScannerGroup } from './groups.ts';
import type { RackDevice } from './rack.ts';
import { deviceLight } from './shown.ts';

/** A reader that is being connected, or reads a card, is waited for this long. */
const READER_LIMIT_MS = 20_000;
const SCAN_LIMIT_MS = SCAN_SECONDS * 1_000;
/** A test page on a slow line, with the printer's own time for its answers. */
const PRINT_LIMIT_MS = 28_000;

/** What a test needs beside the device. */
export interface TestParts {
  readonly timers: Timers;
  readonly scanners: ScannerGroup;
  readonly now: () => Date;
}

const passed = (summary: string): TestResult => ({ passed: true, summary, advice: '' });
const failed = (summary: string, advice: string): TestResult => ({ passed: false, summary, advice });

/** Tries a device and says in plain words what came of it. Ends by itself within 30 s. */
export async function testDevice(device: RackDevice, parts: TestParts): Promise<TestResult> {
  const { running } = device;
  switch (running.role) {
    case 'card-reader':
      return await testCardReader(device, running, parts);
    case 'id-card-reader':
      return await testIdCardReader(device, running, parts);
    case 'scanner':
      return await testScanner(device, running, parts);
    case 'receipt-printer':
      return await testPrinter(running, parts);
    case 'window':
      return passed('键盘口扫码器不用连接。请在接待页扫一个码，确认能识别。');
    case 'system':
      return passed('由系统打印，不用连接。请打印一张申请表，确认能出纸。');
    default:
      return unreachable(running, 'running driver');
  }
}

type Reader = Extract<RunningDriver, { role: 'card-reader' }>;
type IdReader = Extract<RunningDriver, { role: 'id-card-reader' }>;

/** Waits until a reader has made its mind up about the line and about what lies in it. */
async function untilDecided(
  driver: { status(): { readonly state: string }; subscribe(listener: () => void): () => void },
  timers: Timers,
): Promise<void> {
  const busy = (): boolean => ['connecting', 'reading'].includes(driver.status().state);
  await until(
    timers,
    READER_LIMIT_MS,
    () => !busy(),
    (wake) => driver.subscribe(wake),
  );
}

async function testCardReader(device: RackDevice, { driver }: Reader, { timers }: TestParts): Promise<TestResult> {
  await untilDecided(driver, timers);
  if (driver.onRequest && driver.status().state === 'empty') {
    driver.reread();
    await untilDecided(driver, timers);
  }
  const { state } = driver.status();
  if (state === 'card') return passed('读卡器正常，卡能读出。');
  if (state === 'empty') return passed('读卡器有应答，现在没有卡。插一张社会保障卡再测，可确认能读卡。');
  return notWorking(device, '读卡器');
}

async function testIdCardReader(device: RackDevice, { driver }: IdReader, { timers }: TestParts): Promise<TestResult> {
  await untilDecided(driver, timers);
  const { state } = driver.status();
  if (state === 'document') return passed('身份证阅读器正常，证件能读出。');
  if (state === 'empty') return passed('身份证阅读器有应答，现在没有证件。放一张身份证再测，可确认能读证。');
  return notWorking(device, '身份证阅读器');
}

function notWorking(device: RackDevice, what: string): TestResult {
  const { level, text, advice } = deviceLight(device);
  if (level === 'busy') return failed(`${what}没有及时应答。`, `请检查${what}的线和电源，再测一次。`);
  return failed(`${text}。`, advice);
}

async function testScanner(
  device: RackDevice,
  { driver }: Extract<RunningDriver, { role: 'scanner' }>,
  { timers, scanners }: TestParts,
): Promise<TestResult> {
  let length = 0;
  // The code is for the test alone: it begins no visit and is not shown.
  const scanned = await until(
    timers,
    SCAN_LIMIT_MS,
    () => length > 0 || driver.status().state === 'unavailable',
    (wake) => {
      const stops = [
        driver.subscribe(wake),
        scanners.divert(driver, (code) => {
          length = code.length;
          wake();
        }),
      ];
      return () => stops.forEach((stop) => stop());
    },
  );
  if (length > 0) return passed(`扫码器正常，扫到一个 ${length} 位的码。`);
  if (scanned || driver.status().state !== 'ready') return notWorking(device, '扫码器');
  return failed(
    `${SCAN_SECONDS} 秒内没有扫到码。`,
    '请对准任意一个条码或二维码再测；扫码器响了仍没有，请核对波特率和串口方式。',
  );
}

async function testPrinter(
  { driver }: Extract<RunningDriver, { role: 'receipt-printer' }>,
  { timers, now }: TestParts,
): Promise<TestResult> {
  const status = driver.status();
  if (status.state === 'not-ready') {
    const [text, advice] = printerFaultTexts[status.fault];
    return failed(`${text}，没有打印测试页。`, advice);
  }
  const { columns, repertoire } = driver.profile;
  const page = printerTestPage({ columns, repertoire }, now().toISOString());
  const ended: { outcome?: PrintOutcome } = {};
  let wake = (): void => undefined;
  void driver.print(page).then((outcome) => {
    ended.outcome = outcome;
    wake();
  });
  await until(
    timers,
    PRINT_LIMIT_MS,
    () => ended.outcome !== undefined,
    (heard) => {
      wake = heard;
      return () => undefined;
    },
  );
  const { outcome } = ended;
  if (!outcome) return failed('测试页还没有打完。', '请等打印机打完手上的单据，再测一次。');
  if (outcome.outcome === 'printed') {
    return passed(
      tellsPaper(driver.status())
        ? '测试页已打印。请看汉字、线条和切纸是否正常。'
        : '测试页已发送，这台打印机不回报结果。请看纸上是否完整。',
    );
  }
  const [text, advice] = printerFaultTexts[outcome.fault];
  return outcome.outcome === 'failed'
    ? failed(`测试页没有打印：${text}。`, advice)
    : failed(`不能确定测试页是否打完：${text}。`, advice);
}

/** False for a printer that never answers: what came of the page can only be seen on the paper. */
function tellsPaper(status: PrinterStatus): boolean {
  return status.state !== 'ready' || status.paper !== 'unknown';
}

/** Waits until the condition holds; false when it did not in time. */
function until(
  timers: Timers,
  limitMs: number,
  holds: () => boolean,
  subscribe: (wake: () => void) => () => void,
): Promise<boolean> {
  if (holds()) return Promise.resolve(true);
  return new Promise((resolve) => {
    const end = (inTime: boolean): void => {
      stop();
      cancel();
      resolve(inTime);
    };
    const stop = subscribe(() => {
      if (holds()) end(true);
    });
    const cancel = timers.after(limitMs, () => end(false));
  });
}
