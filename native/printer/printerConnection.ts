import type { SlipLine } from '../../main/domain/slip/line.ts';
import type { ByteLink } from '../transport/port.ts';
import type { ConnectionEnd } from '../transport/supervisor.ts';
import type { Timers } from '../../main/domain/time.ts';
import { checkPrinter, checkResult, type CheckResult, MISSES_TO_CONCLUDE } from './check.ts';
import type { PrinterFault, PrinterProfile, PrinterStatus, PrintOutcome } from './port.ts';
import { type PrintJobContext, runPrintJob } from './printJob.ts';
import { createPrinterSession } from './session.ts';
import { automaticConditions } from './status.ts';

/** Soon enough for a light on the screen, rare enough to be nothing on a 9600 baud line. */
const POLL_MS = 2_000;
/** After an unanswered poll, and while the first answer is awaited. */
const POLL_AGAIN_MS = 500;
/**
 * A printer that has not answered one question in this time after connecting, and never before, is taken for one of those
 * that never do: the slowest that do were ready within a second.
 */
const SILENT_AFTER_MS = 3_000;
/** A printer that was found silent may only have been switched off: it is asked again this often. */
const ASK_SILENT_MS = 60_000;
/** A connection that was used this lately still lives. */
const IDLE_TRUSTED_MS = 2_000;

/** A slip that waits for the printer. */
export interface WaitingJob {
  readonly lines: readonly SlipLine[];
  readonly settle: (outcome: PrintOutcome) => void;
  /** The connection was made anew for it once: not a second time. */
  readonly renewed: boolean;
}

/** What one connection needs of the printer it belongs to. */
export interface PrinterConnectionParts {
  readonly link: ByteLink;
  readonly profile: PrinterProfile;
  readonly timers: Timers;
  /** Shared with the printer: jobs outlive a connection. */
  readonly jobs: WaitingJob[];
  readonly log: (line: string) => void;
  readonly become: (status: PrinterStatus) => void;
  /** What an earlier job left in the printer. */
  readonly clean: () => PrintJobContext['clean'];
  readonly setClean: (clean: PrintJobContext['clean']) => void;
  readonly answers: () => 'unknown' | 'yes' | 'no';
  readonly setAnswers: (answers: 'yes' | 'no') => void;
}

/** One connection to a printer. */
export interface PrinterConnection {
  /** Polls and prints until the link ends or the printer falls silent. */
  serve(): Promise<ConnectionEnd<PrinterFault>>;
  /** A job waits. */
  wake(): void;
  /** Takes no new job; resolves when the running one has ended, or after the time was given. */
  finish(graceMs: number): Promise<void>;
}

