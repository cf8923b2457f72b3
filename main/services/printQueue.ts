import type { CounterPrinter } from './devices/port.ts';
import type { PrintOutcome } from '../../native/printer/port.ts';
import { slipLineSchema } from '../contract/slip.ts';
import { layoutSlip } from '../domain/slip/layout.ts';
import type { SlipLine } from '../domain/slip/line.ts';
import { entriesOf } from '../store/journal.ts';
import { findSlip, nextQueuedJob, type PrintableJobRow } from '../store/slips.ts';
import { COUNTER, type Context } from './context.ts';
import { storedSlip } from './storedSlip.ts';

/** The queue of one printer: its jobs in the order asked, one at a time. */
export interface PrintQueue {
  /** Something happened that may let the next job go. */
  wake(): void;
  /** Takes no new job and waits for the one at the printer. */
  stop(): Promise<void>;
}

/**
 * Prints what waits for one printer. `onDoubt` hears whether part of a slip may hang in the printer since its last job, so
 * that the next one cuts it off even when the printer is set up anew meanwhile.
 */
export function createPrintQueue(
  context: Context,
  { deviceId, printer }: CounterPrinter,
  onDoubt: (doubtful: boolean) => void,
): PrintQueue {
  const { store } = context;
  let running = true;
  let atPrinter: Promise<void> | null = null;
  /** Something happened since the queue was last looked at. */
  let woken = false;

  const printNext = async (): Promise<void> => {
    for (;;) {
      woken = false;
      if (!running || printer.status().state !== 'ready') return;
      const job = nextQueuedJob(store.database, deviceId);
      if (!job) return;
      const lines = start(job);
      const outcome = await printer.print(lines);
      onDoubt(outcome.outcome === 'unknown');
      store.transact((transaction) =>
        transaction.append({ subject: job.slipNumber, actor: COUNTER, ...settlement(job.jobId, outcome) }),
      );
    }
  };

  /** Records the start before the first byte: after a crash a job that may have been printed is never printed by itself. */
  const start = (job: PrintableJobRow): readonly SlipLine[] => {
    const { columns, repertoire } = printer.profile;
    const about = { subject: job.slipNumber, actor: COUNTER };
    const { jobId } = job;
    if (job.columns === columns && job.repertoire === repertoire) {
      store.transact((transaction) =>
        transaction.append({ kind: 'print.started', ...about, payload: { jobId, deviceId } }),
      );
      return slipLineSchema.array().parse(JSON.parse(job.lines));
    }
    const lines = layAgain(context, job, { columns, repertoire });
    store.transact((transaction) => {
      transaction.append({ kind: 'print.laid-out', ...about, payload: { jobId, columns, repertoire, lines } });
      transaction.append({ kind: 'print.started', ...about, payload: { jobId, deviceId } });
    });
    return lines;
  };

  /**
   * What becomes of a job. One that surely did not come out keeps its place while the printer itself says that it is not
   * ready; a printer that says it is ready and yet fails is a matter for the teller.
   */
  const settlement = (jobId: string, outcome: PrintOutcome) => {
    if (outcome.outcome === 'printed') {
      return { kind: 'print.settled', payload: { jobId, state: 'printed' } } as const;
    }
    const cause = outcome.fault;
    return outcome.outcome === 'failed' && printer.status().state !== 'ready'
      ? ({ kind: 'print.postponed', payload: { jobId, cause } } as const)
      : ({ kind: 'print.settled', payload: { jobId, state: outcome.outcome, cause } } as const);
  };

  const wake = (): void => {
    woken = true;
    if (!running || atPrinter) return;
    // Begun after the present event: recording the start of a job is itself an event that wakes the queue.
    atPrinter = Promise.resolve()
      .then(printNext)
      .catch((error: unknown) => {
        // Not tried again by itself: the same bug would come again at once.
        woken = false;
        context.reportBug(error);
      })
      .finally(() => {
        atPrinter = null;
        if (woken) wake();
      });
  };

  const unsubscribe = printer.subscribe(wake);

  return {
    wake,
    stop: async () => {
      running = false;
      unsubscribe();
      await atPrinter;
    },
  };
}

/** The same slip for other paper; a copy keeps its mark with the time and teller of its own request. */
function layAgain(
  context: Context,
  job: PrintableJobRow,
  paper: { readonly columns: 32 | 48; readonly repertoire: 'gbk' | 'gb18030' },
): readonly SlipLine[] {
  const { database } = context.store;
  const row = findSlip(database, job.slipNumber);
  if (!row) throw new Error(`print job ${job.jobId} has no slip`);
  if (job.copy === 0) return layoutSlip(storedSlip(row), paper);
  const requested = entriesOf(database, job.slipNumber).find(
    (entry) => entry.kind === 'print.requested' && entry.payload.jobId === job.jobId,
  );
  if (!requested) throw new Error(`print job ${job.jobId} was never asked for`);
  return layoutSlip(storedSlip(row), paper, { count: job.copy, at: requested.at, by: requested.actor.name });
}
