import { bugReport } from '../../bugReport.ts';
import type { SlipLine } from '../../../main/domain/slip/line.ts';
import type { StartHelper } from '../../helper/port.ts';
import { createInbox } from '../../transport/inbox.ts';
import { createStateCell } from '../../transport/stateCell.ts';
import { type ConnectionEnd, createSupervisor } from '../../transport/supervisor.ts';
import type { Timers } from '../../../main/domain/time.ts';
import { encodeCut, encodeReset, encodeSlip } from '../escpos.ts';
import type { PrinterFault, PrinterProfile, PrinterStatus, PrintOutcome, ReceiptPrinter } from '../port.ts';
import { openSpooler, type SpoolerAnswer, type SpoolerClient, type SpoolerLibraries } from './spoolerClient.ts';
import { spooledState, spoolerFault } from './spoolerStatus.ts';

/** The spooler is asked this often how the printer is. */
const POLL_MS = 2_000;
/** A document that is being printed is looked at this often. */
const JOB_POLL_MS = 300;
/**
 * The slowest printer has printed the longest slip well within this time. Insurance only: what the spooler knows of ends the
 * wait at once.
 */
const JOB_LIMIT_MS = 120_000;
/** A question that fails says nothing about the slip; so many in a row do. */
const MISSES_TO_CONCLUDE = 3;
/** What the queue of Windows shows: nothing of the citizen. */
const TITLE = '医保服务凭条';

/** The printer's paper sensor does not come through. */
const READY: PrinterStatus = { state: 'ready', paper: 'unknown' };

/** What a printer behind the Windows spooler is made of. */
export interface SpoolerPrinterParts {
  /** Starts a helper of the kind `spooler`. */
  readonly startHelper: StartHelper;
  /** Name of the printer as Windows lists it. */
  readonly printer: string;
  readonly profile: PrinterProfile;
  readonly timers: Timers;
  /** Takes one line for the technician, without anything of what is printed. */
  readonly log: (line: string) => void;
  /** Default: those of Windows. */
  readonly libraries?: SpoolerLibraries;
}

interface WaitingJob {
  readonly lines: readonly SlipLine[];
  readonly settle: (outcome: PrintOutcome) => void;
}

/**
 * A receipt printer behind the Windows spooler: one document a slip, raw bytes. The printer's own answers do not come
 * through, so its paper is `unknown` while the spooler knows of no trouble; a slip counts as printed when its document has
 * left the queue without trouble. A document that is in trouble is taken out of the queue, so that it does not come out by
 * itself later.
 */
