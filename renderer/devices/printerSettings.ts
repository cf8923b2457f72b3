import { deviceRanges } from '../../main/domain/device/settings.ts';
import type { Setting } from './setting.ts';

/** What differs between receipt printers. */
export const printerProfile: readonly Setting[] = [
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
    control: { kind: 'number', ...deviceRanges.bufferBytes },
    value: String(deviceRanges.bufferBytes.usual),
    rare: true,
  },
];

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
