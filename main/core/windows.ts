import { onError } from '@orpc/server';
import { RPCHandler as PortHandler } from '@orpc/server/message-port';
import { RPCHandler as SocketHandler } from '@orpc/server/ws';
import { createRouter } from '../api/router.ts';
import type { Services } from '../services/services.ts';
import type { Core } from './port.ts';

/** Serves the contract to windows, over whatever the shell has to them. */
export function openToWindows(
  services: Services,
  reportBug: (error: unknown) => void,
): Pick<Core, 'upgradeWebSocket' | 'upgradePort'> {
  const router = createRouter(services);
  const sockets = new SocketHandler(router, { interceptors: [onError(reportBug)] });
  const ports = new PortHandler(router, { interceptors: [onError(reportBug)] });
  return {
    upgradeWebSocket: (socket, { windowId }) => void sockets.upgrade(socket, { context: { windowId } }),
    upgradePort: (port, { windowId }) => ports.upgrade(port, { context: { windowId } }),
  };
}
