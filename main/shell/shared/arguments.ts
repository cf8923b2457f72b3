import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { z } from 'zod';
import type { ShellFailure } from './exitCode.ts';

/** What both shells take from the command line. */
export interface ShellArguments {
  /** Absolute folder of this counter. */
  readonly home: string;
  /** Asked for on the command line; a home without counter.yaml is a demonstration anyway. */
  readonly demo: boolean;
  /** The time it is at the start of a demonstration; it runs on from there. Null: what the machine says. */
  readonly demoClock: Date | null;
  /** TCP port of the loopback server, 0 = any free one. The Electron shell has no server and ignores it. */
  readonly port: number;
  /** Electron on Linux without a key ring: keep the database key under the fixed password of Chromium's basic_text store. */
  readonly allowBasicTextKey: boolean;
}

/** Where the surroundings are read from, so that the rule can be tested for each system. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly workingDirectory: string;
}

/** The real surroundings of this process. */
export function processSurroundings(): Surroundings {
  return { platform: process.platform, env: process.env, workingDirectory: process.cwd() };
}

/** The data folder the operating system means for applications, plus `yiguitong`. */
export function defaultHome({ platform, env }: Surroundings): string {
  if (platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'yiguitong');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'yiguitong');
  const data = env.XDG_DATA_HOME;
  // The XDG base directory specification says a relative path is to be ignored.
  return join(data !== undefined && isAbsolute(data) ? data : join(homedir(), '.local', 'share'), 'yiguitong');
}

/** Reads the arguments of a shell. Fails with `USAGE` and a message that names the argument. */
export function parseShellArguments(
  argv: readonly string[],
  surroundings: Surroundings,
): { readonly ok: true; readonly value: ShellArguments } | ShellFailure {
  const read = readOptions(argv);
  if (typeof read === 'string') return usage(read);
  const port = Number(read.port ?? '0');
  if (!/^\d{1,5}$/.test(read.port ?? '0') || port > 65_535)
    return usage(`--port 应为 0–65535 的整数：${read.port ?? ''}`);
  if (read.home === '') return usage('--home 后面要写文件夹');
  const home = read.home === undefined ? defaultHome(surroundings) : resolve(surroundings.workingDirectory, read.home);
  const demoClock = readInstant(read['demo-clock']);
  if (demoClock === 'none') return usage('--demo-clock 应为带时区的时间，如 2026-11-20T09:30:00+08:00');
  const allowBasicTextKey = read['allow-basic-text-key'] === true;
  return { ok: true, value: { home, demo: read.demo === true, demoClock, port, allowBasicTextKey } };
}

const OPTIONS = {
  home: { type: 'string' },
  port: { type: 'string' },
  demo: { type: 'boolean' },
  'demo-clock': { type: 'string' },
  'allow-basic-text-key': { type: 'boolean' },
} as const satisfies NonNullable<ParseArgsConfig['options']>;

const instantSchema = z.iso.datetime({ offset: true });

/** With its zone, because a demonstration is the same on a machine in any zone. */
function readInstant(text: string | undefined): Date | null | 'none' {
  if (text === undefined) return null;
  const read = instantSchema.safeParse(text);
  return read.success ? new Date(read.data) : 'none';
}

/**
 * Leaves only arguments of ours: an Electron executable is also given switches of Chromium (`--ozone-platform=…`,
 * `--force-device-scale-factor=…`), which Chromium has read by then and a strict reading would refuse.
 */
export function withoutChromiumSwitches(argv: readonly string[]): string[] {
  const { tokens } = parseArgs({
    args: [...argv],
    options: OPTIONS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  return tokens.flatMap((token) => {
    if (token.kind !== 'option' || !Object.hasOwn(OPTIONS, token.name)) return [];
    return [token.value === undefined ? token.rawName : `${token.rawName}=${token.value}`];
  });
}

function readOptions(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS }).values;
  } catch (error) {
    // parseArgs throws for what the person typed; its text names the argument.
    if (error instanceof TypeError) return error.message;
    throw error;
  }
}

/** A refusal of what was written on the command line. */
export function usage(detail: string): ShellFailure {
  return {
    ok: false,
    code: 'USAGE',
    message: `启动参数不对：${detail}。没有改动任何数据。可用参数：--home 文件夹、--port 端口、--demo。`,
  };
}
