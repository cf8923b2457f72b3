import type { Timers } from '../../domain/time.ts';
import { logError } from '../../core/errorLog.ts';

/** Longest wait for an orderly end after a bug, ms; then the process goes as it is: its memory survives that, too. */
const END_LIMIT_MS = 5_000;
/** What a process that met a bug exits with: whoever watches over it starts it again or says so. */
const BUG_EXIT = 1;

/** What the last resort needs of its process; a test brings its own. */
export interface GuardedProcess {
  on(event: 'uncaughtException' | 'unhandledRejection', listener: (error: unknown) => void): unknown;
  readonly stderr: { on(event: 'error', listener: () => void): unknown };
  exit(code: number): void;
}

/**
 * Every entry of a process calls this first. What nobody caught is logged without the values at hand, and the process ends
 * in order: after a bug it is in no state that could be trusted. A log that nobody reads any more (its terminal or pipe is
 * gone) is no reason to end. `isLeaving` is true once the process goes with an exit code of its own: what breaks off on the
 * way out is logged and does not change what the process exits with.
 */
export function guardProcess(
  {
    log,
    timers,
    end,
    isLeaving = () => false,
  }: {
    readonly log: (line: string) => void;
    readonly timers: Timers;
    readonly end: () => void | Promise<void>;
    readonly isLeaving?: () => boolean;
  },
  guarded: GuardedProcess = process,
): void {
  let ending = false;
  const caught = (error: unknown): void => {
    logError(log, error);
    if (ending || isLeaving()) return;
    ending = true;
    const leave = (): void => guarded.exit(BUG_EXIT);
    timers.after(END_LIMIT_MS, leave);
    // An end that fails is the second bug: logged, and there is nothing left to try.
    Promise.resolve()
      .then(end)
      .catch((second: unknown) => logError(log, second))
      .finally(leave);
  };
  guarded.stderr.on('error', () => undefined);
  guarded.on('uncaughtException', caught);
  guarded.on('unhandledRejection', caught);
}
