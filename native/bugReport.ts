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
