import { byteAt } from './bytes.ts';
import {
  CCID_HEADER_LENGTH,
  CCID_MAX_DATA,
  decodeMessage,
  encodeMessage,
  isHostMessageType,
  isReaderMessageType,
} from './ccidMessage.ts';
import type { CcidMessage } from './ccidMessage.ts';

/*
 * Serial CCID framing (GemPC Twin and relatives), source: LudovicRousseau/CCID 1.5.2 `ccid_serial.c`.
 *   03 06 | CCID message | LRC = XOR of all bytes before it     a message
 *   03 15 16                                                    NAK
 *   50 xx, unframed                                             slots changed; two bits a slot: present, changed
 *   one byte 80 or higher, unframed                             T=0 time request
 */
const SYNC = 0x03;
const ACK = 0x06;
const NAK = 0x15;
const NOTICE = 0x50;
const TIME_REQUEST_FROM = 0x80;
/** Slot bits that say "changed"; a notice without one is not a notice. Two slots at most: the high half is 0. */
const NOTICE_CHANGED_BITS = 0x0a;
const NOTICE_HIGHEST = 0x0f;
const FRAME_OVERHEAD = 3;
const HIGHEST_SLOT = 0x0f;

/** The NAK of either side. */
export const NAK_FRAME = Uint8Array.of(SYNC, NAK, SYNC ^ NAK);

/** Something found in the bytes of the line. `noise` is one byte that belongs to nothing. */
export type FrameEvent =
  | { readonly kind: 'message'; readonly message: CcidMessage }
  | { readonly kind: 'damaged'; readonly type: number }
  | { readonly kind: 'nak' }
  | { readonly kind: 'notice'; readonly slots: number }
  | { readonly kind: 'time-request' }
  | { readonly kind: 'noise' };

/** Finds frames in a stream of bytes. Holds back at most one unfinished frame. */
export interface FrameDecoder {
  /** Takes the next bytes, cut anywhere; the same bytes give the same events however they are cut. */
  push(bytes: Uint8Array): FrameEvent[];
  /** Gives up the unfinished frame (the line fell silent in it) and looks for frames inside what it held. */
  flush(): FrameEvent[];
  /** True while bytes are held that may be the start of something. */
  unfinished(): boolean;
}

/** XOR of all bytes. */
export function lrc(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum ^ byte, 0);
}

/** A message with serial framing around it. */
export function encodeFrame(message: CcidMessage): Uint8Array {
  const body = encodeMessage(message);
  const frame = new Uint8Array(body.length + FRAME_OVERHEAD);
  frame.set([SYNC, ACK]);
  frame.set(body, 2);
  frame[frame.length - 1] = lrc(frame.subarray(0, -1));
  return frame;
}

/** The unframed notice of one slot. */
export function encodeNotice(slot: 0 | 1, present: boolean): Uint8Array {
  return Uint8Array.of(NOTICE, (present ? 0x03 : 0x02) << (slot * 2));
}

/** Makes a decoder for one direction of one connection. */
export function createFrameDecoder(): FrameDecoder {
  let held: Uint8Array = new Uint8Array(0);
  /** So many bytes at the front lay inside a damaged frame: data there must not pass for notices or time requests. */
  let suspect = 0;
  /**
   * True when the byte at the front ended a notice `50 03`. It is looked at once more, because a stray 50 before a
   * frame looks the same and would swallow the frame's first byte.
   */
  let endOfNotice = false;

  function consume(count: number): Uint8Array {
    const taken = held.subarray(0, count);
    held = held.subarray(count);
    suspect = Math.max(0, suspect - count);
    endOfNotice = false;
    return taken;
  }

  function giveUpFrame(length: number): FrameEvent {
    const type = held.length > 2 ? byteAt(held, 2) : 0;
    suspect = Math.max(suspect, length);
    consume(1);
    return { kind: 'damaged', type };
  }

  function noise(): FrameEvent {
    consume(1);
    return { kind: 'noise' };
  }

  function nextFrame(): FrameEvent | undefined {
    if (held.length >= 3 && !isMessageType(byteAt(held, 2))) return noise();
    if (held.length >= 7 && dataLength(held) > CCID_MAX_DATA) return noise();
    if (held.length >= 8 && byteAt(held, 7) > HIGHEST_SLOT) return noise();
    if (held.length < CCID_HEADER_LENGTH + FRAME_OVERHEAD) return undefined;
    const length = dataLength(held) + CCID_HEADER_LENGTH + FRAME_OVERHEAD;
    if (held.length < length) return undefined;
    if (lrc(held.subarray(0, length)) !== 0) return giveUpFrame(length);
    return { kind: 'message', message: decodeMessage(consume(length).subarray(2, -1)) };
  }

  function afterSync(): FrameEvent | 'again' | undefined {
    if (held.length < 2) return undefined;
    const second = byteAt(held, 1);
    if (second === ACK) return nextFrame();
    if (second === NAK) {
      if (held.length < 3) return undefined;
      if (byteAt(held, 2) !== (SYNC ^ NAK)) return noise();
      consume(3);
      return { kind: 'nak' };
    }
    if (!endOfNotice) return noise();
    consume(1);
    return 'again';
  }

  function notice(): FrameEvent | undefined {
    if (held.length < 2) return undefined;
    const slots = byteAt(held, 1);
    if (slots > NOTICE_HIGHEST || (slots & NOTICE_CHANGED_BITS) === 0) return noise();
    const mayStartFrame = slots === SYNC;
    consume(mayStartFrame ? 1 : 2);
    endOfNotice = mayStartFrame;
    return { kind: 'notice', slots };
  }

  function next(): FrameEvent | 'again' | undefined {
    const first = held[0];
    if (first === undefined) return undefined;
    if (first === SYNC) return afterSync();
    if (suspect > 0) return noise();
    if (first === NOTICE) return notice();
    if (first < TIME_REQUEST_FROM) return noise();
    consume(1);
    return { kind: 'time-request' };
  }

  function drain(): FrameEvent[] {
    const events: FrameEvent[] = [];
    for (let event = next(); event !== undefined; event = next()) {
      if (event !== 'again') events.push(event);
    }
    return events;
  }

  return {
    push(bytes) {
      held = held.length === 0 ? Uint8Array.from(bytes) : Uint8Array.from([...held, ...bytes]);
      return drain();
    },
    flush() {
      const events: FrameEvent[] = [];
      while (held.length > 0) {
        if (endOfNotice) consume(1);
        else events.push(held.length > 2 ? giveUpFrame(held.length) : noise());
        events.push(...drain());
      }
      return events;
    },
    unfinished: () => held.length > (endOfNotice ? 1 : 0),
  };
}

function isMessageType(type: number): boolean {
  return isHostMessageType(type) || isReaderMessageType(type);
}

/** dwLength of the message behind the two framing bytes; little-endian. */
function dataLength(frame: Uint8Array): number {
  return new DataView(frame.buffer, frame.byteOffset + 3, 4).getUint32(0, true);
}
