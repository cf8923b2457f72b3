import { bugReport } from '../bugReport.ts';
import type { ByteLink, OpenLink } from '../transport/port.ts';
import { createStateCell } from '../transport/stateCell.ts';
import { createSupervisor } from '../transport/supervisor.ts';
import type { Timers } from '../../main/domain/time.ts';
import { createPrinterConnection, type PrinterConnection, type WaitingJob } from './printerConnection.ts';
import type { PrinterFault, PrinterLesson, PrinterProfile, PrinterStatus, ReceiptPrinter } from './port.ts';
import type { PrintJobContext } from './printJob.ts';

/** A stop lets the running job end by itself this long, so that its outcome is known. */
const STOP_GRACE_MS = 5_000;

/** What a receipt printer is made of. */
export interface ReceiptPrinterParts {
  readonly open: OpenLink;
  readonly profile: PrinterProfile;
  readonly timers: Timers;
  /** Takes one line for the technician, without anything of what is printed. */
  readonly log: (line: string) => void;
  /** Called when something is found out about the printer that its next run should know. */
  readonly learned?: (lesson: PrinterLesson) => void;
}

function describe(status: PrinterStatus): string {
  switch (status.state) {
    case 'connecting':
      return 'connecting';
    case 'ready':
      return `ready, paper ${status.paper}`;
    case 'not-ready':
      return `${status.fault} ${status.detail}`.trim();
  }
}

/** Makes a supervised printer; nothing happens before `start`. */
export function createReceiptPrinter(parts: ReceiptPrinterParts): ReceiptPrinter {
  const { profile, timers } = parts;
  const state = createStateCell<PrinterStatus>({ state: 'connecting' }, bugReport(parts.log));
  state.subscribe((status) => parts.log(`printer: ${describe(status)}`));
  const jobs: WaitingJob[] = [];
  let stopping = false;
  let connection: PrinterConnection | undefined;
  /** True when the present trouble ended a connection: what waits has not had an attempt of its own yet. */
  let wasConnected = false;
  let clean: PrintJobContext['clean'] = 'maybe';
  let answers: 'unknown' | 'yes' | 'no' = !profile.answersStatus ? 'no' : profile.hasAnswered ? 'yes' : 'unknown';

  function failAll(fault: PrinterFault): void {
    for (const job of jobs.splice(0)) job.settle({ outcome: 'failed', fault });
  }

  const supervisor = createSupervisor<PrinterFault>({
    what: 'printer',
    open: parts.open,
    timers,
    // What it would log at every attempt is logged above when it changes.
    log: () => undefined,
    async serve(link: ByteLink) {
      // The printer may have been switched off, replaced, or left in the middle of a job by an earlier run.
      if (clean === 'yes') clean = 'maybe';
      wasConnected = true;
      connection = createPrinterConnection({
        link,
        profile,
        timers,
        jobs,
        log: parts.log,
        become: (next) => state.set(next),
        clean: () => clean,
        setClean: (next) => {
          clean = next;
        },
        answers: () => answers,
        setAnswers(next) {
          answers = next;
          parts.learned?.({ answersStatus: next === 'yes' });
        },
      });
      const end = await connection.serve();
      connection = undefined;
      return end;
    },
    onUnavailable(fault, detail) {
      if (stopping) return;
      // A printer that talks nonsense says no more than one that is silent.
      const named = fault === 'protocol-error' ? 'no-answer' : fault;
      state.set({ state: 'not-ready', fault: named, detail });
      const [next] = jobs;
      if (wasConnected && next?.renewed === false) {
        // It has had no attempt of its own yet: one more, at once.
        jobs[0] = { ...next, renewed: true };
        queueMicrotask(() => supervisor.hurry());
      } else {
        failAll(named);
      }
      wasConnected = false;
    },
  });

  return {
    profile,
    status: state.get,
    subscribe: (listener) => state.subscribe(listener),
    start: () => supervisor.start(),
    noteRemains() {
      clean = 'no';
    },
    print(lines) {
      if (stopping || !supervisor.running()) return Promise.resolve({ outcome: 'failed', fault: 'offline' });
      return new Promise((resolve) => {
        jobs.push({ lines, settle: resolve, renewed: false });
        connection?.wake();
        supervisor.hurry();
      });
    },
    async stop() {
      stopping = true;
      failAll('offline');
      await connection?.finish(STOP_GRACE_MS);
      await supervisor.stop();
    },
  };
}
