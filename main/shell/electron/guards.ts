import { type BrowserWindow, type Session } from 'electron';
import { PAGE_URL } from './protocol.ts';

/** Writing plain text to the clipboard by a press. Reading it stays shut. */
const COPYING = 'clipboard-sanitized-write';

/**
 * Shuts every door a page could leave by, whatever happens inside it (Electron security checklist 4–14): no permission
 * but to copy a text the teller pressed a button for, no other page in this window, no second window, no embedded page, no download but of a text the page made itself. A
 * refusal is logged, not shown.
 */
export function guardSession(session: Session, log: (line: string) => void): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    const granted = permission === COPYING;
    if (!granted) log(`已拒绝窗口的权限请求：${permission}`);
    answer(granted);
  });
  session.setPermissionCheckHandler((_contents, permission) => permission === COPYING);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler(null);
  session.on('will-download', (event, item) => {
    if (isOwnText(item.getURL(), item.getMimeType())) return;
    log('已拒绝窗口中的下载');
    event.preventDefault();
  });
}

/** The guards that belong to one window. */
export function guardWindow(window: BrowserWindow, log: (line: string) => void): void {
  const { webContents } = window;
  const refuseOthers = (what: string) => (event: { preventDefault: () => void; readonly url: string }) => {
    // A reload of our own page is a navigation too, and the only one allowed.
    if (isOwnPage(event.url)) return;
    log(`已拒绝${what}：${event.url}`);
    event.preventDefault();
  };
  webContents.on('will-navigate', refuseOthers('窗口跳转'));
  webContents.on('will-frame-navigate', refuseOthers('框架跳转'));
  webContents.on('will-redirect', refuseOthers('重定向'));
  webContents.setWindowOpenHandler(({ url }) => {
    log(`已拒绝打开新窗口：${url}`);
    return { action: 'deny' };
  });
  webContents.on('will-attach-webview', (event) => {
    log('已拒绝嵌入网页');
    event.preventDefault();
  });
}

/** Our page, with or without a place in it (`#/…`): nothing else is ever shown in the window. */
export function isOwnPage(url: string): boolean {
  return url === PAGE_URL || url.startsWith(`${PAGE_URL}#`);
}

/** A text our page has made itself, e.g. a recording for a vendor; Electron asks the person where to save it. */
export function isOwnText(url: string, mimeType: string): boolean {
  return url.startsWith(`blob:${PAGE_URL}`) && mimeType.startsWith('text/plain');
}
