import type { CardFault, CardReaderStatus, ReaderFault } from '../../native/card/port.ts';
import type { IdCardFault, IdCardReaderFault, IdCardReaderStatus } from '../../native/idcard/port.ts';
import type { PrinterStatus } from '../../native/printer/port.ts';
import type { ScannerStatus } from '../../native/scanner/port.ts';
import type { DeviceFault } from '../../native/transport/deviceFault.ts';
import type { Light } from '../contract/live.ts';
import { unreachable } from '../domain/result.ts';
import { printerFaultTexts } from '../domain/print/cause.ts';

const readerFaultTexts = {
  'not-found': ['没有找到读卡器', '请检查读卡器的线是否插好。'],
  'not-a-device': ['读卡器的路径不是设备', '请技术人员在设备页核对端口。'],
  'port-busy': ['读卡器端口被其他程序占用', '请关闭占用端口的程序。'],
  'port-denied': ['没有权限使用读卡器端口', '请联系信息股。'],
  'cable-lost': ['读卡器连接中断', '请检查读卡器的线，插好后自动恢复。'],
  'no-answer': ['读卡器没有应答', '请拔插读卡器的线；仍不行请联系信息股。'],
  'protocol-error': ['读卡器应答异常', '请拔插读卡器的线；仍不行请联系信息股。'],
  'service-absent': ['智能卡服务没有运行', '请联系信息股启动该服务；可先输入证件号码办理。'],
  'library-not-found': ['找不到读卡库', '请联系信息股；可先输入证件号码办理。'],
  'library-bitness': ['读卡库位数不符', '请联系信息股；可先输入证件号码办理。'],
  'library-unfit': ['读卡库版本不符', '请联系信息股；可先输入证件号码办理。'],
  'library-crashed': ['读卡库出错，正在重新启动', '稍候再读一次；仍不行请联系信息股。'],
  'library-hung': ['读卡库没有响应，正在重新启动', '请检查读卡器的线；仍不行请联系信息股。'],
} as const satisfies Record<ReaderFault, readonly [string, string]>;

const cardFaultTexts = {
  mute: ['卡没有应答', '请检查卡是否插反，取出后重新插入。'],
  pulled: ['读卡时卡被取出', '请重新插入社会保障卡。'],
  'not-a-social-security-card': ['这不是社会保障卡', '请换用社会保障卡，或输入证件号码。'],
  blocked: ['卡已被锁定', '请改用证件号码办理，并提醒群众到发卡处处理。'],
  unreadable: ['卡内数据无法识别', '请擦净卡面后重试，或输入证件号码。'],
  'held-by-other': ['卡正被其他程序占用', '请关闭那个程序后重新插卡。'],
  'refused-by-library': ['读卡库没有读出卡片', '请重新插卡；仍不行请输入证件号码。'],
} as const satisfies Record<CardFault, readonly [string, string]>;

const idCardReaderFaultTexts = {
  'not-found': ['没有找到身份证阅读器', '请检查身份证阅读器的线是否插好；可先输入证件号码办理。'],
  'not-a-device': ['身份证阅读器的路径不是设备', '请技术人员在设备页核对端口。'],
  'port-busy': ['身份证阅读器端口被其他程序占用', '请关闭占用端口的程序。'],
  'port-denied': ['没有权限使用身份证阅读器端口', '请联系信息股。'],
  'cable-lost': ['身份证阅读器连接中断', '请检查身份证阅读器的线，插好后自动恢复。'],
  'no-answer': ['身份证阅读器没有应答', '请拔插身份证阅读器的线；仍不行请联系信息股。'],
  'protocol-error': ['身份证阅读器应答异常', '请拔插身份证阅读器的线；仍不行请联系信息股。'],
  'module-fault': ['身份证阅读器安全模块故障', '请关机重开；仍不行请联系信息股送修。'],
  'module-unauthorised': ['身份证阅读器安全模块未授权', '请联系信息股；可先输入证件号码办理。'],
} as const satisfies Record<IdCardReaderFault, readonly [string, string]>;

const idCardFaultTexts = {
  pulled: ['读证时证件被拿开', '请把证件重新放上，等提示后再拿开。'],
  'read-failed': ['证件没有读出', '请把证件拿开后重新放平。'],
  'not-genuine': ['证件未通过阅读器核验', '请核对证件；可改用证件号码办理。'],
  unreadable: ['证件内容无法识别', '请改用证件号码办理，并联系信息股。'],
} as const satisfies Record<IdCardFault, readonly [string, string]>;

