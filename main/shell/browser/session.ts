import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Cookie name of the server on this port. Cookies do not know ports: without it two counters on one machine would
 * overwrite each other's session.
 */
function cookieName(port: number): string {
  return `yiguitong-${port}`;
}

/** Id of a session: 128 random bits, hexadecimal; it names the window to the core and is no secret by itself. */
export interface Session {
  readonly sessionId: string;
}

const SESSION_PATTERN = /^([0-9a-f]{32})\.([0-9a-f]{64})$/;

/**
 * The cookie's value: the session's id and its HMAC-SHA-256 under the secret of this run of the application. Nothing is
 * stored, so a session outlives the death of the core process: the parent hands the same secret to the next one.
 */
export function sealSession({ sessionId }: Session, secret: Buffer): string {
  return `${sessionId}.${seal(sessionId, secret).toString('hex')}`;
}

/** The session of a `Cookie` header, or null. Compared in constant time: the answer's delay tells nothing of the seal. */
export function openSession(cookieHeader: string | undefined, port: number, secret: Buffer): Session | null {
  const wanted = `${cookieName(port)}=`;
  for (const part of (cookieHeader ?? '').split(';')) {
    const pair = part.trim();
    if (!pair.startsWith(wanted)) continue;
    const match = SESSION_PATTERN.exec(pair.slice(wanted.length));
    const [, sessionId, given] = match ?? [];
    if (sessionId === undefined || given === undefined) continue;
    if (timingSafeEqual(Buffer.from(given, 'hex'), seal(sessionId, secret))) return { sessionId };
  }
  return null;
}

/**
 * The key of the page of a session, hexadecimal. A cookie goes to every port of 127.0.0.1, so to whatever else listens on
 * this machine; what a page keeps belongs to its origin, and that has the port in it. The socket wants both.
 */
export function pageKey({ sessionId }: Session, secret: Buffer): string {
  return seal(`page ${sessionId}`, secret).toString('hex');
}

/**
 * What a second start on the same home asks for another window with, hexadecimal: known to who can read the owner's files.
 */
export function windowKey(secret: Buffer): string {
  return seal('window', secret).toString('hex');
}

/** `Set-Cookie` of a new session: gone with the browser, unreadable for scripts, never sent from another site. */
export function sessionCookie(session: Session, port: number, secret: Buffer): string {
  return `${cookieName(port)}=${sealSession(session, secret)}; HttpOnly; SameSite=Strict; Path=/`;
}

function seal(text: string, secret: Buffer): Buffer {
  return createHmac('sha256', secret).update(text).digest();
}
