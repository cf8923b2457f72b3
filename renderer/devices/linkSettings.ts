import type { DeviceDriver } from '../../main/domain/device/drivers/table.ts';
import type { DeviceLink } from '../../main/domain/device/link.ts';
import { deviceRanges } from '../../main/domain/device/settings.ts';
import { drivers } from '../../main/domain/device/drivers/table.ts';
import type { Setting } from './setting.ts';

const BAUD_RATES = [9_600, 19_200, 38_400, 57_600, 115_200] as const;

const transports = {
  serial: '串口',
  tcp: '网络（TCP）',
  'device-file': '设备文件（/dev/usb/lp0）',
  spooler: 'Windows 打印机',
  virtual: '演示接口',
} as const satisfies Record<DeviceLink['transport'], string>;

/** Name of the transport that exists in the demonstration only. */
export const VIRTUAL = 'virtual';

const virtualSockets = {
  'card-reader': '社保卡读卡器',
  'id-card-reader': '身份证阅读器',
  scanner: '扫码器',
  printer: '凭条打印机',
  'second-printer': '第二台打印机',
} as const;

/** What a socket of the demonstration is called in the dock. */
export function virtualSocketTitle(socket: string): string {
  return Object.entries(virtualSockets).find(([name]) => name === socket)?.[1] ?? socket;
}

type Transport = keyof typeof transports;
/** Drivers of devices that may hang on a serial line. */
type LineDriver = Extract<DeviceDriver, { readonly link: DeviceLink }>['driver'];

/** The way to a device; what is asked for depends on it. */
export function linkSettings(offered: readonly Transport[], driver: LineDriver, socket: string): Setting[] {
  const transport = (value: Transport) => ['link.transport', value] as const;
  const settings: readonly Setting[] = [
    {
      key: 'link.transport',
      label: '连接方式',
      help: '设备和本机之间怎样连接',
      control: { kind: 'choice', choices: Object.fromEntries(offered.map((name) => [name, transports[name]])) },
      value: 'serial',
    },
    {
      key: 'link.path',
      label: '端口',
      help: '系统没有列出的路径也可以填',
      control: { kind: 'text', placeholder: '如 /dev/ttyUSB0 或 COM3' },
      value: '',
      when: transport('serial'),
    },
    {
      key: 'link.baudRate',
      label: '波特率',
      help: '见设备说明书，两边必须一致',
      control: { kind: 'number', ...deviceRanges.baudRate, suggestions: BAUD_RATES },
      value: String(drivers[driver].usualBaudRate),
      when: transport('serial'),
    },
    {
      key: 'link.flowControl',
      label: '流控',
      help: '打印丢字时按说明书选择',
      control: {
        kind: 'choice',
        choices: { none: '不用', 'xon-xoff': '软件（XON/XOFF）', 'rts-cts': '硬件（RTS/CTS）' },
      },
      value: 'none',
      when: transport('serial'),
      rare: true,
    },
    {
      key: 'link.host',
      label: '地址',
      help: '设备的 IP 地址或主机名',
      control: { kind: 'text', placeholder: '如 192.168.1.50' },
      value: '',
      when: transport('tcp'),
    },
    {
      key: 'link.port',
      label: '网络端口',
      help: '打印机一般是 9100',
      control: { kind: 'number', ...deviceRanges.tcpPort },
      value: String(deviceRanges.tcpPort.usual),
      when: transport('tcp'),
    },
    {
      key: 'link.path',
      label: '设备文件',
      help: 'USB 打印机在 Linux 下的路径',
      control: { kind: 'text', placeholder: '如 /dev/usb/lp0' },
      value: '',
      when: transport('device-file'),
    },
    {
      key: 'link.printer',
      label: '打印机名称',
      help: '与 Windows“打印机和扫描仪”里的名称一致',
      control: { kind: 'text', placeholder: '如 POS-80' },
      value: '',
      when: transport('spooler'),
    },
    {
      key: 'link.socket',
      label: '演示接口',
      help: '演示设备的插座',
      control: { kind: 'choice', choices: virtualSockets },
      value: socket,
      when: transport('virtual'),
    },
  ];
  return settings.filter(({ when }) => !when || offered.some((name) => name === when[1]));
}

/** Ways of a device that answers. */
export const BYTE_LINE = ['serial', 'tcp', 'virtual'] as const;
/** Ways to a printer. */
export const ANY_LINK = ['serial', 'tcp', 'device-file', 'spooler', 'virtual'] as const;
