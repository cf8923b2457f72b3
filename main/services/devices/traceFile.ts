import { arch, platform, release } from 'node:os';
import { traceText } from '../../../native/trace/traceText.ts';
import { drivers, type DeviceDriver } from '../../domain/device/drivers/table.ts';
import { deviceLight } from './shown.ts';
import type { RackDevice } from './rack.ts';
import type { TraceLine } from './traceRing.ts';

/** Settings that name a person or a service and mean nothing to a vendor. */
const WITHHELD: readonly string[] = ['user', 'url', 'initialization', 'hsmEndpoint'];

/**
 * A recording as a text file for the vendor: what device, settings and versions it is from, then its lines. Personal bytes
 * were masked when they were recorded; the name the hall gave the device is left out.
 */
export function traceFile(
  device: RackDevice,
  lines: readonly TraceLine[],
  about: { readonly version: string; readonly at: string },
): { readonly fileName: string; readonly text: string } {
  const { driver } = device.definition;
  const { plugIdentity } = device.definition;
  const note = (text: string) => ({ direction: 'note' as const, text });
  const head = [
    note(`一柜通 ${about.version} 设备通信记录 ${about.at}`),
    note(`系统 ${platform()} ${release()} ${arch()}，Node ${process.versions.node}`),
    note(`驱动 ${driver.driver}（${drivers[driver.driver].title}）`),
    note(`设置 ${settingsText(driver)}`),
    note(plugIdentity === null ? 'USB 标识 无' : `USB 标识 ${plugIdentity.vendorId}:${plugIdentity.productId}`),
    note(`状态 ${deviceLight(device).text}`),
    note('=> 发往设备，<= 来自设备，·· 为遮盖的个人信息'),
  ];
  const timed = lines.flatMap((line, index) => {
    const before = lines[index - 1]?.at.slice(0, 19);
    const at = line.at.slice(0, 19);
    return [...(before === at ? [] : [note(line.at)]), { direction: line.direction, text: line.text }];
  });
  const stamp = about.at.replaceAll(/[-:]/g, '').slice(0, 15);
  return { fileName: `trace-${driver.driver}-${stamp}.txt`, text: traceText([...head, ...timed]) };
}

function settingsText(driver: DeviceDriver): string {
  const shown = Object.entries(driver).filter(([name]) => !WITHHELD.includes(name) && name !== 'driver');
  return JSON.stringify(Object.fromEntries(shown));
}