const scannerFaultTexts = {
  'not-found': ['没有找到扫码器', '请检查扫码器的线是否插好；可先输入证件号码办理。'],
  'not-a-device': ['扫码器的路径不是设备', '请技术人员在设备页核对端口。'],
  'port-busy': ['扫码器端口被其他程序占用', '请关闭占用端口的程序。'],
  'port-denied': ['没有权限使用扫码器端口', '请联系信息股。'],
  'cable-lost': ['扫码器连接中断', '请检查扫码器的线，插好后自动恢复。'],
  'no-answer': ['扫码器没有应答', '请拔插扫码器的线；仍不行请联系信息股。'],
  'protocol-error': ['扫码器数据异常', '请拔插扫码器的线；仍不行请联系信息股。'],
} as const satisfies Record<DeviceFault, readonly [string, string]>;

const light = (level: Light['level'], [text, advice]: readonly [string, string]): Light => ({ level, text, advice });

/** The light of the card reader. */
export function readerLight(status: CardReaderStatus): Light {
  switch (status.state) {
    case 'connecting':
      return light('busy', ['正在连接读卡器', '']);
    case 'unavailable':
      return light('bad', readerFaultTexts[status.fault]);
    case 'empty':
      return light('ok', ['读卡器就绪', '']);
    case 'reading':
      return light('busy', ['正在读卡', '']);
    case 'card':
      return light('ok', ['已读卡', '']);
    case 'card-failed':
      return light('warn', cardFaultTexts[status.fault]);
    default:
      return unreachable(status, 'card reader status');
  }
}

/** `unknown`: a printer that says nothing of itself. */
const readyPrinterLights = {
  ok: light('ok', ['打印机就绪', '']),
  'near-end': light('warn', ['打印纸将用完', '请准备更换打印纸。']),
  unknown: light('ok', ['打印机已连接，不回报状态', '请留意纸张和上盖，取出凭条时看是否完整。']),
} as const satisfies Record<Extract<PrinterStatus, { state: 'ready' }>['paper'], Light>;

/** The light of the reader of identity documents. */
export function idCardReaderLight(status: IdCardReaderStatus): Light {
  switch (status.state) {
    case 'connecting':
      return light('busy', ['正在连接身份证阅读器', '']);
    case 'unavailable':
      return light('bad', idCardReaderFaultTexts[status.fault]);
    case 'empty':
      return light('ok', ['身份证阅读器就绪', '']);
    case 'reading':
      return light('busy', ['正在读证件', '']);
    case 'document':
      return light('ok', ['已读证件', '']);
    case 'document-failed':
      return light('warn', idCardFaultTexts[status.fault]);
    default:
      return unreachable(status, 'ID card reader status');
  }
}

/** The light of the scanner. */
export function scannerLight(status: ScannerStatus): Light {
  switch (status.state) {
    case 'connecting':
      return light('busy', ['正在连接扫码器', '']);
    case 'unavailable':
      return light('bad', scannerFaultTexts[status.fault]);
    case 'ready':
      return light('ok', ['扫码器就绪', '']);
    default:
      return unreachable(status, 'scanner status');
  }
}

/** The light of the receipt printer. */
export function printerLight(status: PrinterStatus): Light {
  switch (status.state) {
    case 'connecting':
      return light('busy', ['正在连接打印机', '']);
    case 'ready':
      return readyPrinterLights[status.paper];
    case 'not-ready':
      return light('bad', printerFaultTexts[status.fault]);
    default:
      return unreachable(status, 'printer status');
  }
}

/** The light of the central system. Waiting transactions are no fault: they leave by themselves. */
export function centralLight(state: { readonly reachable: boolean; readonly waiting: number }, refused: number): Light {
  if (!state.reachable) {
    const waiting = state.waiting > 0 ? `，${state.waiting} 笔待传` : '';
    return light('bad', [`中心系统不通${waiting}`, '可以继续办理，恢复后自动传送。']);
  }
  if (refused > 0) return light('warn', [`中心系统退回 ${refused} 笔`, '请打开待传清单处理。']);
  if (state.waiting > 0) return light('busy', [`正在传送，${state.waiting} 笔待传`, '']);
  return light('ok', ['中心系统正常', '']);
}
