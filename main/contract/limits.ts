/**
 * Largest message of a window, in bytes: a core closes the connection on a larger one. The biggest thing a window sends is a
 * filled form; scans never pass through it.
 */
export const MAX_MESSAGE_BYTES = 1024 * 1024;
