import type { Clock } from '../../domain/time.ts';
import { randomUUID } from 'node:crypto';
import { BrowserWindow, MessageChannelMain } from 'electron';
import { CORE_PORT, PORT_WANTED } from './channel.ts';
import type { CoreProcess } from './coreProcess.ts';
import { guardWindow, isOwnPage } from './guards.ts';
import { PAGE_URL } from './protocol.ts';
import { serveSheets } from './sheets.ts';

/** A window of the counter and its line to the core. */
export interface CounterWindow {
  readonly load: () => Promise<void>;
  /** Shows the window and brings it to the front. */
  readonly show: () => void;
  /** Hands the page a new port, if it has asked for one; called when a core has become ready. */
  readonly handPort: () => void;
}

/** Opens the window with everything off that a page of ours does not need. It stays hidden until {@link CounterWindow.show}. */
export function openWindow(options: {
  readonly preload: string;
  readonly core: () => CoreProcess;
  /** Where sheets saved as PDF go. */
  readonly sheetFolder: string;
  readonly clock: Clock;
  /** Whether Chromium's tools for developers can be opened: never in the package, because they show and change everything. */
  readonly devTools: boolean;
  readonly log: (line: string) => void;
}): CounterWindow {
  const window = new BrowserWindow({
    title: '一柜通',
    // The smallest screen at the windows; 1366 × 768 less the task bar.
    width: 1366,
    height: 728,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    backgroundColor: '#ffffff',
    autoHideMenuBar: true,
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      devTools: options.devTools,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  });
  guardWindow(window, options.log);
  const windowId = randomUUID();
  let wanted = false;

  const handPort = () => {
    if (!wanted || window.isDestroyed()) return;
    const { port1, port2 } = new MessageChannelMain();
    // No core just now: the page waits, and the next ready core calls here again.
    if (!options.core().connect(port1, windowId)) return;
    window.webContents.postMessage(CORE_PORT, null, [port2]);
  };

  window.webContents.ipc.on(PORT_WANTED, (event) => {
    // Only the page itself, at its own address: a frame or a page that got in somehow has no line to the core.
    const frame = event.senderFrame;
    if (frame === null || frame !== window.webContents.mainFrame || !isOwnPage(frame.url)) {
      options.log('已拒绝陌生页面的端口请求');
      return;
    }
    wanted = true;
    handPort();
  });

  serveSheets(window.webContents, { folder: options.sheetFolder, clock: options.clock, log: options.log });

  const show = () => {
    if (window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };
  return { load: () => window.loadURL(PAGE_URL), show, handPort };
}
