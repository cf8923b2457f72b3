import type { DriverName } from '../../main/domain/device/device.ts';

/** What a setting is typed or chosen with. Values are kept as text; `numeric` choices and numbers become numbers. */
export type SettingControl =
  | { readonly kind: 'text'; readonly placeholder?: string }
  | { readonly kind: 'lines'; readonly placeholder?: string }
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly suggestions?: readonly number[] }
  | { readonly kind: 'choice'; readonly choices: Readonly<Record<string, string>>; readonly numeric?: true }
  | { readonly kind: 'switch' };

/** One setting of a driver as the technician fills it in. */
export interface Setting {
  /** Where it stands in the settings of the driver, e.g. `link.baudRate`. */
  readonly key: string;
  readonly label: string;
  /** In a few words what it is and where to look. */
  readonly help: string;
  readonly control: SettingControl;
  /** What the form begins with; `yes` and `no` for switches. */
  readonly value: string;
  /** Only with this value of another setting. */
  readonly when?: readonly [key: string, value: string];
  /** What an empty field stands for; without it the field must be filled in. */
  readonly empty?: 'null' | 'text';
  /** Seldom changed: shown under 更多设置. */
  readonly rare?: true;
}

const BAUD_RATES = [9_600, 19_200, 38_400, 57_600, 115_200] as const;

const transports = {
  serial: '串口',
  tcp: '网络（TCP）',
  'device-file': '设备文件（/dev/usb/lp0）',
  spooler: 'Windows 打印机',
  virtual: '演示接口',
} as const;

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

/** The way to a device; what is asked for depends on it. */
function link(offered: readonly Transport[], begin: { readonly baudRate: number; readonly socket: string }): Setting[] {
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
      control: { kind: 'number', min: 1_200, max: 921_600, suggestions: BAUD_RATES },
      value: String(begin.baudRate),
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
      control: { kind: 'number', min: 1, max: 65_535 },
      value: '9100',
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
      value: begin.socket,
      when: transport('virtual'),
    },
  ];
  return settings.filter(({ when }) => !when || offered.some((name) => name === when[1]));
}

const BYTE_LINE = ['serial', 'tcp', 'virtual'] as const;
const ANY_LINK = ['serial', 'tcp', 'device-file', 'spooler', 'virtual'] as const;

const library: Setting = {
  key: 'library',
  label: '读卡库文件',
  help: '厂家提供的 .dll 或 .so 的完整路径',
  control: { kind: 'text', placeholder: '如 C:\\Driver\\SSCardDriver.dll' },
  value: '',
};
const polling: Setting = {
  key: 'pollMs',
  label: '自动查卡间隔（毫秒）',
  help: '0 表示不自动查，由柜员按“读卡”',
  control: { kind: 'number', min: 0, max: 60_000, suggestions: [0, 1_000, 2_000] },
  value: '0',
};
const runtime: Setting = {
  key: 'runtime',
  label: '32 位运行程序',
  help: '32 位读卡库填 32 位 node 的路径；一般留空',
  control: { kind: 'text' },
  value: '',
  empty: 'null',
  rare: true,
};

const printerProfile: readonly Setting[] = [
  {
    key: 'profile.columns',
    label: '纸宽',
    help: '与装的纸一致，决定每行字数',
    control: { kind: 'choice', numeric: true, choices: { '48': '80 毫米（48 列）', '32': '58 毫米（32 列）' } },
    value: '48',
  },
  {
    key: 'profile.answersStatus',
    label: '会回报状态',
    help: '兼容机多不回报，结果须由人看',
    control: { kind: 'switch' },
    value: 'yes',
    rare: true,
  },
  {
    key: 'profile.cutter',
    label: '有切刀',
    help: '没有切刀时多走几行纸，由人撕下',
    control: { kind: 'switch' },
    value: 'yes',
    rare: true,
  },
  {
    key: 'profile.chineseByDefault',
    label: '开机即为汉字方式',
    help: '汉字打成乱码时取消',
    control: { kind: 'switch' },
    value: 'yes',
    rare: true,
  },
  {
    key: 'profile.repertoire',
    label: '字库',
    help: '生僻字缺字时选 GBK',
    control: { kind: 'choice', choices: { gbk: 'GBK', gb18030: 'GB18030（含生僻字）' } },
    value: 'gbk',
    rare: true,
  },
  {
    key: 'profile.qr',
    label: '二维码',
    help: '打不出二维码时改为图片',
    control: { kind: 'choice', choices: { native: '打印机自己生成', raster: '作为图片打印' } },
    value: 'native',
    rare: true,
  },
  {
    key: 'profile.bufferBytes',
    label: '接收缓冲区（字节）',
    help: '见说明书；不清楚填 0，按线路速度慢发',
    control: { kind: 'number', min: 0, max: 1_048_576 },
    value: '4096',
    rare: true,
  },
];

