/** Preload → main: the page listens now and wants its port. */
export const PORT_WANTED = 'core-port-wanted';
/** Main → preload: here is a port to the core. */
export const CORE_PORT = 'core-port';
/**
 * `type` of the message the page gets, with the port in `ports[0]`. A later one replaces it, because the core behind
 * the earlier has died. renderer/app/rpc.ts waits for this name.
 */
export const PAGE_PORT_MESSAGE = 'yiguitong:core-port';
