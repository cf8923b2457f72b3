import { randomBytes } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Name of the page in a home that leads a browser into the counter. */
const WINDOW_FILE = 'window.html';

/**
 * Writes a page that only the owner can read and that leads to `address`; answers its path. A browser is opened with this path:
 * what stands in its arguments can be read by everybody on the machine, and the address holds the launch token.
 */
export function writeWindowFile(home: string, address: string): string {
  const path = join(home, WINDOW_FILE);
  const draft = join(home, `${WINDOW_FILE}.${randomBytes(6).toString('hex')}`);
  const page = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>一柜通</title><meta name="referrer" content="no-referrer"><meta http-equiv="refresh" content="0;url=${address}"></head><body><p><a href="${address}">打开一柜通</a></p></body></html>\n`;
  // Written aside and renamed into place: whatever stood there under this name, a link even, is not written through.
  writeFileSync(draft, page, { mode: 0o600, flag: 'wx' });
  renameSync(draft, path);
  return path;
}

/** Takes the page away: its token was used, or the counter ends. */
export function removeWindowFile(home: string): void {
  rmSync(join(home, WINDOW_FILE), { force: true });
}
