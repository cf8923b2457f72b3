/** Which way bytes went. */
export type TraceDirection = 'to-device' | 'from-device';

/** Gets every piece of bytes that went over a line, unmasked: what becomes of them is the receiver's responsibility. */
export type TraceSink = (direction: TraceDirection, bytes: Uint8Array) => void;

/**
 * Turns the pieces of one connection, in their order, into text for people: hexadecimal with spaces, every byte that may be
 * personal as `··`. It remembers what it saw, so each connection needs its own.
 */
export type Masker = (direction: TraceDirection, bytes: Uint8Array) => string;
