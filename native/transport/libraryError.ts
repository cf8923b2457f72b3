import { explainSystemError, systemCodeOf } from '../../main/domain/systemErrors.ts';

/**
 * The port library gives sentences, not codes: the system's own of a Unix system, its own under Windows. Checked from top to bottom;
 * "Access denied" is what Windows says about a port that another program holds. Source: @serialport/bindings-cpp 13,
 * `serialport_unix.cpp`, `serialport_win.cpp`.
 */
const SENTENCES = [
  [/no such file|file not found/i, 'ENOENT'],
  [/no such device/i, 'ENODEV'],
  [/not a directory/i, 'ENOTDIR'],
  [/input\/output error/i, 'EIO'],
  [/cannot lock port|resource busy|access denied/i, 'EBUSY'],
  [/resource temporarily unavailable/i, 'EAGAIN'],
  [/permission denied/i, 'EACCES'],
  [/not permitted/i, 'EPERM'],
  [/bad file descriptor|port is not open|operation aborted|device not configured/i, 'EBADF'],
  [/commstate|commtimeouts|commmask|baud ?rate|invalid argument|inappropriate ioctl/i, 'EINVAL'],
] as const satisfies readonly (readonly [RegExp, string])[];

/** What Windows says of an error it has no sentence for: its number. */
const NUMBER = /unknown error code (\d{1,6})/i;

/** The system's code that an error of the port library stands for; empty when nobody knows. */
export function libraryCodeOf(error: unknown): string {
  const code = systemCodeOf(error);
  if (code !== '' || !(error instanceof Error)) return code;
  return SENTENCES.find(([pattern]) => pattern.test(error.message))?.[1] ?? '';
}

/** An error of the port library for the technician, in our words. */
export function explainLibraryError(error: unknown): string {
  const code = libraryCodeOf(error);
  const number = error instanceof Error ? NUMBER.exec(error.message)?.[1] : undefined;
  if (number !== undefined) return `系统拒绝（错误 ${number}）`;
  return explainSystemError(code === '' ? error : Object.assign(new Error(), { code }));
}
