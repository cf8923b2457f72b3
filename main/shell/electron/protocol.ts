import { randomBytes } from 'node:crypto';
import { protocol, type Session } from 'electron';
import { cacheControl, COMMON_HEADERS, contentSecurityPolicy, fillPage } from '../shared/pageHeaders.ts';
import type { StaticFiles } from '../shared/staticFiles.ts';

const SCHEME = 'app';
const HOST = 'counter';
/** Address of the one page. An own scheme, because file: pages may read other files and share one origin. */
export const PAGE_URL = `${SCHEME}://${HOST}/`;

/** Must run before the application is ready: a standard, secure scheme has an origin, storage and module scripts. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: false, codeCache: true } },
  ]);
}

/** Serves the built window under `app://counter/`, and nothing that is not in its list. */
export function serveWindow(session: Session, files: StaticFiles): void {
  session.protocol.handle(SCHEME, (request) => answer(request.method, request.url, files));
}

/** The answer to one request; anything unknown is 404, anything but GET 405. */
function answer(method: string, url: string, files: StaticFiles): Response {
  if (method !== 'GET') return new Response(null, { status: 405, headers: COMMON_HEADERS });
  const target = URL.canParse(url) ? new URL(url) : null;
  if (target?.protocol !== `${SCHEME}:` || target.host !== HOST) return notFound();
  if (target.pathname === '/') return page(files.page);
  const file = files.files.get(target.pathname);
  if (file === undefined) return notFound();
  return new Response(new Uint8Array(file.body), {
    headers: {
      ...COMMON_HEADERS,
      'Content-Type': file.contentType,
      'Cache-Control': cacheControl(file.immutable ? 'immutable' : 'other'),
    },
  });
}

function page(html: string): Response {
  const nonce = randomBytes(18).toString('base64');
  return new Response(fillPage(html, nonce, 'message-port'), {
    headers: {
      ...COMMON_HEADERS,
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': cacheControl('page'),
      'Content-Security-Policy': contentSecurityPolicy({ nonce, connect: [] }),
    },
  });
}

function notFound(): Response {
  return new Response('没有这个页面。', {
    status: 404,
    headers: { ...COMMON_HEADERS, 'Content-Type': 'text/plain; charset=utf-8' },
  });
}
