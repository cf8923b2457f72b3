/** Where the loopback server's entry page has put the key of this page (main/shell/browser/entryPage.ts). */
const KEY_PLACE = 'yiguitong-key';
/** A nonce or a proof: 256 bits, hexadecimal. */
const HEX = /^[0-9a-f]{64}$/;

/** The key of this page, or null in a page that nobody came to by a launch address. */
export function pageKey(page: Window): string | null {
  return page.localStorage.getItem(KEY_PLACE);
}

/**
 * Proves to the core that this page holds its key, and that the core does, before anything else is said: a program that got hold
 * of the port while the core was away hears no password. Rejects when the other side is somebody else. The exchange is that of
 * `main/shell/browser/mutualProof.ts`.
 */
export async function proveEachOther(
  socket: Pick<WebSocket, 'send' | 'close' | 'addEventListener'>,
  key: string,
): Promise<void> {
  const nonce = hexOf(crypto.getRandomValues(new Uint8Array(32)));
  const answered = nextMessage(socket);
  socket.send(nonce);
  const [coreNonce = '', proof = ''] = (await answered).split('.');
  if (!HEX.test(coreNonce) || proof !== (await proofOf(key, 'core', nonce, coreNonce))) {
    socket.close();
    throw new Error('what answers is not the core');
  }
  socket.send(await proofOf(key, 'page', nonce, coreNonce));
}

async function proofOf(key: string, side: 'core' | 'page', pageNonce: string, coreNonce: string): Promise<string> {
  const text = new TextEncoder();
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const secret = await crypto.subtle.importKey('raw', text.encode(key), hmac, false, ['sign']);
  const signed = await crypto.subtle.sign('HMAC', secret, text.encode(`${side} ${pageNonce} ${coreNonce}`));
  return hexOf(new Uint8Array(signed));
}

function nextMessage(socket: Pick<WebSocket, 'addEventListener'>): Promise<string> {
  return new Promise((resolve, reject) => {
    const heard = (event: MessageEvent<unknown>): void => resolve(typeof event.data === 'string' ? event.data : '');
    socket.addEventListener('message', heard, { once: true });
    socket.addEventListener('close', () => reject(new Error('core not reached')), { once: true });
  });
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
