import type { IncomingMessage } from 'node:http';
import { WINDOW_KEY_HEADER, type AskedOfGate } from './gate.ts';

/** Reads what the gate needs from a request of Node's server. */
export function askedOf(request: IncomingMessage): AskedOfGate {
  return {
    method: request.method ?? '',
    target: request.url ?? '',
    host: request.headers.host,
    origin: request.headers.origin,
    cookie: request.headers.cookie,
    windowKey: firstOf(request.headers[WINDOW_KEY_HEADER]),
  };
}

function firstOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
