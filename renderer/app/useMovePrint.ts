import type { Live } from '../../main/contract/liveState.ts';
import type { PrintJob } from '../../main/contract/slip.ts';
import { useLive } from './core.ts';
import { useAct, type Act } from './useAct.ts';

/** A receipt printer of this counter, as it is offered to the teller. */
type Printer = Live['printers'][number];

/** The part of a job that decides who may take it over. */
type Standing = Pick<PrintJob, 'printer' | 'state'>;

/**
 * The printers that could take this job over now: ready ones other than its own, for a job that failed or waits for a
 * printer that is not ready. One that waits its turn needs no other printer.
 */
export function printersFor(job: Standing, printers: readonly Printer[]): Printer[] {
  const ownIsReady = printers.some(({ name, ready }) => name === job.printer && ready);
  if (job.state !== 'failed' && (job.state !== 'queued' || ownIsReady)) return [];
  return printers.filter(({ name, ready }) => ready && name !== job.printer);
}

/** Moving a print job to another printer, on the teller's word. */
export function useMovePrint(job: Standing & Pick<PrintJob, 'jobId'>): Act<string> & {
  readonly others: readonly Printer[];
} {
  const printers = useLive((live) => live.printers);
  const move = useAct((client, deviceId: string, requestId) =>
    client.slip.moveToPrinter({ requestId, jobId: job.jobId, deviceId }),
  );
  return { ...move, others: printersFor(job, printers) };
}
