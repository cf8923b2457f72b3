import { createHash } from 'node:crypto';

/** Where the page keeps its key; `renderer/app/proof.ts` reads it. Storage belongs to an origin, port included. */
const KEY_PLACE = 'yiguitong-key';

/** The page a launch token leads to: it keeps the key of its session, and the window follows. */
export interface EntryPage {
  readonly html: string;
  /** Content-Security-Policy: the one script and nothing else. */
  readonly policy: string;
}

/** Makes it. `key` is hexadecimal. The token leaves the address bar with it. */
export function entryPage(key: string): EntryPage {
  const script = `localStorage.setItem(${JSON.stringify(KEY_PLACE)},${JSON.stringify(key)});location.replace("/")`;
  const hash = createHash('sha256').update(script).digest('base64');
  return {
    html: `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>一柜通</title><script>${script}</script></head><body><p>正在打开一柜通。如一直停在这里，请允许本页使用脚本和本地存储，再重新启动一次。</p></body></html>`,
    policy: `default-src 'none'; script-src 'sha256-${hash}'; frame-ancestors 'none'`,
  };
}
