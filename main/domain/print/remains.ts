import type { PrintJob } from './printJob.ts';

/**
 * Whether part of a slip may hang in a printer, as its history tells it, job by job: then the next job cuts the paper off
 * before its own first line, so that no piece of paper holds something of two slips.
 *
 * `former` is what held before, undefined for a printer that has never ended a job here: nobody knows what hangs in one that
 * was set up just now, perhaps because it made trouble under another name. Only the printer's own word counts: what a person
 * says about the slip is no word about the paper behind it. A job of which surely nothing came out changes nothing.
 */
export function mayHoldRemains(
  former: boolean | undefined,
  before: Pick<PrintJob, 'state'>,
  after: Pick<PrintJob, 'state'>,
): boolean {
  const atPrinter = before.state === 'printing';
  if (atPrinter && after.state === 'printed') return false;
  if (atPrinter && after.state === 'unknown') return true;
  return former ?? true;
}
