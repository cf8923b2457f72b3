import { lstatSync, realpathSync, type BigIntStats } from 'node:fs';
import path from 'node:path';
import { systemCodeOf } from '../../main/domain/systemErrors.ts';
import type { DevicePathProblem, LinkOpenFailure } from './port.ts';

/** What is expected at a path: a serial line, or a printer that takes its bytes as they are. */
export type PathPurpose = 'serial' | 'printer';

/** Where devices may be looked for. */
export interface DevicePathRules {
  /**
   * `system`: under `/dev`, where only the system makes entries; its own links there (udev's `by-id`) are followed. `anywhere`
   * is for emulated devices, whose pseudo-terminals are reached by links that any program lays, in any folder.
   */
  readonly from: 'system' | 'anywhere';
  /** Folder in which nothing is ever a device: the counter's own data. */
  readonly home?: string;
}

/** What is at a path. `path` is free of links. */
export type ExaminedPath =
  | { readonly found: 'device'; readonly path: string; readonly rdev: bigint }
  | { readonly found: 'nothing'; readonly code: Extract<LinkOpenFailure, 'NOT_FOUND' | 'DENIED'> }
  | { readonly found: 'unfit'; readonly problem: DevicePathProblem };

const DEVICES = '/dev';
/** Parts of `/dev` that hold no devices: what any program may write to, and the open files of this very process. */
const NO_DEVICES = ['/dev/shm', '/dev/mqueue', '/dev/fd'] as const;

/** Names of serial ports under Windows; the long form is what ports above COM9 are opened by. */
const WINDOWS_PORT = /^(\\\\\.\\)?com[1-9]\d{0,2}$/i;

/** Nothing is there, now: a device that is not plugged in, or a folder that comes with it. */
const ABSENT: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ENODEV', 'ENXIO']);

/** True for `inner` itself and everything below `outer`. Both absolute. */
function isWithin(inner: string, outer: string): boolean {
  const way = path.relative(outer, inner);
  return way === '' || (!way.startsWith(`..${path.sep}`) && way !== '..' && !path.isAbsolute(way));
}

/** The folder as the system names it; as it was given while it does not exist. */
function resolved(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return path.resolve(folder);
  }
}

/** Major and minor number as Linux packs them into `st_rdev` (sys/sysmacros.h of glibc). */
function numbersOf(rdev: bigint): { readonly major: bigint; readonly minor: bigint } {
  return {
    major: ((rdev >> 8n) & 0xfffn) | ((rdev >> 32n) & ~0xfffn),
    minor: (rdev & 0xffn) | ((rdev >> 12n) & ~0xffn),
  };
}

/** Printers in the kernel's list of device numbers (admin-guide/devices.txt): 6 parallel port, 180 USB with 0 to 15 for usblp. */
function isPrinter(rdev: bigint): boolean {
  const { major, minor } = numbersOf(rdev);
  return major === 6n || (major === 180n && minor < 16n);
}

/** Slaves of pseudo-terminals (136 to 143 in the same list): what an emulated printer hangs on. */
function isPseudoTerminal(rdev: bigint): boolean {
  const { major } = numbersOf(rdev);
  return major >= 136n && major <= 143n;
}

/** True for a device as it was examined: between a look and an opening another file may have come to its place. */
export function isSameDevice(stats: BigIntStats, examined: { readonly rdev: bigint }): boolean {
  return stats.isCharacterDevice() && stats.rdev === examined.rdev;
}

const unfit = (problem: DevicePathProblem): ExaminedPath => ({ found: 'unfit', problem });

/**
 * Looks what a path leads to, without opening it. What is a device is told by the system's own records, never by the name: an
 * ordinary file, a pipe or a folder is none, and of devices only those of the expected kind are.
 */
export function examineDevicePath(given: string, purpose: PathPurpose, rules: DevicePathRules): ExaminedPath {
  const isPortName = WINDOWS_PORT.test(given);
  if (process.platform === 'win32') {
    if (!isPortName || purpose === 'printer') return unfit('no-device');
    return { found: 'device', path: given, rdev: 0n };
  }
  // A name of another system: no such port is here, now or later, and nothing is opened by it.
  if (isPortName) return { found: 'nothing', code: 'NOT_FOUND' };
  if (!path.isAbsolute(given)) return unfit('outside');
  const allowed = misplaced(path.normalize(given), rules);
  if (allowed !== undefined) return unfit(allowed);
  try {
    const real = realpathSync(given);
    const place = misplaced(real, rules);
    if (place !== undefined) return unfit(place);
    const stats = lstatSync(real, { bigint: true });
    if (!stats.isCharacterDevice()) return unfit('no-device');
    const { rdev } = stats;
    if (purpose === 'printer' && !isPrinter(rdev) && !(rules.from === 'anywhere' && isPseudoTerminal(rdev))) {
      return unfit('wrong-kind');
    }
    return { found: 'device', path: real, rdev };
  } catch (error) {
    const code = systemCodeOf(error);
    if (ABSENT.has(code)) return { found: 'nothing', code: 'NOT_FOUND' };
    if (code === 'EACCES' || code === 'EPERM') return { found: 'nothing', code: 'DENIED' };
    if (code === 'ELOOP') return unfit('no-device');
    throw error;
  }
}

function misplaced(at: string, { from, home }: DevicePathRules): DevicePathProblem | undefined {
  if (home !== undefined) {
    const kept = [path.resolve(home), resolved(home)];
    // The folder of a link counts as well: what lies in the home is ours, wherever it leads.
    const places = [at, path.join(resolved(path.dirname(at)), path.basename(at))];
    if (places.some((place) => kept.some((folder) => isWithin(place, folder)))) return 'in-home';
  }
  if (from === 'anywhere') return undefined;
  const ofSystem = isWithin(at, DEVICES) && !NO_DEVICES.some((folder) => isWithin(at, folder));
  return ofSystem ? undefined : 'outside';
}
