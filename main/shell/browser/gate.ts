import { isSame } from './mutualProof.ts';
import { openSession, windowKey, type Session } from './session.ts';

/** What of a request decides whether it may come in. */
export interface AskedOfGate {
  readonly method: string;
  /** As on the request line, with query. */
  readonly target: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly cookie: string | undefined;
  /** What a second start shows to get another window. */
  readonly windowKey: string | undefined;
}

/** The keeper's knowledge: on which port it stands and the secret of this run. */
export interface GateKeys {
  readonly port: number;
  readonly secret: Buffer;
}

/** Why a request stays outside. */
export type Refusal = 'wrong-host' | 'wrong-origin' | 'wrong-method' | 'no-session';

/** What a request may do. `origin` is the one the browser was led to, `http://127.0.0.1:4711`. */
export type Admission =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'launch'; readonly token: string; readonly origin: string }
  | { readonly kind: 'another-window' }
  | { readonly kind: 'file'; readonly path: string; readonly origin: string };

/** HTTP status of each refusal. 403 where no cookie would help, 401 where the application must be started. */
export const REFUSAL_STATUS = {
  'wrong-host': 403,
  'wrong-origin': 403,
  'wrong-method': 405,
  'no-session': 401,
} as const satisfies Record<Refusal, number>;

/** Path of the address printed at the start. */
export const LAUNCH_PATH = '/launch';
/** Path where a second start on the same home asks for another window, with the key in {@link WINDOW_KEY_HEADER}. */
export const WINDOW_PATH = '/window';
/** Header of {@link WINDOW_PATH}. */
export const WINDOW_KEY_HEADER = 'x-counter-window-key';
/** Path of the WebSocket that carries the contract. */
const RPC_PATH = '/rpc';

/**
 * The origin a request was led to, or null for a Host header that is not ours. A page of an attacker whose name was
 * re-bound to 127.0.0.1 (DNS rebinding) still sends its own name here, so it ends at this door.
 */
function ownOrigin(host: string | undefined, port: number): string | null {
  return host === `127.0.0.1:${port}` || host === `localhost:${port}` ? `http://${host}` : null;
}

/** Decides over an ordinary request. Order matters: nothing is looked at for a stranger's Host or Origin. */
export function admitRequest(asked: AskedOfGate, keys: GateKeys): Admission {
  const origin = ownOrigin(asked.host, keys.port);
  if (origin === null) return { kind: 'refused', refusal: 'wrong-host' };
  if (asked.origin !== undefined && asked.origin !== origin) return { kind: 'refused', refusal: 'wrong-origin' };
  return asked.method === 'GET' || asked.method === 'HEAD'
    ? admitReading(asked, keys, origin)
    : admitWriting(asked, keys);
}

/** The one request that is none for reading: a second start on the same home asks for another window. */
function admitWriting({ method, target, origin, windowKey: given }: AskedOfGate, { secret }: GateKeys): Admission {
  // A request without any Origin is no browser page of ours: browsers put an Origin to every POST.
  if (origin !== undefined) return { kind: 'refused', refusal: 'wrong-method' };
  // What changes anything else goes over the WebSocket.
  if (method !== 'POST' || target !== WINDOW_PATH) return { kind: 'refused', refusal: 'wrong-origin' };
  return isSame(given ?? '', windowKey(secret))
    ? { kind: 'another-window' }
    : { kind: 'refused', refusal: 'no-session' };
}

function admitReading(asked: AskedOfGate, keys: GateKeys, origin: string): Admission {
  const target = parseTarget(asked.target, origin);
  if (target === null) return { kind: 'refused', refusal: 'no-session' };
  if (target.pathname === LAUNCH_PATH && asked.method === 'GET') {
    return { kind: 'launch', token: target.searchParams.get('token') ?? '', origin };
  }
  if (openSession(asked.cookie, keys.port, keys.secret) === null) return { kind: 'refused', refusal: 'no-session' };
  return { kind: 'file', path: target.pathname, origin };
}

/**
 * Decides over a WebSocket. Browsers send cookies with a WebSocket from any page and ask nobody (cross-site WebSocket
 * hijacking), so the Origin must be there and be exactly the page's own.
 */
export function admitSocket(
  asked: AskedOfGate,
  keys: GateKeys,
): { readonly kind: 'socket'; readonly session: Session } | { readonly kind: 'refused'; readonly refusal: Refusal } {
  const origin = ownOrigin(asked.host, keys.port);
  if (origin === null) return { kind: 'refused', refusal: 'wrong-host' };
  if (asked.origin !== origin) return { kind: 'refused', refusal: 'wrong-origin' };
  const session = openSession(asked.cookie, keys.port, keys.secret);
  if (session === null || asked.target !== RPC_PATH) return { kind: 'refused', refusal: 'no-session' };
  return { kind: 'socket', session };
}

function parseTarget(target: string, origin: string): URL | null {
  // Only the origin form "/path": "http://elsewhere/", "//elsewhere/" and "*" are for proxies.
  if (!target.startsWith('/') || target.startsWith('//') || !URL.canParse(target, origin)) return null;
  return new URL(target, origin);
}
