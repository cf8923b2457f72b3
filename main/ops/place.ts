import { z } from 'zod';
import type { DevicePathRules } from '../../native/transport/devicePath.ts';
import type { OpenLink } from '../../native/transport/port.ts';
import { serialOpener } from '../../native/transport/serialLink.ts';
import { tcpOpener } from '../../native/transport/tcpLink.ts';

/** `host:port`; the port stands behind the last colon, an IPv6 address may stand in brackets. */
export const hostAndPort = z.string().transform((text, context) => {
  const { host, digits } = /^\[?(?<host>.+?)\]?:(?<digits>\d{1,5})$/.exec(text)?.groups ?? {};
  const port = Number(digits);
  if (host !== undefined && port >= 1 && port <= 65_535) return { host, port };
  context.addIssue({ code: 'custom', message: '应为 主机:端口' });
  return z.NEVER;
});

/** Where a device on a line is: exactly one of `path` and `tcp`. */
export interface LinePlace {
  readonly path?: string | undefined;
  readonly tcp?: z.infer<typeof hostAndPort> | undefined;
  /** Bits per second of a serial path. */
  readonly baud: number;
}

/**
 * For a path that a technician types for one command: also the link to an emulated device's pseudo-terminal. Files, pipes and
 * folders are no devices here either.
 */
export const TYPED_PATH: DevicePathRules = { from: 'anywhere' };

/** Said when not exactly one place is given. */
export const ONE_PLACE = { path: ['path'], error: '--path 和 --tcp 必须且只能给出一个' };

/** Whether exactly one place is given. */
export function isOnePlace({ path, tcp }: Pick<LinePlace, 'path' | 'tcp'>): boolean {
  return (path === undefined) !== (tcp === undefined);
}

/** Opens that place. Serial lines have eight data bits and no parity. */
export function lineOpener({ path, tcp, baud }: LinePlace, stopBits: 1 | 2): OpenLink {
  if (tcp !== undefined) return tcpOpener(tcp);
  if (path === undefined) throw new Error('a place was checked to be given');
  return serialOpener({ path, baudRate: baud, dataBits: 8, stopBits, parity: 'none', rules: TYPED_PATH });
}
