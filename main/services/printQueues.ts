import type { PrintCause } from '../domain/print/cause.ts';
import { recordOf } from '../domain/print/record.ts';
import { isHeld, type PrintEvent } from '../domain/print/printJob.ts';
import { jobsWithoutPrinter, openJobs, type PrintJobRow } from '../store/slips.ts';
import { COUNTER, type Context } from './context.ts';
import type { CounterDevices, CounterPrinter } from './devices/port.ts';
import type { LastServedWatch } from './lastServed.ts';
import { createPrintQueue, type PrintQueue } from './printQueue.ts';

/** The queues of all printers of the counter. */
export interface PrintQueues {
  /** Settles what an earlier run left at the printers, and prints from now on what waits. */
  start(): void;
  /** Whether a job waits for the teller's word because another citizen is, or was last, at the counter. */
  isHeld(job: PrintJobRow): boolean;
  /** Takes no new job and waits for those at the printers. */
  stop(): Promise<void>;
}

/** One queue for each printer, as the technician adds, changes and removes them. */
export function createPrintQueues(
  context: Context,
  devices: Pick<CounterDevices, 'printers' | 'onPrintersChanged'>,
  served: LastServedWatch,
): PrintQueues {
  const held = (job: PrintJobRow): boolean => job.state === 'queued' && isHeld(job, job.personId, served.get());
  const queues = new Map<string, { readonly printer: CounterPrinter['printer']; readonly queue: PrintQueue }>();
  /** Printers that are set up anew or gone, while their last job ends. */
  const ending = new Map<string, Promise<void>>();
  let stops: (() => void)[] = [];

  const wake = (): void => {
    for (const { queue } of queues.values()) queue.wake();
  };

  const retire = (deviceId: string, queue: PrintQueue): void => {
    queues.delete(deviceId);
    const end = queue
      .stop()
      .then(() => settleLeft(context, 'printer-changed', (job) => job.deviceId === deviceId))
      .catch(context.reportBug)
      .finally(() => {
        if (ending.get(deviceId) === end) ending.delete(deviceId);
      });
    ending.set(deviceId, end);
  };

  const follow = (): void => {
    const printers = devices.printers();
    for (const [deviceId, { printer, queue }] of queues) {
      if (!printers.some((one) => one.printer === printer)) retire(deviceId, queue);
    }
    for (const one of printers) {
      const { deviceId, printer } = one;
      if (queues.has(deviceId)) continue;
      queues.set(deviceId, { printer, queue: createPrintQueue(context, one, held, ending.get(deviceId)) });
    }
    if (printers[0]) adopt(context, printers[0]);
    wake();
  };

  return {
    start: () => {
      if (stops.length > 0) return;
      settleLeft(context, 'counter-ended', () => true);
      stops = [devices.onPrintersChanged(follow), context.store.onRecorded(wake), served.onChange(wake)];
      follow();
    },
    isHeld: held,
    stop: async () => {
      for (const stop of stops.splice(0)) stop();
      const stopping = [...queues.values()].map(({ queue }) => queue.stop());
      queues.clear();
      await Promise.all([...stopping, ...ending.values()]);
    },
  };
}

/** Jobs at printers that will never say what became of them: bytes may have gone out, only a person can tell. */
function settleLeft(context: Context, cause: PrintCause, whose: (job: PrintJobRow) => boolean): void {
  const left = openJobs(context.store.read).filter((job) => job.state === 'printing' && whose(job));
  recordAll(context, left, { kind: 'settled', state: 'unknown', cause });
}

/** Slips issued while this counter had no printer go to the first it gets. */
function adopt(context: Context, { deviceId }: CounterPrinter): void {
  recordAll(context, jobsWithoutPrinter(context.store.read), { kind: 'moved', deviceId });
}

function recordAll(context: Context, jobs: readonly PrintJobRow[], event: PrintEvent): void {
  if (jobs.length === 0) return;
  context.store.transact((transaction) => {
    for (const job of jobs) transaction.append(recordOf(job, event, COUNTER));
  });
}
