import { systemCodeOf, type ExaminedPath } from './devicePath.ts';
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

/** The refusal that an error of the system stands for. */
export function refusalOf(error: unknown): OpenRefusal {
  const detail = error instanceof Error ? error.message : String(error);
  return { ok: false, code: OPEN_FAILURES[systemCodeOf(error)] ?? 'FAILED', detail };
}

const PROBLEMS = {
  'in-home': 'lies in the folder of the counter',
  outside: 'is no path of a device of this system',
  'no-device': 'is no character device',
  'wrong-kind': 'is a device of another kind',
} as const satisfies Record<DevicePathProblem, string>;

/** The refusal of a path at which there is nothing to open. */
export function refusalOfPath(path: string, examined: Exclude<ExaminedPath, { found: 'device' }>): OpenRefusal {
  if (examined.found === 'nothing') return { ok: false, code: examined.code, detail: `${path}: nothing there` };
  return { ok: false, code: 'UNFIT', detail: `${path} ${PROBLEMS[examined.problem]}` };
}
