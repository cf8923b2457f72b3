import type { CounterPrinter } from './devices/port.ts';
import type { PrintOutcome } from '../../native/printer/port.ts';
import { layoutSlip } from '../domain/slip/layout.ts';
import { slipLineSchema, type SlipLine } from '../domain/slip/line.ts';
import { actorName } from '../domain/staff/actor.ts';
import { entriesOf } from '../store/journal.ts';
import { findSlip, nextQueuedJob, type PrintableJobRow } from '../store/slips.ts';
import { COUNTER, type Context } from './context.ts';
import { untilStored } from './storage.ts';
import { storedSlip } from './storedSlip.ts';

/** The queue of one printer: its jobs in the order asked, one at a time. */
export interface PrintQueue {
  /** Something happened that may let the next job go. */
  wake(): void;
  /** Takes no new job and waits for the one at the printer, but not for ever. */
  stop(): Promise<void>;
}

/** Whether part of a slip may hang in a printer since its last job: then the next job cuts it off first. */
export interface PrintDoubt {
  get(): boolean;
  set(doubtful: boolean): void;
}

/** Longest wait for the job at a printer when the queue is stopped: a driver that is stopped, too, ends it sooner. */
const STOP_LIMIT_MS = 10_000;

/**
 * Prints what waits for one printer. While it is set up anew its last job may still be under way: `before` is the end of that,
 * and the order is kept.
 */
export function createPrintQueue(
  context: Context,
  { deviceId, printer }: CounterPrinter,
  doubt: PrintDoubt,
  before: Promise<void> | undefined,
): PrintQueue {
  const { store } = context;
  let running = true;
  const ending = new AbortController();
  let abandoned = false;
  let atPrinter: Promise<void> | null = null;
  const noteDoubt = (): void => {
    if (doubt.get()) printer.noteRemains();
  };
  /** Something happened since the queue was last looked at. */
  let woken = false;

  const printNext = async (): Promise<void> => {
    for (;;) {
      woken = false;
      if (!running || printer.status().state !== 'ready') return;
      const job = nextQueuedJob(store.database, deviceId);
      if (!job) return;
      const lines = await untilStored(context, () => start(job), ending.signal);
      if (lines === null) return;
      const outcome = await printer.print(lines);
      // Nobody waits any more: the job stays at the printer, and the next start asks a person about it.
      if (abandoned) return;
      doubt.set(outcome.outcome === 'unknown');
      const settled = settlement(job.jobId, outcome);
      await untilStored(
        context,
        () =>
          store.transact((transaction) => transaction.append({ subject: job.slipNumber, actor: COUNTER, ...settled })),
        ending.signal,
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
   * ready, or was stopped by us; a printer that says it is ready and yet fails is a matter for the teller.
   */
  const settlement = (jobId: string, outcome: PrintOutcome) => {
    if (outcome.outcome === 'printed') {
      return { kind: 'print.settled', payload: { jobId, state: 'printed' } } as const;
    }
    const cause = outcome.fault;
    return outcome.outcome === 'failed' && (!running || printer.status().state !== 'ready')
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
  if (before === undefined) noteDoubt();
  else {
    atPrinter = before.then(() => {
      atPrinter = null;
      noteDoubt();
      wake();
    });
  }

  return {
    wake,
    stop: async () => {
      running = false;
      ending.abort();
      unsubscribe();
      if (atPrinter === null) return;
      const limit = Promise.withResolvers<undefined>();
      const timer = setTimeout(() => limit.resolve(undefined), STOP_LIMIT_MS);
      await Promise.race([atPrinter, limit.promise]);
      clearTimeout(timer);
      abandoned = true;
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
  const requested = entriesOf(database, job.slipNumber)
    .flatMap((read) => (read.ok ? [read.entry] : []))
    .find((entry) => entry.kind === 'print.requested' && entry.payload.jobId === job.jobId);
  if (!requested) throw new Error(`print job ${job.jobId} was never asked for`);
  return layoutSlip(storedSlip(row), paper, { count: job.copy, at: requested.at, by: actorName(requested.actor) });
}
