import type { Device } from '../../contract/device.ts';
import type { Light, LiveValue } from '../../contract/live.ts';
import { driverRules, isTraceable } from '../../domain/device/drivers/table.ts';
import { roleOf } from '../../domain/device/device.ts';
import type { DeviceRole } from '../../domain/device/role.ts';
import { unreachable } from '../../domain/result.ts';
import { idCardReaderLight, light, printerLight, readerLight, scannerLight } from '../lights.ts';
import { placeOf } from '../../domain/device/drivers/table.ts';
import type { CounterDevices } from './port.ts';
import type { RackDevice } from './rack.ts';

const NO_READER = light('warn', ['没有设置读卡器', '可输入证件号码办理；请技术人员在设备页添加。']);
const NO_PRINTER = light('warn', ['没有设置打印机', '单据先排队，不会丢失；请技术人员在设备页添加。']);
/** What a scanner that types is: nothing of it can be seen from here. */
const IN_WINDOW = light('ok', ['由窗口接收扫码', '']);
const BY_SYSTEM = light('ok', ['由系统打印', '']);

/** What a device says after a driver before it that holds its port and cannot be stopped. */
const BLOCKED = light('bad', ['端口还被上一次的驱动占着', '请重新启动本程序；仍不行请拔插设备。']);

/** The state of one device in words; where it is not found, in words about its place. */
export function deviceLight(device: Pick<RackDevice, 'running' | 'definition' | 'blocked'>): Light {
  const { running, definition, blocked } = device;
  const status = 'driver' in running ? running.driver.status() : null;
  const fault = status !== null && 'fault' in status ? status.fault : null;
  if (blocked && fault === 'port-busy') return BLOCKED;
  const elsewhere = fault === 'not-found' ? driverRules(definition.driver).notFound(definition.driver) : null;
  return elsewhere === null ? runningLight(running) : light('bad', elsewhere);
}

function runningLight(running: RackDevice['running']): Light {
  switch (running.role) {
    case 'card-reader':
      return readerLight(running.driver.status());
    case 'id-card-reader':
      return idCardReaderLight(running.driver.status());
    case 'scanner':
      return scannerLight(running.driver.status());
    case 'receipt-printer':
      return printerLight(running.driver.status());
    case 'window':
      return IN_WINDOW;
    case 'system':
      return BY_SYSTEM;
    default:
      return unreachable(running, 'running driver');
  }
}

/** The cause in the driver's own words; empty when there is nothing to say. */
function detailOf({ running }: Pick<RackDevice, 'running'>): string {
  if (!('driver' in running)) return '';
  const status = running.driver.status();
  return 'detail' in status ? status.detail : '';
}

/** A device as the 设备 page shows it. */
export function shownDevice(device: RackDevice): Device {
  const { deviceId, name, driver, plugIdentity } = device.definition;
  return {
    deviceId,
    name,
    role: roleOf(device.definition),
    driver,
    driverTitle: driverRules(driver).title,
    place: placeOf(driver),
    plugIdentity,
    state: { ...deviceLight(device), detail: detailOf(device) },
    since: device.since,
    preferred: device.preferred,
    traceable: isTraceable(driver),
    tracing: device.trace.on(),
  };
}

/** The lights of the devices on the top bar. */
export function deviceLights(
  devices: CounterDevices,
  list: readonly RackDevice[],
): Omit<LiveValue<'lights'>['lights'], 'central' | 'counter'> {
  const having = (role: DeviceRole): readonly RackDevice[] =>
    list.filter(({ definition }) => roleOf(definition) === role);
  const idCardReaders = having('id-card-reader');
  const scanners = having('scanner');
  const connected = scanners.filter(({ running }) => running.role === 'scanner');
  return {
    cardReader:
      having('card-reader').length === 0
        ? NO_READER
        : ofGroup(readerLight(devices.cardReader.status()), having('card-reader')),
    idCardReader:
      idCardReaders.length === 0 ? null : ofGroup(idCardReaderLight(devices.idCardReader.status()), idCardReaders),
    scanner:
      scanners.length === 0
        ? null
        : connected.length === 0
          ? light('ok', ['扫码器就绪', ''])
          : ofGroup(scannerLight(devices.scanner.status()), connected),
    printer: lightOfPrinters(devices),
  };
}

/** One of several that does not work is named, so that nobody puts a card into it in vain. */
function ofGroup(shown: Light, members: readonly RackDevice[]): Light {
  if (members.length < 2 || shown.level === 'bad' || shown.level === 'busy') return shown;
  const broken = members.find((member) => deviceLight(member).level === 'bad');
  if (!broken) return shown;
  const { text, advice } = deviceLight(broken);
  return light('warn', [`${shown.text}；“${broken.definition.name}”${text}`, shown.advice || advice]);
}

function lightOfPrinters(devices: CounterDevices): Light {
  const [first, ...others] = devices.printers();
  if (!first) return NO_PRINTER;
  const shown = printerLight(first.printer.status());
  if (others.length === 0) return shown;
  const named = { ...shown, text: `${first.name}：${shown.text}` };
  const standIn = others.find(({ printer }) => printer.status().state === 'ready');
  if (shown.level !== 'bad' || !standIn) return named;
  return { ...named, advice: `${shown.advice}急用可改由“${standIn.name}”打印。` };
}
