import type { DeviceDriver, DeviceLink } from '../../domain/device/device.ts';
import { unreachable } from '../../domain/result.ts';

function placeOfLink(link: DeviceLink): string {
  switch (link.transport) {
    case 'serial':
    case 'device-file':
      return link.path;
    case 'tcp':
      return `${link.host}:${link.port}`;
    case 'spooler':
      return link.printer;
    case 'virtual':
      return link.socket;
    default:
      return unreachable(link, 'device link');
  }
}

/** Where a device is, as a technician reads it: a path, `host:port`, a reader's name, a library, a printer's name. */
export function placeOf(driver: DeviceDriver): string {
  switch (driver.driver) {
    case 'serial-ccid':
    case 'sam-v':
    case 'serial-scanner':
    case 'escpos':
      return placeOfLink(driver.link);
    case 'pcsc':
      return driver.reader;
    case 'ss-card-driver':
    case 'hea-sec-read-info':
    case 'ss-card-dll':
      return driver.library;
    case 'keyboard-wedge':
      return '键盘';
    case 'system-a4':
      return driver.printer === '' ? '系统默认打印机' : driver.printer;
    default:
      return unreachable(driver, 'device driver');
  }
}

/**
 * The same for two devices that can not both be used, because they are the same place. Windows does not tell `com3` from
 * `COM3`. A printer of the system may take slips from us and sheets from the system.
 */
export function placeKey(driver: DeviceDriver): string {
  const kind = 'link' in driver ? driver.link.transport : driver.driver;
  const place = placeOf(driver);
  return `${kind} ${/^com\d+$/i.test(place) ? place.toUpperCase() : place}`;
}
