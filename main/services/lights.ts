import type { CardReaderStatus } from '../../native/card/port.ts';
import type { IdCardReaderStatus } from '../../native/idcard/port.ts';
import type { PrinterStatus } from '../../native/printer/port.ts';
import type { ScannerStatus } from '../../native/scanner/port.ts';
import type { Light } from '../contract/live.ts';
import {
  cardFaultTexts,
  idCardFaultTexts,
  idCardReaderFaultTexts,
  readerFaultTexts,
  scannerFaultTexts,
  type FaultText,
} from '../domain/device/faults.ts';
import { unreachable } from '../domain/result.ts';
import { printerFaultTexts } from '../domain/print/cause.ts';

/** A light with these words. */
export const light = (level: Light['level'], [text, advice]: FaultText): Light => ({ level, text, advice });

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
