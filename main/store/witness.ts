import type { Cancel, Timers } from '../domain/time.ts';
import type { Anchor } from './anchor.ts';

/**
 * How long after a commit its head is on the disk in both places, ms, beside the flush itself: so much of what was
 * acknowledged a loss of power may take without being noticed, when it takes it from the database as well.
 */
const LOSS_WINDOW_MS = 1_000;

/**
 * An anchor with a witness: what stands in the file beside the database is repeated in one that lies elsewhere, so that a
 * database that was put back together with the file beside it is recognised. `openWitness` is asked when there is
 * something to repeat.
 */
export function witnessedAnchor(parts: {
  readonly anchor: Anchor;
  readonly openWitness: () => Anchor;
  readonly timers: Timers;
  readonly reportError: (error: unknown) => void;
}): Anchor {
  const { anchor, openWitness, timers, reportError } = parts;
  let witness: Anchor | null = null;
  let due: Cancel | null = null;
  let closed = false;

  const flush = async (): Promise<void> => {
    await anchor.flush();
    await witness?.flush();
  };

  return {
    remember: (before, after) => {
      anchor.remember(before, after);
      // Only what is surely committed: a witness that is ahead of the database would accuse it.
      if (before.sequence !== after.sequence || after.sequence === 0) return;
      witness ??= openWitness();
      witness.remember(after, after);
      due ??= timers.after(LOSS_WINDOW_MS, () => {
        due = null;
        flush().catch((error: unknown) => {
          // Closed meanwhile: closing flushes by itself.
          if (!closed) reportError(error);
        });
      });
    },
    flush,
    close: () => {
      closed = true;
      due?.();
      witness?.close();
      anchor.close();
    },
  };
}