/** Begins a connection on an open link. */
export function createPrinterConnection(parts: PrinterConnectionParts): PrinterConnection {
  const { link, profile, timers, jobs, become } = parts;
  const session = createPrinterSession(link, timers);
  let wakeUp: () => void = () => undefined;
  let finishing = false;
  let printing: Promise<boolean> | undefined;
  let identified = false;
  let endDetail = 'link closed';
  let usedAt = timers.running();

  session.onEvent((event) => {
    if (event.kind === 'automatic') becomeChecked(checkResult(automaticConditions(event.bytes)));
  });
  link.onEnd((end) => {
    if (end.kind === 'lost') {
      endDetail = end.detail;
      become({ state: 'not-ready', fault: 'cable-lost', detail: end.detail });
    }
    wakeUp();
  });

  function becomeChecked(check: CheckResult): void {
    if (check.kind !== 'ready' && check.kind !== 'fault') return;
    identified = true;
    if (parts.answers() !== 'yes') parts.setAnswers('yes');
    if (check.kind === 'ready') become({ state: 'ready', paper: check.paper });
    else become({ state: 'not-ready', fault: check.fault, detail: '' });
  }

  /** Waits until the time is over, a job or a stop comes in, or the link ends. */
  function idle(ms: number | undefined): Promise<void> {
    return new Promise((resolve) => {
      const cancel = ms === undefined ? () => undefined : timers.after(ms, () => wakeUp());
      wakeUp = () => {
        cancel();
        wakeUp = () => undefined;
        resolve();
      };
      // What happened before anybody waited must not be slept over.
      if (finishing || jobs.length > 0 || session.ended()) wakeUp();
    });
  }

  /** Asks a printer of which nothing is known until it answers or counts as one that never does. */
  async function getAcquainted(): Promise<void> {
    const since = timers.running();
    while (!session.ended() && !finishing) {
      const check = await checkPrinter(session);
      becomeChecked(check);
      if (check.kind !== 'no-answer') return;
      if (timers.running() - since >= SILENT_AFTER_MS) {
        parts.log('printer: never answers, status unknown from now on');
        parts.setAnswers('no');
        return;
      }
      await session.waitFor(POLL_AGAIN_MS, () => undefined);
    }
  }

  /** True when the job waits for a new connection instead: this one has died since the printer last answered on it. */
  async function printNext(job: WaitingJob): Promise<boolean> {
    const outcome = await runPrintJob(
      {
        session,
        profile: { ...profile, answersStatus: parts.answers() === 'yes' },
        timers,
        clean: parts.clean(),
        onChecked: becomeChecked,
      },
      job.lines,
    );
    usedAt = timers.running();
    // A failed job left nothing in the printer, so on a new connection it cannot come out twice.
    if (outcome.outcome === 'failed' && outcome.fault === 'no-answer' && identified && !job.renewed && !finishing) {
      jobs.unshift({ ...job, renewed: true });
      return true;
    }
    if (outcome.outcome === 'printed') parts.setClean('yes');
    else {
      if (outcome.outcome === 'unknown') parts.setClean('no');
      parts.log(`print ${outcome.outcome}: ${outcome.fault}`);
      if (!session.ended()) become({ state: 'not-ready', fault: outcome.fault, detail: '' });
    }
    job.settle(outcome);
    return false;
  }

  /** True when the connection has been idle so long that a printer which tells nothing may have gone without a word. */
  function isDoubtful(): boolean {
    return parts.answers() === 'no' && link.endsUnheard === true && timers.running() - usedAt > IDLE_TRUSTED_MS;
  }

  const renew = (detail: string): ConnectionEnd<PrinterFault> => ({
    fault: 'no-answer',
    detail,
    identified,
    renew: true,
  });

  async function serve(): Promise<ConnectionEnd<PrinterFault>> {
    if (parts.answers() === 'unknown') await getAcquainted();
    let misses = 0;
    while (!session.ended() && !finishing) {
      const silent = parts.answers() === 'no';
      if (silent) become({ state: 'ready', paper: 'unknown' });
      const job = jobs[0];
      if (job !== undefined) {
        if (!job.renewed && isDoubtful()) {
          jobs[0] = { ...job, renewed: true };
          return renew('idle connection made anew');
        }
        jobs.shift();
        printing = printNext(job);
        const mustRenew = await printing;
        printing = undefined;
        if (mustRenew) return renew('no answer on the idle connection');
        continue;
      }
      if (silent) {
        await idle(profile.answersStatus ? ASK_SILENT_MS : undefined);
        if (profile.answersStatus && jobs.length === 0) becomeChecked(await checkPrinter(session));
        continue;
      }
      const check = await checkPrinter(session);
      becomeChecked(check);
      misses = check.kind === 'no-answer' ? misses + 1 : 0;
      if (misses >= MISSES_TO_CONCLUDE) return { fault: 'no-answer', detail: '', identified };
      await idle(misses === 0 ? POLL_MS : POLL_AGAIN_MS);
    }
    if (session.noisy()) return { fault: 'no-answer', detail: 'noise instead of answers', identified: false };
    return { fault: 'cable-lost', detail: endDetail, identified };
  }

  return {
    serve,
    wake: () => wakeUp(),
    async finish(graceMs) {
      finishing = true;
      wakeUp();
      if (printing === undefined) return;
      const running = printing;
      await new Promise<void>((resolve) => {
        const cancel = timers.after(graceMs, resolve);
        void running.finally(() => {
          cancel();
          resolve();
        });
      });
    },
  };
}
