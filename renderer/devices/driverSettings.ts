import { deviceRanges } from '../../main/domain/device/settings.ts';
import type { DriverName } from '../../main/domain/device/drivers/table.ts';
import { ANY_LINK, BYTE_LINE, linkSettings } from './linkSettings.ts';
import { printerProfile } from './printerSettings.ts';
import type { Setting } from './setting.ts';

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
  control: { kind: 'number', ...deviceRanges.pollMs, suggestions: [0, 1_000, 2_000] },
  value: String(deviceRanges.pollMs.usual),
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

/** What is asked for each driver, in the order shown. The defaults are what most devices of the kind are sold with. */
export const driverSettings = {
  'serial-ccid': [
    ...linkSettings(BYTE_LINE, 'serial-ccid', 'card-reader'),
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
    ...linkSettings(BYTE_LINE, 'sam-v', 'id-card-reader'),
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
    ...linkSettings(BYTE_LINE, 'serial-scanner', 'scanner'),
    {
      key: 'gapMs',
      label: '结束间隔（毫秒）',
      help: '没有结束符的扫码器，静默这么久算一个码',
      control: { kind: 'number', ...deviceRanges.gapMs },
      value: String(deviceRanges.gapMs.usual),
      rare: true,
    },
  ],
  'keyboard-wedge': [],
  escpos: [...linkSettings(ANY_LINK, 'escpos', 'printer'), ...printerProfile],
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
      control: { kind: 'number', ...deviceRanges.copies },
      value: String(deviceRanges.copies.usual),
    },
  ],
} as const satisfies Record<DriverName, readonly Setting[]>;
