/**
 * Reports what a listener of a device threw, as one line of the technician's log: the name of the error and its place, never its
 * message, for that may hold what was read from a card.
 */
export function bugReport(log: (line: string) => void): (error: unknown) => void {
  return (error) => {
    const [, place = ''] = error instanceof Error ? (error.stack ?? '').split('\n') : [];
    log(`bug in what hears of a device: ${error instanceof Error ? error.name : typeof error} ${place.trim()}`);
  };
}

/**
 * For what has no log of its own: what a listener threw goes to the last resort of the process once the others have heard. After a
 * bug among those who read a line, what has been read is in no state that could be trusted.
 */
export function throwToProcess(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
