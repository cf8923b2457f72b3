import type { Timers } from '../../domain/time.ts';
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { RawData, WebSocket } from 'ws';

/** How long a window may take to prove itself, ms: a busy machine's page, and nobody who only holds the line. */
const PROOF_LIMIT_MS = 15_000;
/** Close code of a socket whose page did not prove itself; of the range RFC 6455 leaves to applications. */
const NOT_PROVED = 4401;
/** 256 random bits, hexadecimal. */
const NONCE = /^[0-9a-f]{64}$/;

/** Who proves that it holds the page's key. */
type Side = 'core' | 'page';

/**
 * What one side says to the other: HMAC-SHA-256 of both nonces under the page's key (as text), hexadecimal. With the side in
 * it, so that an answer cannot be sent back as one's own. `renderer/app/proof.ts` says the same for the page.
 */
export function proofOf(key: string, side: Side, pageNonce: string, coreNonce: string): string {
  return createHmac('sha256', key).update(`${side} ${pageNonce} ${coreNonce}`).digest('hex');
}

/**
 * Lets a socket go on only when its page has proved that it holds the key, before anything else is said: the page sends its
 * nonce, the core its own and its proof (`nonce.proof`), the page its proof. The key itself is never on the line: a program
 * that got hold of the port while the core was being restarted learns nothing it could use, and no page speaks to it.
 */
export function provePage(socket: WebSocket, key: string, timers: Timers, onProved: () => void): void {
  let expected: string | null = null;
  const inTime = timers.after(PROOF_LIMIT_MS, () => socket.terminate());
  const refuse = (): void => socket.close(NOT_PROVED);
  const hear = (data: RawData): void => {
    const said = Buffer.isBuffer(data) ? data.toString('latin1') : '';
    if (expected === null) {
      if (!NONCE.test(said)) {
        refuse();
        return;
      }
      const nonce = randomBytes(32).toString('hex');
      expected = proofOf(key, 'page', said, nonce);
      socket.send(`${nonce}.${proofOf(key, 'core', said, nonce)}`);
      return;
    }
    socket.off('message', hear);
    inTime();
    if (isSame(said, expected)) onProved();
    else refuse();
  };
  socket.on('message', hear);
  socket.once('close', inTime);
}

/** Compared in constant time: the answer's delay tells nothing of the proof. */
export function isSame(given: string, expected: string): boolean {
  const one = Buffer.from(given);
  const other = Buffer.from(expected);
  return one.length === other.length && timingSafeEqual(one, other);
}
