import { connect } from 'node:net';
import { explainSystemError } from '../../main/domain/systemErrors.ts';
import type { LinkOpenFailure, OpenLink } from './port.ts';
import { wrapSocket } from './socketLink.ts';

/** Where a device listens. */
export interface TcpSettings {
  /** Name or address. */
  readonly host: string;
  readonly port: number;
}

/** A device in the same building answers within milliseconds; one that does not in this time is off or unplugged. */
const CONNECT_LIMIT_MS = 3_000;
/**
 * A silent line is probed after this time, then every second (libuv), ten times: a device whose cable was pulled is noticed
 * within 15 s, also when nothing is sent.
 */
const KEEP_ALIVE_MS = 5_000;

/** System codes of a connection that could not be made. Anything else is a failure with the system's own words. */
const CONNECT_FAILURES: Readonly<Record<string, LinkOpenFailure>> = {
  ECONNREFUSED: 'NOT_FOUND',
  EHOSTUNREACH: 'NOT_FOUND',
  EHOSTDOWN: 'NOT_FOUND',
  ENETUNREACH: 'NOT_FOUND',
  ENETDOWN: 'NOT_FOUND',
  ETIMEDOUT: 'NOT_FOUND',
  ENOTFOUND: 'NOT_FOUND',
  EAI_AGAIN: 'NOT_FOUND',
  // Printers that serve one computer at a time end the connection of the second one at once.
  ECONNRESET: 'BUSY',
  EACCES: 'DENIED',
  EPERM: 'DENIED',
};

/**
 * Opens a connection to a device on the network. The link says that its end can stay unheard: whoever can ask the device
 * should, and whoever cannot should connect anew after an idle time.
 */
export function tcpOpener({ host, port }: TcpSettings): OpenLink {
  const name = `${host}:${port}`;
  return () =>
    new Promise((resolve) => {
      const socket = connect({ host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_MS });
      const fail = (code: LinkOpenFailure, detail: string): void => {
        socket.removeAllListeners();
        // A late error of a connection nobody waits for any more is no news.
        socket.on('error', () => undefined);
        socket.destroy();
        resolve({ ok: false, code, detail });
      };
      socket.setTimeout(CONNECT_LIMIT_MS, () => fail('NOT_FOUND', `${name} 没有应答`));
      socket.once('error', (error: NodeJS.ErrnoException) =>
        fail(CONNECT_FAILURES[error.code ?? ''] ?? 'FAILED', explainSystemError(error)),
      );
      socket.once('connect', () => {
        socket.setTimeout(0);
        socket.removeAllListeners();
        resolve({ ok: true, link: { ...wrapSocket(socket, name), endsUnheard: true } });
      });
    });
}
