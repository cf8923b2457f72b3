/** How the window reaches its core; told to the page, because only the shell that serves it knows. */
export type Transport = 'message-port' | 'web-socket';

/** What the Content-Security-Policy depends on. */
export interface PolicyOptions {
  /** base64 nonce of this response for styles: antd writes its styles into the page while it runs. */
  readonly nonce: string;
  /** Origins the page may connect to beside files of its own, e.g. `ws://127.0.0.1:4711`; empty under Electron. */
  readonly connect: readonly string[];
}

/** Everything from our own files, nothing inline but styles that carry the nonce, nothing from anywhere else. */
export function contentSecurityPolicy({ nonce, connect }: PolicyOptions): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    // blob: and data: are pictures the page itself makes: paper preview, QR code, portrait from the card.
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src ${["'self'", ...connect].join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Headers of every answer of both shells, files and refusals alike. */
export const COMMON_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  // The window talks to the core alone; cards and printers are reached by the core, never by the page.
  'Permissions-Policy':
    'clipboard-write=(self), clipboard-read=(), camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=(), display-capture=()',
} as const satisfies Record<string, string>;

/** The place in renderer/index.html that waits for the nonce. */
const EMPTY_NONCE = /<meta name="csp-nonce" content="" ?\/?>/;

/**
 * Writes the nonce into the page's `csp-nonce`, where the window reads it for antd, and beside it `counter-transport`.
 * The transport is told and not guessed from the address: the page may be served under any.
 */
export function fillPage(page: string, nonce: string, transport: Transport): string {
  if (!EMPTY_NONCE.test(page)) throw new Error('the built index.html has no empty <meta name="csp-nonce">');
  return page.replace(
    EMPTY_NONCE,
    `<meta name="csp-nonce" content="${nonce}"><meta name="counter-transport" content="${transport}">`,
  );
}

/** `Cache-Control` of a file: hashed names for ever, the rest asked for again each time, the page not at all. */
export function cacheControl(kind: 'page' | 'immutable' | 'other'): string {
  switch (kind) {
    case 'page':
      return 'no-store';
    case 'immutable':
      return 'private, max-age=31536000, immutable';
    case 'other':
      return 'no-cache';
  }
}
