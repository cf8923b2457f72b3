import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { usage, type ShellArguments } from './arguments.ts';
import type { ShellFailure } from './exitCode.ts';

/** Name of the configuration file in a home; its absence makes the home a demonstration. */
const CONFIGURATION_FILE = 'counter.yaml';

/** Creates the folder of this counter when it is not there: for its owner alone, because the database is in it. */
export function prepareHome(home: string): void {
  if (existsSync(home)) return;
  mkdirSync(home, { recursive: true, mode: 0o700 });
  // mkdir's mode is narrowed by the umask, never widened; this makes it exact. Windows keeps the profile's own rights.
  if (process.platform !== 'win32') chmodSync(home, 0o700);
}

/** How a shell is to start a home: as what, and under which time. */
export interface StartMode {
  readonly demo: boolean;
  /** Said at the start of a demonstration. */
  readonly notice: string | null;
  /** How far the core's clock is ahead of the machine's, ms: 0 at a hall. */
  readonly clockAheadMs: number;
}

/** Decides how a home is started. Refused (`USAGE`): a time of one's own for a hall, where only the machine's is true. */
export function startMode(
  { home, demo: asked, demoClock }: Pick<ShellArguments, 'home' | 'demo' | 'demoClock'>,
  now: Date,
): { readonly ok: true; readonly mode: StartMode } | ShellFailure {
  const { demo, notice } = isDemonstration(home, asked);
  if (!demo && demoClock !== null) return usage('--demo-clock 只能用于演示');
  return {
    ok: true,
    mode: { demo, notice, clockAheadMs: demoClock === null ? 0 : demoClock.getTime() - now.getTime() },
  };
}

/** A home without a configuration shows the demonstration: nobody should have to write a file to see the product. */
function isDemonstration(home: string, asked: boolean): { readonly demo: boolean; readonly notice: string | null } {
  if (asked) return { demo: true, notice: '演示模式：人员、设备和中心系统都是模拟的。' };
  if (existsSync(join(home, CONFIGURATION_FILE))) return { demo: false, notice: null };
  return {
    demo: true,
    notice: `${home} 中没有 ${CONFIGURATION_FILE}，以演示模式启动：人员、设备和中心系统都是模拟的。正式使用请先写好 ${CONFIGURATION_FILE}。`,
  };
}
