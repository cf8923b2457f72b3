import type { ReceiptPrinter } from '../../native/printer/port.ts';
import { failure } from '../contract/failures.ts';
import { layoutSlip } from '../domain/slip/layout.ts';
import { slipLineSchema } from '../domain/slip/line.ts';
import { ok } from '../domain/result.ts';
import type { StaffActor } from '../domain/staff/actor.ts';
import { findJob, findSlip, jobsOfSlip, jobsWithoutPrinter, openJobs } from '../store/slips.ts';
import { COUNTER, type Context } from './context.ts';
import type { CounterDevices, CounterPrinter } from './devices/port.ts';
import { once, type Answer, type Request } from './once.ts';
import { createPrintQueue, type PrintDoubt, type PrintQueue } from './printQueue.ts';
import { storedSlip } from './storedSlip.ts';

type Done = Record<string, never>;

/** Printing: every job in the database, each printer's in the order asked, each with one outcome. */
export interface Printing {
  start(): void;
  /** Takes no new job and waits for those at the printers. */
  stop(): Promise<void>;
  reprint(teller: StaffActor, request: Request, slipNumber: string): Answer<{ jobId: string }>;
  settleUnknown(teller: StaffActor, request: Request, jobId: string, cameOut: boolean): Answer<Done>;
  printAgain(teller: StaffActor, request: Request, jobId: string): Answer<Done>;
  cancel(teller: StaffActor, request: Request, jobId: string): Answer<Done>;
  moveToPrinter(teller: StaffActor, request: Request, jobId: string, deviceId: string): Answer<Done>;
}

/** Cause of a job that was at the printer when the counter ended: bytes may have gone out, only a person can tell. */
const INTERRUPTED = '打印时柜台程序中断';
const CANCELLED = '柜员取消';

/** The print queues over the store, one for each printer. `atCounter` tells whether a case's citizen is being served now. */
export function createPrinting(
  context: Context,
  devices: Pick<CounterDevices, 'printers' | 'onPrintersChanged'>,
  atCounter: (caseId: string) => boolean,
): Printing {
  const { store } = context;
  let running = false;
  const queues = new Map<ReceiptPrinter, { readonly deviceId: string; readonly queue: PrintQueue }>();
  /** Printers that are set up anew or gone, while their last job ends. */
  const ending = new Map<string, Promise<void>>();
  /** Printers in which part of a slip may hang. */
  const doubtful = new Set<string>();
  const stops: (() => void)[] = [];

  const follow = (): void => {
    const printers = devices.printers();
    for (const [printer, { deviceId, queue }] of queues) {
      if (printers.some((one) => one.printer === printer)) continue;
      queues.delete(printer);
      const over = queue.stop().then(() => {
        if (ending.get(deviceId) === over) ending.delete(deviceId);
      });
      ending.set(deviceId, over);
    }
    for (const one of printers) {
      if (queues.has(one.printer)) continue;
      const { deviceId } = one;
      const doubt: PrintDoubt = {
        get: () => doubtful.has(deviceId),
        set: (inDoubt) => {
          if (inDoubt) doubtful.add(deviceId);
          else doubtful.delete(deviceId);
        },
      };
      queues.set(one.printer, { deviceId, queue: createPrintQueue(context, one, doubt, ending.get(deviceId)) });
    }
    adopt(printers[0]);
    wake();
  };

  /** Slips issued while this counter had no printer go to the first it gets. */
  const adopt = (printer: CounterPrinter | undefined): void => {
    if (!printer) return;
    const { deviceId } = printer;
    const homeless = jobsWithoutPrinter(store.database);
    if (homeless.length === 0) return;
    store.transact((transaction) => {
      for (const { jobId, slipNumber } of homeless) {
        transaction.append({
          kind: 'print.moved',
          subject: slipNumber,
          actor: COUNTER,
          payload: { jobId, deviceId },
        });
      }
    });
  };

  const wake = (): void => {
    for (const { queue } of queues.values()) queue.wake();
  };

  const recover = (): void => {
    const interrupted = openJobs(store.database).filter(({ state }) => state === 'printing');
    for (const job of interrupted) {
      if (job.deviceId !== null) doubtful.add(job.deviceId);
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
    teller: StaffActor,
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
      stops.push(devices.onPrintersChanged(follow), store.onRecorded(wake));
      follow();
    },
    stop: async () => {
      running = false;
      for (const stop of stops.splice(0)) stop();
      const stopping = [...queues.values()].map(({ queue }) => queue.stop());
      queues.clear();
      await Promise.all([...stopping, ...ending.values()]);
    },

    reprint: (teller, request, slipNumber) =>
      once(context, request, (transaction, refuse) => {
        const row = findSlip(transaction.database, slipNumber);
        if (!row || !atCounter(row.caseId)) return refuse(failure('SLIP_UNKNOWN'));
        const copy = Math.max(0, ...jobsOfSlip(transaction.database, slipNumber).map((job) => job.copy)) + 1;
        const jobId = context.newId();
        const mark = { count: copy, at: transaction.at, by: teller.name };
        const target = context.printTarget();
        const lines = layoutSlip(storedSlip(row), target, mark);
        transaction.append({
          kind: 'print.requested',
          subject: slipNumber,
          actor: teller,
          payload: { ...target, jobId, copy, lines },
        });
        return { jobId };
      }),

    settleUnknown: (teller, request, jobId, cameOut) =>
      decide(teller, request, jobId, ['unknown'], cameOut ? 'printed' : 'again'),
    printAgain: (teller, request, jobId) => decide(teller, request, jobId, ['failed'], 'again'),
    moveToPrinter: (teller, request, jobId, deviceId) =>
      once(context, request, (transaction, refuse) => {
        const job = findJob(transaction.database, jobId);
        if (!job || !['queued', 'failed'].includes(job.state)) return refuse(failure('PRINT_JOB_SETTLED'));
        if (!devices.printers().some((printer) => printer.deviceId === deviceId)) {
          return refuse(failure('PRINTER_UNKNOWN'));
        }
        transaction.append({
          kind: 'print.moved',
          subject: job.slipNumber,
          actor: teller,
          payload: { jobId, deviceId },
        });
        return {};
      }),
    cancel: (teller, request, jobId) => decide(teller, request, jobId, ['queued', 'failed'], 'cancelled'),
  };
}

/** The slip as it was issued, for the screen; only of a case whose citizen is at the counter. */
export function viewSlip(context: Context, atCounter: (caseId: string) => boolean, slipNumber: string) {
  const row = findSlip(context.store.database, slipNumber);
  if (!row || !atCounter(row.caseId)) return failure('SLIP_UNKNOWN');
  return ok({ columns: row.columns, lines: slipLineSchema.array().parse(JSON.parse(row.lines)) });
}
