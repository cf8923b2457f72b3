import { repeatedly, type Timers } from '../../domain/time.ts';
import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { MAX_MESSAGE_BYTES } from '../../contract/limits.ts';
import type { Core } from '../../core/port.ts';
import { admitSocket, REFUSAL_STATUS, type GateKeys } from './gate.ts';
import { askedOf } from './asked.ts';
import { provePage } from './mutualProof.ts';
import { pageKey } from './session.ts';

/** HTTP status of a socket too many. */
const TOO_MANY = 429;

/** Between two pings, ms. A window that misses one whole round (laptop asleep, page frozen) is let go and reconnects. */
const PING_EVERY_MS = 15_000;

/**
 * Sockets that may be open at once, of all windows and of whoever only holds the cookie: a counter has one window, two for a moment,
 * a hall's technician another.
 */
const MOST_SOCKETS = 64;
/** What may wait on a socket for a window that does not read, in bytes: the largest answer several times over. */
const MOST_UNREAD_BYTES = 8 * 1024 * 1024;
/** Pieces a message may come in: a browser sends one of our size whole. */
const MOST_FRAGMENTS = 64;

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
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    maxFragments: MOST_FRAGMENTS,
    perMessageDeflate: false,
  });
  const answered = new WeakSet<WebSocket>();
  server.on('upgrade', (request, stream, head) => {
    // A peer that resets while it is being refused is no event.
    stream.on('error', () => stream.destroy());
    const admission = admitSocket(askedOf(request), keys);
    if (admission.kind === 'refused') {
      refuse(stream, REFUSAL_STATUS[admission.refusal]);
      return;
    }
    if (sockets.clients.size >= MOST_SOCKETS) {
      refuse(stream, TOO_MANY);
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      answered.add(socket);
      socket.on('pong', () => answered.add(socket));
      // Each is answered: a window that asks and does not read would fill the memory with answers.
      socket.on('message', () => endUnread(socket));
      socket.on('ping', () => endUnread(socket));
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

/** Refuses an upgrade and lets the connection go: a peer that does not close its half would keep it for ever. */
function refuse(stream: Duplex, status: number): void {
  stream.once('finish', () => stream.destroy());
  stream.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function endUnread(socket: WebSocket): void {
  if (socket.bufferedAmount > MOST_UNREAD_BYTES) socket.terminate();
}
