/** Stack lines kept: enough to find the place, too few to fill a disk. */
const STACK_LINES = 8;

/** Logs a bug. Names the place, never the values that were at hand: those are people's data. */
export function logError(log: (line: string) => void, error: unknown): void {
  if (!(error instanceof Error)) {
    log(`bug: something that is no error was thrown (${typeof error})`);
    return;
  }
  const [, ...frames] = (error.stack ?? '').split('\n');
  log(
    `bug: ${error.name}: ${error.message} ${frames
      .slice(0, STACK_LINES)
      .map((frame) => frame.trim())
      .join(' ')}`,
  );
  if (error.cause !== undefined) logError(log, error.cause);
}
