import { explainSystemError, systemCodeOf } from '../../main/domain/systemErrors.ts';
import type { ExaminedPath } from './devicePath.ts';
import type { DevicePathProblem, LinkOpenFailure } from './port.ts';

/** System codes of a device that could not be opened. */
const OPEN_FAILURES: Readonly<Record<string, LinkOpenFailure>> = {
  ENOENT: 'NOT_FOUND',
  ENODEV: 'NOT_FOUND',
  ENXIO: 'NOT_FOUND',
  ENOTDIR: 'NOT_FOUND',
  // What a serial port says behind which there is no hardware, and a terminal that was hung up.
  EIO: 'NOT_FOUND',
  EBUSY: 'BUSY',
  EAGAIN: 'BUSY',
  EACCES: 'DENIED',
  EPERM: 'DENIED',
  // A link came to the place of the device after it was examined.
  ELOOP: 'UNFIT',
};

/** What a refused opening is to its caller. */
export interface OpenRefusal {
  readonly ok: false;
  readonly code: LinkOpenFailure;
  readonly detail: string;
}

/** What a system code on opening a device means; `FAILED` for any that is not foreseen. */
export function openFailureOf(code: string): LinkOpenFailure {
  return Object.hasOwn(OPEN_FAILURES, code) ? (OPEN_FAILURES[code] ?? 'FAILED') : 'FAILED';
}

/** The refusal that an error of the system stands for. */
export function refusalOf(error: unknown): OpenRefusal {
  return { ok: false, code: openFailureOf(systemCodeOf(error)), detail: explainSystemError(error) };
}

const PROBLEMS = {
  'in-home': '在本程序的数据文件夹里',
  outside: '不是本系统的设备路径',
  'no-device': '不是设备',
  'wrong-kind': '是另一种设备',
} as const satisfies Record<DevicePathProblem, string>;

/** The refusal of a path at which there is nothing to open. */
export function refusalOfPath(path: string, examined: Exclude<ExaminedPath, { found: 'device' }>): OpenRefusal {
  if (examined.found === 'nothing') return { ok: false, code: examined.code, detail: `${path} 不存在` };
  return { ok: false, code: 'UNFIT', detail: `${path} ${PROBLEMS[examined.problem]}` };
}
