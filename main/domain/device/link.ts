import { z } from 'zod';
import type { FaultText } from './faults.ts';
import { deviceRanges, ranged, settingText } from './settings.ts';

const serialLink = z.strictObject({
  transport: z.literal('serial'),
  /** `/dev/ttyUSB0`, `COM3`, or any other serial path, also one the system does not list. */
  path: settingText,
  baudRate: ranged(deviceRanges.baudRate),
  flowControl: z.enum(['none', 'xon-xoff', 'rts-cts']).default('none'),
});
const tcpLink = z.strictObject({
  transport: z.literal('tcp'),
  host: settingText,
  port: ranged(deviceRanges.tcpPort),
});
/** A character device that takes the bytes as they are: `/dev/usb/lp0`. */
const fileLink = z.strictObject({ transport: z.literal('device-file'), path: settingText });
/** A printer of the Windows spooler, written to raw. */
const spoolerLink = z.strictObject({ transport: z.literal('spooler'), printer: settingText });
/** A socket of the demonstration's virtual machine, by its name. */
const virtualLink = z.strictObject({ transport: z.literal('virtual'), socket: settingText });

/** How a device is reached. */
export const linkSchema = z.discriminatedUnion('transport', [serialLink, tcpLink, fileLink, spoolerLink, virtualLink]);

/** How a device is reached. */
export type DeviceLink = z.infer<typeof linkSchema>;

/** How a device is reached that answers. */
export const byteLineSchema = z.discriminatedUnion('transport', [serialLink, tcpLink, virtualLink]);

interface LinkRules<Link> {
  /** Where it leads, as a technician reads it. */
  place(link: Link): string;
  /** That nothing is found there, in words about that place; null where the place has no name. */
  notFound(link: Link): FaultText | null;
}

type Transport = DeviceLink['transport'];

const CHECK_PORT = '请检查线是否插好；线没问题时请核对端口名。';

const links = {
  serial: { place: ({ path }) => path, notFound: ({ path }) => [`端口 ${path} 不存在`, CHECK_PORT] },
  'device-file': { place: ({ path }) => path, notFound: ({ path }) => [`打印机 ${path} 不存在`, CHECK_PORT] },
  tcp: {
    place: ({ host, port }) => `${host}:${port}`,
    notFound: ({ host, port }) => [`连不上 ${host} 的 ${port} 端口`, '请检查设备的电源和网线，核对地址和端口。'],
  },
  spooler: {
    place: ({ printer }) => printer,
    notFound: ({ printer }) => [`系统里没有打印机“${printer}”`, '请核对打印机名称。'],
  },
  virtual: { place: ({ socket }) => socket, notFound: () => null },
} as const satisfies { readonly [Name in Transport]: LinkRules<Extract<DeviceLink, { transport: Name }>> };

/** The rules of a link's transport, for that link. */
export function linkRules({ transport }: DeviceLink): LinkRules<DeviceLink> {
  return links[transport];
}
