import type { PrintOutcome } from '../../native/printer/port.ts';
import type { Timers } from '../domain/time.ts';
import { layoutSlip } from '../domain/slip/layout.ts';
import type { SlipLine } from '../domain/slip/line.ts';
import { actorName } from '../domain/staff/actor.ts';
import { eventOf, type PrintEvent } from '../domain/print/printJob.ts';
import { recordOf } from '../domain/print/record.ts';
import type { LaidOutFor } from '../domain/journal/entry.ts';
import { entriesOf } from '../store/journal.ts';
import { findSlip, paperMayHoldRemains, queuedJobs, type PrintJobRow } from '../store/slips.ts';
import { COUNTER, type Context } from './context.ts';
import type { CounterPrinter } from './devices/port.ts';
import { untilStored } from './storage.ts';
import { issuedSlip, linesOfJob } from './slipContent.ts';

/** The queue of one printer: its jobs in the order asked, one at a time. */
export interface PrintQueue {
  /** Something happened that may let the next job go. */
  wake(): void;
  /** Takes no new job and waits for the one at the printer, but not for ever. */
  stop(): Promise<void>;
}

/** Longest wait for the job at a printer when the queue is stopped: a driver that is stopped, too, ends it sooner. */
const STOP_LIMIT_MS = 10_000;

/**
 * Prints what waits for one printer; a job that is held lets those behind it pass. While it is set up anew its last job may still be under way: `before` is the end of that,
 * and the order is kept.
 */
export function createPrintQueue(
  context: Context,
  counterPrinter: CounterPrinter,
  isHeld: (job: PrintJobRow) => boolean,
  before: Promise<void> | undefined,
): PrintQueue {
  const { store } = context;
  const { deviceId, printer } = counterPrinter;
  let running = true;
  const ending = new AbortController();
  let abandoned = false;
  /** Something happened since the queue was last looked at. */
  let woken = false;

  const ready = (): boolean => running && printer.status().state === 'ready';

  const printNext = async (): Promise<void> => {
    for (;;) {
      woken = false;
      if (!ready()) return;
      const job = queuedJobs(store.read, deviceId).find((one) => !isHeld(one));
      if (!job) return;
      const outcome = await printJob(context, counterPrinter, job, ending.signal);
      // Nobody waits any more: the job stays at the printer in the journal, and a person is asked about it.
      if (outcome === null || abandoned) return;
      const event = eventOf(outcome, { ready: ready() });
      await untilStored(context, () => record(context, job, event), ending.signal);
    }
  };

  let atPrinter: Promise<void> | null = null;
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
  if (before !== undefined) {
    atPrinter = before.then(() => {
      atPrinter = null;
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
      await atMost(context.timers, STOP_LIMIT_MS, atPrinter);
      abandoned = true;
    },
  };
}

/** Resolves when the work has ended, or after the limit. */
async function atMost(timers: Timers, limitMs: number, work: Promise<void>): Promise<void> {
  const limit = Promise.withResolvers<undefined>();
  const cancel = timers.after(limitMs, () => limit.resolve(undefined));
  await Promise.race([work, limit.promise]);
  cancel();
}

/** Puts one job on paper; null when the queue ended before its start could be recorded. */
async function printJob(
  context: Context,
  { deviceId, printer }: CounterPrinter,
  job: PrintJobRow,
  ending: AbortSignal,
): Promise<PrintOutcome | null> {
  const start = (): readonly SlipLine[] => startJob(context, job, { deviceId, ...printer.profile });
  const lines = await untilStored(context, start, ending);
  if (lines === null) return null;
  if (paperMayHoldRemains(context.store.read, deviceId)) printer.noteRemains();
  return await printer.print(lines);
}

function record(context: Context, job: PrintJobRow, event: PrintEvent): void {
  context.store.transact((transaction) => transaction.append(recordOf(job, event, COUNTER)));
}

/**
 * Records the start before the first byte: after a crash a job that may have been printed is never printed by itself. Answers
 * the lines, laid out again where the printer has other paper or characters than they were made for.
 */
function startJob(
  context: Context,
  job: PrintJobRow,
  { deviceId, columns, repertoire }: LaidOutFor & { readonly deviceId: string },
): readonly SlipLine[] {
  const started = recordOf(job, { kind: 'started', deviceId }, COUNTER);
  const fits = job.columns === columns && job.repertoire === repertoire;
  const lines = fits ? linesOfJob(context.store.read, job) : layAgain(context, job, { columns, repertoire });
  context.store.transact((transaction) => {
    if (!fits) {
      transaction.append({
        kind: 'print.laid-out',
        subject: job.slipNumber,
        actor: COUNTER,
        payload: { jobId: job.jobId, columns, repertoire, lines },
      });
    }
    transaction.append(started);
  });
  return lines;
}

/** The same slip for other paper; a copy keeps its mark with the time and teller of its own request. */
function layAgain(context: Context, job: PrintJobRow, paper: LaidOutFor): readonly SlipLine[] {
  const { read } = context.store;
  const row = findSlip(read, job.slipNumber);
  if (!row) throw new Error(`print job ${job.jobId} has no slip`);
  const { slip } = issuedSlip(read, row);
  if (job.copy === 0) return layoutSlip(slip, paper);
  const requested = entriesOf(read, job.slipNumber)
    .flatMap((read) => (read.ok ? [read.entry] : []))
    .find((entry) => entry.kind === 'print.requested' && entry.payload.jobId === job.jobId);
  if (!requested) throw new Error(`print job ${job.jobId} was never asked for`);
  return layoutSlip(slip, paper, { count: job.copy, at: requested.at, by: actorName(requested.actor) });
}
