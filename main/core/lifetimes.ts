import type { Timers } from '../domain/time.ts';

/**
 * Longest wait for one part to end, ms. The shells end a core by force after eight seconds: by then the history must have
 * its last entry and the database be closed, whatever a stuck part is doing.
 */
export const PART_LIMIT_MS = 6_000;

/** What has been begun and must be ended, the last first. */
export interface Lifetimes {
  /** Takes over the end of a part (its name is for the log). Once the end has begun, what comes later ends at once. */
  own(part: string, end: () => void | Promise<void>): void;
  /**
   * Ends every part in the reverse order of its beginning. A part that fails or does not end in time is reported and the
   * others end all the same; never rejects. Called again it waits for the same end.
   */
  end(): Promise<void>;
}

/** Makes an empty stack of parts. */
export function createLifetimes(surroundings: {
  readonly timers: Timers;
  readonly reportBug: (error: unknown) => void;
  readonly log: (line: string) => void;
}): Lifetimes {
  const { timers, reportBug, log } = surroundings;
  const stack = new AsyncDisposableStack();
  let ending: Promise<void> | null = null;

  const endPart = async (part: string, end: () => void | Promise<void>): Promise<void> => {
    const late = Promise.withResolvers<'late'>();
    const cancel = timers.after(PART_LIMIT_MS, () => late.resolve('late'));
    try {
      if ((await Promise.race([end(), late.promise])) === 'late') log(`stop: ${part} does not end, left to itself`);
    } catch (error) {
      log(`stop: ${part} failed`);
      reportBug(error);
    } finally {
      cancel();
    }
  };

  return {
    own: (part, end) => {
      if (ending) void endPart(part, end);
      else stack.defer(() => endPart(part, end));
    },
    end: () => (ending ??= stack.disposeAsync()),
  };
}
