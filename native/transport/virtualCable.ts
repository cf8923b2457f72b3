import { createLinkCore, LinkEndedError } from './linkCore.ts';
import type { LinkCore } from './linkCore.ts';
import type { ByteLink } from './port.ts';
import type { Timers } from '../../main/domain/time.ts';

/** Which way a byte goes on a virtual cable. */
export type CableDirection = 'a-to-b' | 'b-to-a';

/**
 * A fault on the cable: sees every byte before it arrives and says what arrives instead (the byte, nothing, more
 * bytes), or that the cable is cut at this place. `index` counts the bytes of both directions from 0.
 */
export type Tamper = (byte: number, index: number, direction: CableDirection) => readonly number[] | 'cut';

/** How a virtual cable is made. */
export interface VirtualCableOptions {
  readonly name: string;
  readonly timers: Timers;
  /** Bits per second of a paced cable; without it bytes arrive at once (in a microtask). */
  readonly baudRate?: number;
  /**
   * Bytes of a paced cable arrive in pieces at least so many milliseconds apart (0 = each byte when it is due).
   * Default 4: a timer of the system is no finer than about one millisecond.
   */
  readonly pieceMs?: number;
  readonly tamper?: Tamper;
}

/** Two joined links in one process. A pulled cable is gone; plugging in again makes a new one. */
export interface VirtualCable {
  readonly a: ByteLink;
  readonly b: ByteLink;
  /** Bytes that have arrived so far, for each direction. */
  readonly carried: () => { readonly aToB: number; readonly bToA: number };
  /** Pulls the cable: both ends are lost at once, bytes on the way are gone. */
  readonly pull: () => void;
}

/** Start bit, eight data bits, two stop bits: the setting of a serial CCID reader. */
export const BITS_PER_BYTE_8N2 = 11;

const DEFAULT_PIECE_MS = 4;

/** Lays a cable between two new links. */
export function createVirtualCable(options: VirtualCableOptions): VirtualCable {
  const coreA = createLinkCore();
  const coreB = createLinkCore();
  let index = 0;
  const tampered = (direction: CableDirection, to: LinkCore) => {
    return (bytes: Uint8Array): void => {
      if (options.tamper === undefined) {
        to.deliver(bytes);
        return;
      }
      const arrives: number[] = [];
      for (const byte of bytes) {
        const instead = options.tamper(byte, index, direction);
        index += 1;
        if (instead === 'cut') {
          to.deliver(Uint8Array.from(arrives));
          pull();
          return;
        }
        arrives.push(...instead);
      }
      to.deliver(Uint8Array.from(arrives));
    };
  };
  const aToB = createLane(options, tampered('a-to-b', coreB));
  const bToA = createLane(options, tampered('b-to-a', coreA));

  function pull(): void {
    endBoth('the cable was pulled', 'the cable was pulled');
  }

  function endBoth(detailA: string | undefined, detailB: string | undefined): void {
    aToB.stop();
    bToA.stop();
    coreA.end(detailA === undefined ? { kind: 'closed' } : { kind: 'lost', detail: detailA });
    coreB.end(detailB === undefined ? { kind: 'closed' } : { kind: 'lost', detail: detailB });
  }

  const closeA = (): void => endBoth(undefined, 'the other side closed');
  const closeB = (): void => endBoth('the other side closed', undefined);
  return {
    a: createEnd(options.name, coreA, aToB, closeA),
    b: createEnd(options.name, coreB, bToA, closeB),
    carried: () => ({ aToB: aToB.carried(), bToA: bToA.carried() }),
    pull,
  };
}

function createEnd(name: string, core: LinkCore, out: Lane, close: () => void): ByteLink {
  return {
    name,
    onData: core.onData,
    onEnd: core.onEnd,
    write(bytes) {
      const ended = core.ended();
      if (ended !== undefined) return Promise.reject(new LinkEndedError(ended));
      return new Promise((resolve, reject) => {
        const forget = core.onEnd((end) => reject(new LinkEndedError(end)));
        out.send(bytes, () => {
          forget();
          resolve();
        });
      });
    },
    close() {
      close();
      return Promise.resolve();
    },
  };
}

interface Lane {
  send(bytes: Uint8Array, taken: () => void): void;
  carried(): number;
  stop(): void;
}

interface Shipment {
  readonly bytes: Uint8Array;
  /** When its first bit goes on the line. */
  readonly startsAt: number;
  readonly taken: () => void;
  arrived: number;
}

/**
 * One direction. When each byte is due is fixed at sending time, byte after byte on a schedule, so a late timer
 * makes one piece late but never the stream slower.
 */
function createLane(options: VirtualCableOptions, deliver: (bytes: Uint8Array) => void): Lane {
  const { timers, baudRate } = options;
  const byteMs = baudRate === undefined ? 0 : (BITS_PER_BYTE_8N2 * 1000) / baudRate;
  const pieceMs = options.pieceMs ?? DEFAULT_PIECE_MS;
  const queue: Shipment[] = [];
  let lineFreeAt = 0;
  let carried = 0;
  let cancel: (() => void) | undefined;
  let stopped = false;

  function schedule(): void {
    const head = queue[0];
    if (cancel !== undefined || head === undefined || stopped) return;
    if (byteMs === 0) {
      cancel = () => undefined;
      queueMicrotask(arrive);
      return;
    }
    const now = timers.running();
    const nextDue = head.startsAt + (head.arrived + 1) * byteMs;
    cancel = timers.after(Math.max(0, Math.min(lineFreeAt, Math.max(nextDue, now + pieceMs)) - now), arrive);
  }

  function arrive(): void {
    cancel = undefined;
    if (stopped) return;
    const now = timers.running();
    const piece: Uint8Array[] = [];
    const taken: (() => void)[] = [];
    for (let head = queue[0]; head !== undefined; head = queue[0]) {
      const due = byteMs === 0 ? head.bytes.length : Math.floor((now - head.startsAt) / byteMs + DUE_TOLERANCE);
      const upTo = Math.max(head.arrived, Math.min(head.bytes.length, due));
      piece.push(head.bytes.subarray(head.arrived, upTo));
      head.arrived = upTo;
      if (upTo < head.bytes.length) break;
      queue.shift();
      taken.push(head.taken);
    }
    schedule();
    const bytes = Buffer.concat(piece);
    carried += bytes.length;
    for (const done of taken) done();
    deliver(bytes);
  }

  return {
    send(bytes, taken) {
      const startsAt = Math.max(timers.running(), lineFreeAt);
      lineFreeAt = startsAt + bytes.length * byteMs;
      // Copied: the sender may use its buffer again.
      queue.push({ bytes: Uint8Array.from(bytes), startsAt, taken, arrived: 0 });
      schedule();
    },
    carried: () => carried,
    stop() {
      stopped = true;
      cancel?.();
      queue.length = 0;
    },
  };
}

/** Part of a byte time by which a timer may be early through rounding of fractions. */
const DUE_TOLERANCE = 1e-6;
