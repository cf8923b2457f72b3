import { failure } from '../contract/failures.ts';
import { recordOf } from '../domain/print/record.ts';
import { eventOfWord, type PrintWord } from '../domain/print/word.ts';
import { ok } from '../domain/result.ts';
import { layoutSlip } from '../domain/slip/layout.ts';
import type { StaffActor } from '../domain/staff/actor.ts';
import { findCase } from '../store/cases.ts';
import type { ReadDatabase } from '../store/database.ts';
import { findJob, findSlip, jobsOfSlip, type PrintJobRow, type SlipRow } from '../store/slips.ts';
import type { CaseAccess } from './caseAccess.ts';
import type { Context } from './context.ts';
import type { CounterDevices } from './devices/port.ts';
import type { LastServedWatch } from './lastServed.ts';
import { once, type Answer, type Request } from './once.ts';
import { createPrintQueues } from './printQueues.ts';
import { issuedSlip } from './slipContent.ts';

type Done = Record<string, never>;

/** Printing: every job in the database, each printer's in the order asked, each with one outcome. */
export interface Printing {
  start(): void;
  /** Takes no new job and waits for those at the printers. */
  stop(): Promise<void>;
  reprint(teller: StaffActor, request: Request, slipNumber: string): Answer<{ jobId: string }>;
  /** The teller's word on a job. Failures: PRINT_JOB_SETTLED, PRINTER_UNKNOWN. */
  say(teller: StaffActor, request: Request, jobId: string, word: PrintWord): Answer<Done>;
  /** A slip that is held back may come out now. Failures: PRINT_JOB_SETTLED. */
  release(teller: StaffActor, request: Request, jobId: string): Answer<Done>;
  /** Whether a job waits for the teller's word because another citizen is, or was last, at the counter. */
  isHeld(job: PrintJobRow): boolean;
}

/** Printing over the store; `access` tells who may have which paper. */
export function createPrinting(
  context: Context,
  devices: Pick<CounterDevices, 'printers' | 'onPrintersChanged'>,
  access: Pick<CaseAccess, 'see'>,
  served: LastServedWatch,
): Printing {
  const queues = createPrintQueues(context, devices, served);
  const say: Printing['say'] = (teller, request, jobId, word) =>
    once(context, request, (transaction, refuse) => {
      const job = findJob(transaction.write, jobId);
      if (!job) return refuse(failure('PRINT_JOB_SETTLED'));
      const event = eventOfWord(job, word);
      if (!event.ok) return refuse(failure('PRINT_JOB_SETTLED'));
      if (word.kind === 'move' && !devices.printers().some(({ deviceId }) => deviceId === word.deviceId)) {
        return refuse(failure('PRINTER_UNKNOWN'));
      }
      transaction.append(recordOf(job, event.value, teller));
      return {};
    });

  return {
    start: () => queues.start(),
    stop: () => queues.stop(),
    isHeld: (job) => queues.isHeld(job),
    say,
    release: (teller, request, jobId) => {
      const last = served.get();
      // Nobody has been here since: nothing is held.
      return last ? say(teller, request, jobId, { kind: 'release', visitId: last.visitId }) : ok({});
    },

    reprint: (teller, request, slipNumber) =>
      once(context, request, (transaction, refuse) => {
        const row = findSlip(transaction.write, slipNumber);
        if (!row || !seesPaper(access, teller, row.caseId)) return refuse(failure('SLIP_UNKNOWN'));
        if (isVoided(transaction.write, row)) return refuse(failure('SLIP_VOID'));
        const copy = Math.max(0, ...jobsOfSlip(transaction.write, slipNumber).map((job) => job.copy)) + 1;
        const jobId = context.newId();
        const mark = { count: copy, at: transaction.at, by: teller.name };
        const target = context.printTarget();
        const lines = layoutSlip(issuedSlip(transaction.write, row).slip, target, mark);
        transaction.append({
          kind: 'print.requested',
          subject: slipNumber,
          actor: teller,
          payload: { ...target, jobId, copy, lines },
        });
        return { jobId };
      }),
  };
}

/** Whether the slip holds no more. */
function isVoided(database: ReadDatabase, { caseId, slipNumber }: SlipRow): boolean {
  const one = findCase(database, caseId);
  return one.ok && one.value.voided.includes(slipNumber);
}

/** The paper names its citizen in full: whoever sees the case masked does not see it. */
function seesPaper(access: Pick<CaseAccess, 'see'>, viewer: StaffActor, caseId: string): boolean {
  const seen = access.see(viewer, caseId);
  return seen.ok && seen.value.shows === 'full';
}

/** The slip as it was issued, for the screen of somebody who sees its case in full. */
export function viewSlip(context: Context, access: Pick<CaseAccess, 'see'>, viewer: StaffActor, slipNumber: string) {
  const row = findSlip(context.store.read, slipNumber);
  if (!row || !seesPaper(access, viewer, row.caseId)) return failure('SLIP_UNKNOWN');
  const { columns, lines } = issuedSlip(context.store.read, row);
  return ok({ columns, lines });
}