export function createSpoolerPrinter(parts: SpoolerPrinterParts): ReceiptPrinter {
  const { timers, profile, printer } = parts;
  const state = createStateCell<PrinterStatus>({ state: 'connecting' }, bugReport(parts.log));
  state.subscribe((status) => parts.log(`printer: ${status.state === 'not-ready' ? status.fault : status.state}`));
  const jobs: WaitingJob[] = [];
  const wake = createInbox<'wake'>(timers);
  let stopping = false;
  /** Part of a slip may hang in the printer. */
  let remains = false;

  function failAll(fault: PrinterFault): void {
    for (const job of jobs.splice(0)) job.settle({ outcome: 'failed', fault });
  }

  const unwell = (fault: PrinterFault, detail = ''): void => state.set({ state: 'not-ready', fault, detail });

  /** What stands in the way; undefined: nothing the spooler knows of. */
  async function obstacle(spooler: SpoolerClient): Promise<Extract<SpoolerAnswer<never>, { ok: false }> | undefined> {
    const asked = await spooler.status(printer);
    if (!asked.ok) return asked;
    const fault = spoolerFault(asked.value);
    return fault === null ? undefined : { ok: false, ended: false, fault, detail: '' };
  }

  async function watch(spooler: SpoolerClient, jobId: number): Promise<PrinterFault | undefined> {
    const since = timers.running();
    for (let misses = 0; timers.running() - since < JOB_LIMIT_MS;) {
      const asked = await spooler.job(printer, jobId);
      if (asked.ok) {
        misses = 0;
        const job = spooledState(asked.value);
        if (job === 'done') return undefined;
        if (job === 'removed') return 'offline';
        if (job !== 'waiting') return job.fault;
        const trouble = await obstacle(spooler);
        if (trouble !== undefined) return trouble.fault;
      } else {
        misses += 1;
        if (asked.ended || misses === MISSES_TO_CONCLUDE) return asked.fault;
      }
      await createInbox(timers).next(JOB_POLL_MS);
    }
    return 'offline';
  }

  async function print(spooler: SpoolerClient, lines: readonly SlipLine[]): Promise<PrintOutcome> {
    const before = await obstacle(spooler);
    if (before !== undefined) return { outcome: 'failed', fault: before.fault };
    state.set(READY);
    const bytes = Buffer.concat([
      encodeReset(profile, { resync: true }),
      ...(remains ? [encodeCut(profile).bytes] : []),
      encodeSlip(lines, profile),
    ]);
    const spooled = await spooler.print(printer, TITLE, bytes);
    // A refused document was withdrawn; what a helper did that has ended since, nobody knows.
    if (!spooled.ok) return { outcome: spooled.ended ? 'unknown' : 'failed', fault: spooled.fault };
    const { jobId } = spooled.value;
    const fault = await watch(spooler, jobId);
    if (fault === undefined) return { outcome: 'printed' };
    const removed = await spooler.remove(printer, jobId);
    if (!removed.ok || !removed.value.removed) parts.log(`printer: document ${jobId} stays in the queue`);
    return { outcome: 'unknown', fault };
  }

  async function printNext(spooler: SpoolerClient, job: WaitingJob): Promise<void> {
    const outcome = await print(spooler, job.lines);
    if (outcome.outcome === 'printed') remains = false;
    else {
      if (outcome.outcome === 'unknown') remains = true;
      parts.log(`print ${outcome.outcome}: ${outcome.fault}`);
      unwell(outcome.fault);
    }
    job.settle(outcome);
  }

  async function serve(spooler: SpoolerClient): Promise<ConnectionEnd<PrinterFault>> {
    let over: string | undefined;
    spooler.onEnd((end) => {
      over = `${end.kind}: ${end.detail}`;
      wake.post('wake');
    });
    let identified = false;
    const ended = (): ConnectionEnd<PrinterFault> => ({ fault: 'no-answer', detail: over ?? 'stopped', identified });
    while (!stopping && over === undefined) {
      const job = jobs.shift();
      if (job !== undefined) {
        await printNext(spooler, job);
        continue;
      }
      const trouble = await obstacle(spooler);
      if (trouble === undefined) {
        identified = true;
        state.set(READY);
      } else if (!trouble.ended) {
        unwell(trouble.fault, trouble.detail);
      }
      if (jobs.length === 0) await wake.next(POLL_MS);
    }
    return ended();
  }

  const supervisor = createSupervisor<PrinterFault, SpoolerClient>({
    what: 'printer',
    open: () => openSpooler(parts.startHelper, parts.libraries),
    timers,
    log: () => undefined,
    serve,
    onUnavailable(fault, detail) {
      if (stopping) return;
      const named = fault === 'protocol-error' ? 'no-answer' : fault;
      unwell(named, detail);
      failAll(named);
    },
  });

  return {
    profile,
    status: state.get,
    subscribe: (listener) => state.subscribe(listener),
    start: () => supervisor.start(),
    noteRemains() {
      remains = true;
    },
    print(lines) {
      if (stopping || !supervisor.running()) return Promise.resolve({ outcome: 'failed', fault: 'offline' });
      return new Promise((resolve) => {
        jobs.push({ lines, settle: resolve });
        wake.post('wake');
        supervisor.hurry();
      });
    },
    async stop() {
      stopping = true;
      failAll('offline');
      wake.post('wake');
      await supervisor.stop();
    },
  };
}
