import type { CommandLine } from 'electron';
import { usage } from '../shared/arguments.ts';
import type { ShellFailure } from '../shared/exitCode.ts';

/**
 * Switches of Chromium with which another program on the machine could read and steer the window, or have the page do without its
 * guards. The fuses of the executable close Node's own (`--inspect`, NODE_OPTIONS).
 */
const DEBUG_SWITCHES = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-debugging-targets',
  'remote-allow-origins',
  'auto-open-devtools-for-tabs',
  'disable-web-security',
  'no-sandbox',
  'load-extension',
  'js-flags',
  'user-data-dir',
] as const;

/** The refusal (`USAGE`) of a packaged start with such a switch, before Chromium opens anything; null when there is none. */
export function refuseDebugging(commandLine: Pick<CommandLine, 'hasSwitch'>): ShellFailure | null {
  const given = DEBUG_SWITCHES.filter((name) => commandLine.hasSwitch(name));
  return given.length === 0 ? null : usage(`安装版不接受调试参数：${given.map((name) => `--${name}`).join('、')}`);
}
