import { ipcRenderer } from 'electron';
import { CORE_PORT, PAGE_PORT_MESSAGE, PORT_WANTED } from './channel.ts';

/**
 * Runs beside the page in its own world. It passes the message port on and does nothing else: the page gets no
 * function of ours, and no Electron object is reachable from it.
 */
ipcRenderer.on(CORE_PORT, (event) => {
  window.postMessage({ type: PAGE_PORT_MESSAGE }, window.location.origin, [...event.ports]);
});

// By DOMContentLoaded the module scripts of the page have run, so it listens.
window.addEventListener('DOMContentLoaded', () => ipcRenderer.send(PORT_WANTED), { once: true });
