import type { StartFailure } from '../../core/port.ts';

/** What can keep a shell from running: what the core reports, and what the shell finds out before there is a core. */
export type ShellFailureCode =
  StartFailure['code'] | 'USAGE' | 'KEY_FILE' | 'PORT_BUSY' | 'RENDERER_MISSING' | 'CORE_DIES';

/** A start that cannot succeed by trying again. */
export interface ShellFailure {
  readonly ok: false;
  readonly code: ShellFailureCode;
  /** Chinese: what happened, what was kept, what to do next. */
  readonly message: string;
}

/** Exit codes of both shells, for scripts and service managers: 2 = already running, 3 = a person must correct a file,
 * 4 = the memory does not open: key, database or disk. */
export const EXIT_CODES = {
  HOME_BUSY: 2,
  HOME_UNSAFE: 3,
  CONFIGURATION: 3,
  CATALOGUE: 3,
  USAGE: 3,
  DATABASE_KEY: 4,
  DATABASE_FUTURE: 4,
  DATABASE_BROKEN: 4,
  HISTORY_UNKNOWN: 4,
  STORAGE_FULL: 4,
  STORAGE_READONLY: 4,
  STORAGE_BUSY: 4,
  STORAGE_FAILED: 4,
  KEY_FILE: 4,
  PORT_BUSY: 1,
  RENDERER_MISSING: 1,
  CORE_DIES: 1,
} as const satisfies Record<ShellFailureCode, number>;

/** The codes a core process may send over its pipe; read with {@link isFailureCode}. */
export function isFailureCode(value: string): value is ShellFailureCode {
  return Object.hasOwn(EXIT_CODES, value);
}
