import { ipcRenderer } from 'electron';
import {
  CORE_PORT,
  PAGE_PORT_MESSAGE,
  PAGE_SHEET_DONE,
  PAGE_SHEET_ORDER,
  PORT_WANTED,
  SHEET_DONE,
  SHEET_ORDER,
} from '../channel.ts';

/**
 * Runs beside the page in its own world. It passes the message port and orders for print on and does nothing else: the page gets no
 * function of ours, and no Electron object is reachable from it.
 */
ipcRenderer.on(CORE_PORT, (event) => {
  window.postMessage({ type: PAGE_PORT_MESSAGE }, window.location.origin, [...event.ports]);
});

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (event.source !== window || event.origin !== window.location.origin) return;
  const { data } = event;
  if (typeof data === 'object' && data !== null && 'type' in data && data.type === PAGE_SHEET_ORDER) {
    ipcRenderer.send(SHEET_ORDER, data);
  }
});

ipcRenderer.on(SHEET_DONE, (_event, answer: object) => {
  window.postMessage({ ...answer, type: PAGE_SHEET_DONE }, window.location.origin);
});

// By DOMContentLoaded the module scripts of the page have run, so it listens.
window.addEventListener('DOMContentLoaded', () => ipcRenderer.send(PORT_WANTED), { once: true });
