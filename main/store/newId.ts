import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

/** Random bytes of an id, and how many ids one visit to the system's generator pays for. */
const ID_BYTES = 16;
const POOLED_IDS = 256;

const pool = new Uint8Array(ID_BYTES * POOLED_IDS);
const poolView = new DataView(pool.buffer);
let used = pool.length;

/** The millisecond of the last id and its place in it: uuid keeps the order by itself only where it makes the random part. */
let lastMs = 0;
let place = 0;

/**
 * A new id: UUIDv7 (RFC 9562). Ids of this process sort in the order in which they were made, also within a millisecond and
 * when the wall time goes back: devices and jobs of one moment are listed by them. The random part comes from a pool, because
 * asking the system's generator for sixteen bytes costs more than hashing and writing a journal entry.
 */
export function newId(wall: Date): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const now = wall.getTime();
  if (now > lastMs) {
    lastMs = now;
    // Begins at random with the highest bit free, so that the places of a millisecond cannot run out.
    place = poolView.getUint32(used + 6) >>> 1;
  } else {
    place += 1;
  }
  const random = pool.slice(used, used + ID_BYTES);
  used += ID_BYTES;
  return v7({ random, msecs: lastMs, seq: place });
}
