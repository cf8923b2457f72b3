import { repeatedly, type Timers } from '../../domain/time.ts';
import type { Server } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { MAX_MESSAGE_BYTES } from '../../contract/limits.ts';
import type { Core } from '../../core/port.ts';
import { admitSocket, REFUSAL_STATUS, type GateKeys } from './gate.ts';
import { askedOf } from './asked.ts';
import { provePage } from './mutualProof.ts';
import { pageKey } from './session.ts';

/** Between two pings, ms. A window that misses one whole round (laptop asleep, page frozen) is let go and reconnects. */
const PING_EVERY_MS = 15_000;

/** The WebSocket side of the server. */
export interface WindowSockets {
  /** Ends every window's connection and takes no new one. */
  readonly close: () => void;
}

/**
 * Lets windows with the right Host, Origin and cookie, whose page proves its key, speak to the core. Everybody else gets a bare
 * HTTP refusal, or a closed socket.
 */
export function acceptWindows(
  server: Server,
  keys: GateKeys,
  { core, timers }: { readonly core: Pick<Core, 'upgradeWebSocket'>; readonly timers: Timers },
): WindowSockets {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES, perMessageDeflate: false });
  const answered = new WeakSet<WebSocket>();
  server.on('upgrade', (request, stream, head) => {
    // A peer that resets while it is being refused is no event.
    stream.on('error', () => stream.destroy());
    const admission = admitSocket(askedOf(request), keys);
    if (admission.kind === 'refused') {
      stream.end(
        `HTTP/1.1 ${REFUSAL_STATUS[admission.refusal]} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
      );
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      answered.add(socket);
      socket.on('pong', () => answered.add(socket));
      // Too large a message or a broken frame: ws closes the connection itself, the window opens the next one.
      socket.on('error', () => socket.terminate());
      const { session } = admission;
      provePage(socket, pageKey(session, keys.secret), timers, () =>
        core.upgradeWebSocket(socket, { windowId: session.sessionId }),
      );
    });
  });
  const stopPinging = repeatedly(timers, PING_EVERY_MS, () => {
    for (const socket of sockets.clients) {
      if (!answered.delete(socket)) socket.terminate();
      else socket.ping();
    }
  });
  const close = () => {
    stopPinging();
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
  };
  return { close };
}
