import type { PrintOutcome, ReceiptPrinter } from '../../native/printer/port.ts';
import { failure } from '../contract/failures.ts';
import { slipLineSchema } from '../contract/slip.ts';
import { layoutSlip } from '../domain/slip/layout.ts';
import { ok } from '../domain/result.ts';
import type { Actor } from '../domain/staff/role.ts';
import { findJob, findSlip, jobsOfSlip, nextQueuedJob, openJobs } from '../store/slips.ts';
import { COUNTER, type Context } from './context.ts';
import { once, type Answer, type Request } from './once.ts';
import { storedSlip } from './storedSlip.ts';

type Done = Record<string, never>;

/** The print queue: every job in the database, in the order asked, each with one outcome. */
export interface Printing {
  start(): void;
  /** Takes no new job and waits for the one at the printer. */
  stop(): Promise<void>;
  reprint(teller: Actor, request: Request, slipNumber: string): Answer<{ jobId: string }>;
  settleUnknown(teller: Actor, request: Request, jobId: string, cameOut: boolean): Answer<Done>;
  printAgain(teller: Actor, request: Request, jobId: string): Answer<Done>;
  cancel(teller: Actor, request: Request, jobId: string): Answer<Done>;
}

/** Cause of a job that was at the printer when the counter ended: bytes may have gone out, only a person can tell. */
const INTERRUPTED = '打印时柜台程序中断';
const CANCELLED = '柜员取消';

/** The print queue over the store and one printer. `atCounter` tells whether a case's citizen is being served now. */
export function createPrinting(
  context: Context,
  printer: ReceiptPrinter,
  atCounter: (caseId: string) => boolean,
): Printing {
  const { store } = context;
  let running = false;
  let atPrinter: Promise<void> | null = null;
  /** Something happened since the queue was last looked at. */
  let woken = false;
  const stops: (() => void)[] = [];

  const printNext = async (): Promise<void> => {
    for (;;) {
      woken = false;
      if (!running || printer.status().state !== 'ready') return;
      const job = nextQueuedJob(store.database);
      if (!job) return;
      // Recorded before the first byte: after a crash a job that may have been printed is never printed by itself.
      store.transact((transaction) =>
        transaction.append({
          kind: 'print.started',
          subject: job.slipNumber,
          actor: COUNTER,
          payload: { jobId: job.jobId },
        }),
      );
      const outcome = await printer.print(slipLineSchema.array().parse(JSON.parse(job.lines)));
      store.transact((transaction) =>
        transaction.append({ subject: job.slipNumber, actor: COUNTER, ...settlement(job.jobId, outcome) }),
      );
    }
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

  const recover = (): void => {
    const interrupted = openJobs(store.database).filter(({ state }) => state === 'printing');
    if (interrupted.length > 0) printer.noteRemains();
    for (const job of interrupted) {
      store.transact((transaction) =>
        transaction.append({
          kind: 'print.settled',
          subject: job.slipNumber,
          actor: COUNTER,
          payload: { jobId: job.jobId, state: 'unknown', cause: INTERRUPTED },
        }),
      );
    }
  };

  /** The word of a person on a job in one of these states. */
  const decide = (
    teller: Actor,
    request: Request,
    jobId: string,
    states: readonly string[],
    decision: 'printed' | 'again' | 'cancelled',
  ): Answer<Done> =>
    once(context, request, (transaction, refuse) => {
      const job = findJob(transaction.database, jobId);
      if (!job || !states.includes(job.state)) return refuse(failure('PRINT_JOB_SETTLED'));
      const about = { subject: job.slipNumber, actor: teller };
      if (decision === 'again') {
        transaction.append({ kind: 'print.queued-again', ...about, payload: { jobId } });
      } else {
        transaction.append({
          kind: 'print.settled',
          ...about,
          payload:
            decision === 'printed' ? { jobId, state: 'printed' } : { jobId, state: 'cancelled', cause: CANCELLED },
        });
      }
      return {};
    });

  return {
    start: () => {
      if (running) return;
      running = true;
      recover();
      stops.push(printer.subscribe(wake), store.onRecorded(wake));
      wake();
    },
    stop: async () => {
      running = false;
      for (const stop of stops.splice(0)) stop();
      await atPrinter;
    },

    reprint: (teller, request, slipNumber) =>
      once(context, request, (transaction, refuse) => {
        const row = findSlip(transaction.database, slipNumber);
        if (!row || !atCounter(row.caseId)) return refuse(failure('SLIP_UNKNOWN'));
        const copy = Math.max(0, ...jobsOfSlip(transaction.database, slipNumber).map((job) => job.copy)) + 1;
        const jobId = context.newId();
        const mark = { count: copy, at: transaction.at, by: teller.name };
        const lines = layoutSlip(storedSlip(row), context.facts.paper, mark);
        transaction.append({
          kind: 'print.requested',
          subject: slipNumber,
          actor: teller,
          payload: { jobId, copy, lines },
        });
        return { jobId };
      }),

    settleUnknown: (teller, request, jobId, cameOut) =>
      decide(teller, request, jobId, ['unknown'], cameOut ? 'printed' : 'again'),
    printAgain: (teller, request, jobId) => decide(teller, request, jobId, ['failed'], 'again'),
    cancel: (teller, request, jobId) => decide(teller, request, jobId, ['queued', 'failed'], 'cancelled'),
  };
}

/** The slip as it was issued, for the screen; only of a case whose citizen is at the counter. */
export function viewSlip(context: Context, atCounter: (caseId: string) => boolean, slipNumber: string) {
  const row = findSlip(context.store.database, slipNumber);
  if (!row || !atCounter(row.caseId)) return failure('SLIP_UNKNOWN');
  return ok({ columns: row.columns, lines: slipLineSchema.array().parse(JSON.parse(row.lines)) });
}
