import type { ClientContext, ClientLink } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import { pageKey, proveEachOther } from './proof.ts';

/** One carried connection to the core. It is used until it is closed and never again. */
export interface Carrier {
  readonly link: ClientLink<ClientContext>;
  /** Calls the listener once when the other side is gone, at once if it already is. Returns how to forget it. */
  onClose(listener: () => void): () => void;
  /** False from the moment the other side is known to be gone. */
  isOpen(): boolean;
  close(): void;
}

/** Makes a new connection; rejects when the core is not there. */
export type Dial = () => Promise<Carrier>;

/** What the preload of the desktop shell posts with the core's port, again after every restart of the core. */
const CORE_PORT = 'yiguitong:core-port';

/**
 * Connects over the loopback server's WebSocket once page and core have proved themselves. `url` is `ws://…/rpc`; `key` reads the
 * page's key anew each time, because another window of this browser may have come in since.
 */
function dialWebSocket(url: string, key: () => string | null): Dial {
  return async () => {
    const held = key();
    if (held === null) throw new Error('this page has no key');
    const socket = new WebSocket(url);
    const end = ending();
    socket.addEventListener('close', end.happen, { once: true });
    await opened(socket);
    await proveEachOther(socket, held);
    return {
      link: new SocketLink({ websocket: socket }),
      onClose: end.onClose,
      isOpen: () => socket.readyState === WebSocket.OPEN,
      close: () => socket.close(),
    };
  };
}

function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true });
    socket.addEventListener('close', () => reject(new Error('core not reached')), { once: true });
  });
}

/** Connects over the ports the desktop shell posts into this page; waits as long as there is none. */
function dialCorePort(page: Window): Dial {
  let unused: MessagePort | undefined;
  let inUse: (() => void) | undefined;
  let waiting: ((port: MessagePort) => void) | undefined;

  page.addEventListener('message', (event: MessageEvent<unknown>) => {
    const [port] = event.ports;
    if (event.source !== page || event.origin !== page.location.origin || !port || !isCorePort(event.data)) return;
    inUse?.();
    if (waiting) waiting(port);
    else unused = port;
    waiting = undefined;
  });

  return async () => {
    const port = unused ?? (await new Promise<MessagePort>((resolve) => (waiting = resolve)));
    unused = undefined;
    const carrier = portCarrier(port);
    inUse = () => carrier.close();
    return carrier;
  };
}

/** Picks the transport the shell has written into the page; a page served by neither shell speaks over its own host. */
export function dialFor(page: Window): Dial {
  const told = page.document.querySelector<HTMLMetaElement>('meta[name="counter-transport"]')?.content;
  if (told === 'message-port') return dialCorePort(page);
  const scheme = page.location.protocol === 'https:' ? 'wss' : 'ws';
  // Without a key nothing could ever be said: the server's own page says how to come in.
  if (pageKey(page) === null) page.location.replace('/launch');
  return dialWebSocket(`${scheme}://${page.location.host}/rpc`, () => pageKey(page));
}

function portCarrier(port: MessagePort): Carrier {
  const end = ending();
  port.addEventListener('close', end.happen, { once: true });
  const link = new PortLink({ port });
  port.start();
  return {
    link,
    onClose: end.onClose,
    isOpen: () => !end.happened(),
    close: () => {
      port.close();
      end.happen();
    },
  };
}

/** An end that happens once, with listeners that can be forgotten: a stream of thousands of values must not gather them. */
function ending() {
  const listeners = new Set<() => void>();
  let over = false;
  return {
    happened: () => over,
    happen: () => {
      over = true;
      listeners.forEach((listener) => listener());
      listeners.clear();
    },
    onClose: (listener: () => void) => {
      if (over) listener();
      else listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function isCorePort(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === CORE_PORT;
}