/** What is asked for each driver, in the order shown. The defaults are what most devices of the kind are sold with. */
export const driverSettings = {
  'serial-ccid': [
    ...link(BYTE_LINE, { baudRate: 115_200, socket: 'card-reader' }),
    {
      key: 'variant',
      label: '读卡器芯片',
      help: '见铭牌；读不到卡时换另一种',
      control: { kind: 'choice', choices: { 'gempc-twin': 'GemPC Twin（有回显）', sec1210: 'SEC1210（无回显）' } },
      value: 'gempc-twin',
    },
  ],
  pcsc: [
    {
      key: 'reader',
      label: '读卡器名称',
      help: '智能卡服务里的名称，末尾序号可以不同',
      control: { kind: 'text', placeholder: '如 HID Global OMNIKEY 3x21 Smart Card Reader 00 00' },
      value: '',
    },
  ],
  'ss-card-driver': [
    library,
    {
      key: 'cardType',
      label: '读卡方式',
      help: '读卡器只有一种卡口时选对应的一种',
      control: {
        kind: 'choice',
        numeric: true,
        choices: { '1': '接触式', '2': '非接触式', '3': '自动，接触式优先', '4': '自动，非接触式优先' },
      },
      value: '3',
    },
    polling,
    {
      key: 'hsmEndpoint',
      label: '加密机服务地址',
      help: '读卡器没有 PSAM 时由它认证；没有则留空',
      control: { kind: 'text', placeholder: '如 http://10.0.0.8:8080/hsm' },
      value: '',
      empty: 'null',
      rare: true,
    },
    runtime,
  ],
  'hea-sec-read-info': [
    library,
    {
      key: 'initialization',
      label: '初始化参数',
      help: '医保局给的 JSON：IP、PORT、TIMEOUT、LOG_PATH 等',
      control: { kind: 'lines', placeholder: '{"IP":"10.0.0.8","PORT":80,"TIMEOUT":15}' },
      value: '',
      empty: 'text',
    },
    polling,
    runtime,
  ],
  'ss-card-dll': [
    library,
    {
      key: 'url',
      label: '服务地址',
      help: '医保局给的读卡服务地址',
      control: { kind: 'text', placeholder: '如 http://10.0.0.8:7080' },
      value: '',
      empty: 'text',
    },
    {
      key: 'user',
      label: '机构编码',
      help: '医保局给的定点或机构编码',
      control: { kind: 'text' },
      value: '',
      empty: 'text',
    },
    polling,
    runtime,
  ],
  'sam-v': [
    ...link(BYTE_LINE, { baudRate: 115_200, socket: 'id-card-reader' }),
    {
      key: 'photoDecoder',
      label: '照片解码库',
      help: '如 libwlt.so、WltRS.dll；没有则留空，不显示照片',
      control: { kind: 'text' },
      value: '',
      empty: 'null',
      rare: true,
    },
    runtime,
  ],
  'serial-scanner': [
    ...link(BYTE_LINE, { baudRate: 9_600, socket: 'scanner' }),
    {
      key: 'gapMs',
      label: '结束间隔（毫秒）',
      help: '没有结束符的扫码器，静默这么久算一个码',
      control: { kind: 'number', min: 20, max: 2_000 },
      value: '80',
      rare: true,
    },
  ],
  'keyboard-wedge': [],
  escpos: [...link(ANY_LINK, { baudRate: 9_600, socket: 'printer' }), ...printerProfile],
  'system-a4': [
    {
      key: 'printer',
      label: '打印机名称',
      help: '系统里的打印机名称；留空用默认打印机',
      control: { kind: 'text' },
      value: '',
      empty: 'text',
    },
    {
      key: 'copies',
      label: '份数',
      help: '每张 A4 单据打印几份',
      control: { kind: 'number', min: 1, max: 5 },
      value: '1',
    },
  ],
} as const satisfies Record<DriverName, readonly Setting[]>;

/** Kinds of receipt printers by what they can do; a kind fills in the settings of its profile. */
export const printerKinds = {
  standard80: { title: '80 毫米，会回报状态', profile: {} },
  standard58: { title: '58 毫米，会回报状态', profile: { columns: '32' } },
  clone80: {
    title: '80 毫米兼容机，不回报状态',
    profile: { answersStatus: 'no', qr: 'raster', bufferBytes: '0' },
  },
  clone58: {
    title: '58 毫米兼容机，不回报状态、无切刀',
    profile: { columns: '32', answersStatus: 'no', cutter: 'no', qr: 'raster', bufferBytes: '0' },
  },
} as const satisfies Record<string, { readonly title: string; readonly profile: Readonly<Record<string, string>> }>;
