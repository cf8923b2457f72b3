/** Preload → main: the page listens now and wants its port. */
export const PORT_WANTED = 'core-port-wanted';
/** Main → preload: here is a port to the core. */
export const CORE_PORT = 'core-port';
/** Preload → main: what is drawn for print goes to a printer or into a file. */
export const SHEET_ORDER = 'sheet-order';
/** Main → preload: how that went. */
export const SHEET_DONE = 'sheet-done';
/** `type` of the page's message with such an order, and of the answer; renderer/sheet/sheetDoor.ts has the same words. */
export const PAGE_SHEET_ORDER = 'yiguitong:sheet-order';
export const PAGE_SHEET_DONE = 'yiguitong:sheet-done';
/**
 * `type` of the message the page gets, with the port in `ports[0]`. A later one replaces it, because the core behind
 * the earlier has died. renderer/app/rpc.ts waits for this name.
 */
export const PAGE_PORT_MESSAGE = 'yiguitong:core-port';
