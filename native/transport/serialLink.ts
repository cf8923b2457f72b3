import { examineDevicePath, type DevicePathRules } from './devicePath.ts';
import { refusalOfPath } from './openFailure.ts';
import type { OpenLink } from './port.ts';
import { wrapPort } from './portLink.ts';
import { libraryPort, openLine, type LineSettings } from './serialBinding.ts';
import { openTty } from './ttyLink.ts';

/** How a serial line is set, and where it may be. */
export interface SerialSettings extends LineSettings {
  readonly rules: DevicePathRules;
}

/** Opens a serial path for this program alone (exclusive lock). Nothing but a terminal is opened, and no link is followed in opening. */
export function serialOpener({ rules, ...line }: SerialSettings): OpenLink {
  return process.platform === 'win32' ? () => openPort(line, rules) : () => openTty(line, rules);
}

async function openPort(line: LineSettings, rules: DevicePathRules): ReturnType<OpenLink> {
  const examined = examineDevicePath(line.path, 'serial', rules);
  if (examined.found !== 'device') return refusalOfPath(line.path, examined);
  const opened = await openLine(line);
  return opened.ok ? { ok: true, link: wrapPort(libraryPort(opened.number), line.path) } : opened;
}
