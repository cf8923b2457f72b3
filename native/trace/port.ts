/** Which way bytes went. */
export type TraceDirection = 'to-device' | 'from-device';

/** Gets every piece of bytes that went over a line, unmasked: what becomes of them is the receiver's responsibility. */
export type TraceSink = (direction: TraceDirection, bytes: Uint8Array) => void;

/** A recording that may be off: then nobody needs to bring it anything. */
export interface Recording {
  readonly on: () => boolean;
  readonly sink: TraceSink;
}

/**
 * Turns the pieces of one connection, in their order, into text for people: hexadecimal with spaces, every byte that may be
 * personal as `··`. It remembers what it saw, so each connection needs its own.
 */
export type Masker = (direction: TraceDirection, bytes: Uint8Array) => string;
