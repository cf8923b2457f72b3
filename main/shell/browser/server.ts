import type { Timers } from '../../domain/time.ts';
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Core } from '../../core/port.ts';
import { cacheControl, COMMON_HEADERS, contentSecurityPolicy, fillPage } from '../shared/pageHeaders.ts';
import type { StaticFiles } from '../shared/staticFiles.ts';
import { entryPage } from './entryPage.ts';
import { admitRequest, LAUNCH_PATH, REFUSAL_STATUS, type GateKeys, type Refusal } from './gate.ts';
import { askedOf } from './asked.ts';
import type { LaunchGate } from './launchToken.ts';
import { refusalPage } from './refusalPage.ts';
import { pageKey, sessionCookie } from './session.ts';
import { acceptWindows } from './windowSockets.ts';

/** Never another address: whoever can reach the loopback interface is already on this machine. */
const LOOPBACK = '127.0.0.1';
/** A page and its files need far less; a browser that sends headers slower than this, ms, is no browser. */
const HEADERS_TIMEOUT_MS = 10_000;

/** Between two looks for headers that are too slow, ms. */
const HEADERS_CHECK_MS = 2_000;
/** Connections at once, of browser and strangers: far more than a browser makes, far fewer than a process may have files open. */
const MOST_CONNECTIONS = 256;

/** What the server serves and by which keys. */
export interface ServerOptions {
  /** 0 = any free port. */
  readonly port: number;
  readonly secret: Buffer;
  readonly launchGate: LaunchGate;
  readonly files: StaticFiles;
  readonly timers: Timers;
  readonly core: Pick<Core, 'upgradeWebSocket'>;
}

/** A listening server. */
export interface LoopbackServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Starts the loopback server; resolves to `PORT_BUSY` when another program has the port. */
export async function startServer(
  options: ServerOptions,
): Promise<
  { readonly ok: true; readonly server: LoopbackServer } | { readonly ok: false; readonly code: 'PORT_BUSY' }
> {
  const server = createServer({
    headersTimeout: HEADERS_TIMEOUT_MS,
    // Nothing here takes a body: what is not there with its headers does not come.
    requestTimeout: HEADERS_TIMEOUT_MS,
    connectionsCheckingInterval: HEADERS_CHECK_MS,
  });
  server.maxConnections = MOST_CONNECTIONS;
  const listening = await new Promise<AddressInfo | 'busy'>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve('busy');
      else reject(error);
    });
    server.listen({ host: LOOPBACK, port: options.port }, () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no TCP address'));
      else resolve(address);
    });
  });
  if (listening === 'busy') return { ok: false, code: 'PORT_BUSY' };
  const keys: GateKeys = { port: listening.port, secret: options.secret };
  server.on('request', (request, response) => answer(request, response, keys, options));
  const windows = acceptWindows(server, keys, options);
  const close = async () => {
    windows.close();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  };
  return { ok: true, server: { port: listening.port, close } };
}

function answer(request: IncomingMessage, response: ServerResponse, keys: GateKeys, options: ServerOptions): void {
  // A body is never read: nothing here takes one.
  request.resume();
  const admission = admitRequest(askedOf(request), keys);
  switch (admission.kind) {
    case 'refused':
      sendRefusal(response, admission.refusal);
      return;
    case 'launch':
      launch(response, admission.token, keys, options);
      return;
    case 'another-window':
      response.writeHead(200, { ...COMMON_HEADERS, 'Content-Type': 'text/plain; charset=utf-8' });
      response.end(`${LAUNCH_PATH}?token=${options.launchGate.issue()}`);
      return;
    case 'file':
      sendFile(response, admission.path, admission.origin, options.files);
      return;
  }
}

/** Token → session: cookie for the files, key for the page, and the token is spent. */
function launch(response: ServerResponse, token: string, keys: GateKeys, options: ServerOptions): void {
  if (!options.launchGate.redeem(token)) {
    sendRefusal(response, 'no-session');
    return;
  }
  const session = { sessionId: randomBytes(16).toString('hex') };
  const { html, policy } = entryPage(pageKey(session, keys.secret));
  response.writeHead(200, {
    ...COMMON_HEADERS,
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': cacheControl('page'),
    'Content-Security-Policy': policy,
    'Set-Cookie': sessionCookie(session, keys.port, keys.secret),
  });
  response.end(html);
}

function sendFile(response: ServerResponse, path: string, origin: string, files: StaticFiles): void {
  if (path === '/') {
    sendPage(response, origin, files.page);
    return;
  }
  const file = files.files.get(path);
  if (file === undefined) {
    response.writeHead(404, { ...COMMON_HEADERS, 'Content-Type': 'text/plain; charset=utf-8' });
    response.end('没有这个页面。');
    return;
  }
  response.writeHead(200, {
    ...COMMON_HEADERS,
    'Content-Type': file.contentType,
    'Cache-Control': cacheControl(file.immutable ? 'immutable' : 'other'),
  });
  response.end(file.body);
}

function sendPage(response: ServerResponse, origin: string, page: string): void {
  const nonce = randomBytes(18).toString('base64');
  response.writeHead(200, {
    ...COMMON_HEADERS,
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': cacheControl('page'),
    // 'self' covers ws: in Chromium, but older browsers of domestic systems take it for http: alone.
    'Content-Security-Policy': contentSecurityPolicy({ nonce, connect: [origin.replace('http:', 'ws:')] }),
  });
  response.end(fillPage(page, nonce, 'web-socket'));
}

function sendRefusal(response: ServerResponse, refusal: Refusal): void {
  response.writeHead(REFUSAL_STATUS[refusal], {
    ...COMMON_HEADERS,
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': cacheControl('page'),
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  });
  response.end(refusalPage(refusal));
}
