import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

/** Random bytes of an id, and how many ids one visit to the system's generator pays for. */
const ID_BYTES = 16;
const POOLED_IDS = 256;

const pool = new Uint8Array(ID_BYTES * POOLED_IDS);
let used = pool.length;

/**
 * A new id: UUIDv7 (RFC 9562), sorted by the machine's clock. The random part comes from a pool, because
 * asking the system's generator for sixteen bytes costs more than hashing and writing a journal entry.
 */
export function newId(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const random = pool.slice(used, used + ID_BYTES);
  used += ID_BYTES;
  return v7({ random });
}
