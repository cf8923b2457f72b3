import type { Database } from '../store/database.ts';
import { reserveWireSerials } from '../store/workingState.ts';

/** Serials reserved with one durable write. What is left over after a crash is skipped, never repeated. */
const BLOCK = 64;

/** Durable serials for message ids; must be called outside of transactions, because reserving a block is its own one. */
export function createWireSerials(database: Database): () => number {
  let next = 0;
  let left = 0;
  return () => {
    if (left === 0) {
      next = reserveWireSerials(database, BLOCK);
      left = BLOCK;
    }
    left -= 1;
    return next++;
  };
}
