/*
 * Framing of the SAM_V interface (GA 467), both directions:
 *   AA AA AA 96 69 | Len1 Len2 | content … | CHK
 * Len is big-endian and counts everything after itself including CHK; CHK is the XOR of Len1 … last content byte.
 */
const PREAMBLE = [0xaa, 0xaa, 0xaa, 0x96, 0x69] as const;
/** Preamble and length. */
const HEAD_LENGTH = PREAMBLE.length + 2;
/** Shortest: command, parameter, check byte. */
const SHORTEST = 3;
/** Longest answer of the interface: text, photo and fingerprint (three status bytes, three lengths, 256 + 1024 + 1024, check byte). */
const LONGEST = 2_314;

/** Bytes of the longest frame; a decoder never holds more. */
export const LONGEST_FRAME = HEAD_LENGTH + LONGEST;

/**
 * Something found in the bytes of the line. `damaged`: a frame whose check byte does not fit, or that was never finished.
 * `inDamaged`: the frame began inside such a one, so it may be data that only look like a frame: text in UTF-16 is half
 * zeros, and one check byte in 256 fits by chance.
 */
export type SamFrameEvent =
  { readonly kind: 'frame'; readonly content: Uint8Array; readonly inDamaged: boolean } | { readonly kind: 'damaged' };

/** Finds frames in a stream of bytes. Holds back at most one unfinished frame. */
export interface SamFrameDecoder {
  /** Takes the next bytes, cut anywhere; the same bytes give the same events however they are cut. */
  push(bytes: Uint8Array): SamFrameEvent[];
  /** Gives up the unfinished frame (the line fell silent in it) and looks for frames inside what it held. */
  flush(): SamFrameEvent[];
  /** True while bytes are held that may be the start of a frame. */
  unfinished(): boolean;
  /** How many bytes so far belonged to no frame. */
  skipped(): number;
}

/** A frame around the content (2 to 2313 bytes); throws when it is longer or shorter. */
export function encodeSamFrame(content: Uint8Array): Uint8Array {
  const length = content.length + 1;
  if (length < SHORTEST || length > LONGEST) throw new RangeError(`no frame has ${content.length} bytes of content`);
  const frame = new Uint8Array(HEAD_LENGTH + length);
  frame.set(PREAMBLE);
  frame[PREAMBLE.length] = length >> 8;
  frame[PREAMBLE.length + 1] = length & 0xff;
  frame.set(content, HEAD_LENGTH);
  frame[frame.length - 1] = xor(frame, PREAMBLE.length, frame.length - 1);
  return frame;
}

/** Makes a decoder for one direction of one connection. */
export function createSamFrameDecoder(): SamFrameDecoder {
  const held = new Uint8Array(LONGEST_FRAME);
  let count = 0;
  let skipped = 0;
  /** So many of the held bytes lay inside a damaged frame. */
  let suspect = 0;

  /** Takes everything out of the held bytes that is decided; what stays is the start of one frame. */
  function drain(events: SamFrameEvent[]): void {
    let at = 0;
    const skipTo = (next: number): void => {
      skipped += next - at;
      at = next;
    };
    for (;;) {
      skipTo(nextStart(held, at, count));
      if (count - at < HEAD_LENGTH) break;
      const length = (byteOf(held, at + PREAMBLE.length) << 8) | byteOf(held, at + PREAMBLE.length + 1);
      const end = at + HEAD_LENGTH + length;
      if (length < SHORTEST || length > LONGEST) {
        skipTo(at + 1);
      } else if (end > count) {
        break;
      } else if (xor(held, at + PREAMBLE.length, end) === 0) {
        events.push({ kind: 'frame', content: held.slice(at + HEAD_LENGTH, end - 1), inDamaged: at < suspect });
        at = end;
      } else {
        // A frame may begin inside what only looked like one.
        events.push({ kind: 'damaged' });
        suspect = Math.max(suspect, end);
        skipTo(at + 1);
      }
    }
    held.copyWithin(0, at, count);
    count -= at;
    suspect = Math.max(0, suspect - at);
  }

  return {
    push(bytes) {
      const events: SamFrameEvent[] = [];
      for (let taken = 0; taken < bytes.length;) {
        // The longest frame fits, so draining always makes room.
        const piece = bytes.subarray(taken, taken + held.length - count);
        held.set(piece, count);
        count += piece.length;
        taken += piece.length;
        drain(events);
      }
      return events;
    },
    flush() {
      const events: SamFrameEvent[] = [];
      suspect = count;
      while (count > 0) {
        if (count >= HEAD_LENGTH) events.push({ kind: 'damaged' });
        held.copyWithin(0, 1, count);
        count -= 1;
        suspect -= 1;
        skipped += 1;
        drain(events);
      }
      return events;
    },
    unfinished: () => count > 0,
    skipped: () => skipped,
  };
}

/** The first place from `from` on where a frame begins, or might with the bytes still to come; `to` when there is none. */
function nextStart(bytes: Uint8Array, from: number, to: number): number {
  for (let start = bytes.indexOf(PREAMBLE[0], from); start >= 0 && start < to; start += 1) {
    if (PREAMBLE.every((byte, index) => start + index >= to || bytes[start + index] === byte)) return start;
  }
  return to;
}

/** XOR of the bytes from `from` up to but not including `to`. */
function xor(bytes: Uint8Array, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at += 1) sum ^= byteOf(bytes, at);
  return sum;
}

function byteOf(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}
