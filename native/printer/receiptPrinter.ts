import type { SlipLine } from '../../main/domain/slip/line.ts';
import type { LinkOpenFailure, OpenLink, Unsubscribe } from '../transport/port.ts';
import type { Timers } from '../transport/timers.ts';
import { checkPrinter, checkResult, type CheckResult, MISSES_TO_CONCLUDE } from './check.ts';
import type { PrinterFault, PrinterProfile, PrinterStatus, PrintOutcome, ReceiptPrinter } from './port.ts';
import { type PrintJobContext, runPrintJob } from './printJob.ts';
import { createPrinterSession, type PrinterSession } from './session.ts';
import { automaticConditions } from './status.ts';

/** Waits between attempts to open the port: quick at first for a cable that was only bumped, then rarely. */
const BACK_OFF_MS = [500, 1_000, 2_000, 5_000, 10_000] as const;
/** A driver of a USB adapter can hang in opening; jobs must not wait for it for ever. */
const OPEN_LIMIT_MS = 5_000;
/** Soon enough for a light on the screen, rare enough to be nothing on a 9600 baud line. */
const POLL_MS = 2_000;
/** After an unanswered poll, and while the first answer is awaited. */
const POLL_AGAIN_MS = 500;
/** A stop lets the running job end by itself this long, so that its outcome is known. */
const STOP_GRACE_MS = 5_000;

const OPEN_FAULTS = {
  NOT_FOUND: 'not-found',
  BUSY: 'port-busy',
  DENIED: 'port-denied',
  FAILED: 'not-found',
} as const satisfies Record<LinkOpenFailure, PrinterFault>;

/** What a receipt printer is made of. */
export interface ReceiptPrinterParts {
  readonly open: OpenLink;
  readonly profile: PrinterProfile;
  readonly timers: Timers;
  /** Takes one line for the technician, without anything of what is printed. */
  readonly log: (line: string) => void;
}

interface WaitingJob {
  readonly lines: readonly SlipLine[];
  readonly settle: (outcome: PrintOutcome) => void;
}

interface Supervision {
  readonly parts: ReceiptPrinterParts;
  readonly jobs: WaitingJob[];
  status: PrinterStatus;
  readonly listeners: Set<(status: PrinterStatus) => void>;
  /** Ends the present idle wait early; replaced by each wait. */
  wake: () => void;
  stopping: boolean;
  session: PrinterSession | undefined;
  /** Openings that failed, or links that ended without the printer having been ready, in a row. */
  setbacks: number;
  leftClean: PrintJobContext['clean'];
}

function isSame(a: PrinterStatus, b: PrinterStatus): boolean {
  if (a.state === 'ready') return b.state === 'ready' && a.paper === b.paper;
  if (a.state === 'not-ready') return b.state === 'not-ready' && a.fault === b.fault && a.detail === b.detail;
  return b.state === 'connecting';
}

function become(self: Supervision, status: PrinterStatus): void {
  if (isSame(self.status, status)) return;
  self.status = status;
  self.parts.log(`printer ${status.state === 'not-ready' ? `${status.fault} ${status.detail}` : status.state}`.trim());
  for (const listener of [...self.listeners]) listener(status);
}

function becomeFault(self: Supervision, fault: PrinterFault, detail = ''): void {
  become(self, { state: 'not-ready', fault, detail });
}

function becomeChecked(self: Supervision, check: CheckResult): void {
  if (check.kind === 'ready') {
    self.setbacks = 0;
    become(self, { state: 'ready', paper: check.paper });
  } else if (check.kind === 'fault') {
    becomeFault(self, check.fault);
  }
}

/** Waits until the time is over, a job or a stop comes in, or the link ends. */
function idle(self: Supervision, ms: number | undefined): Promise<void> {
  return new Promise((resolve) => {
    const cancel = ms === undefined ? () => undefined : self.parts.timers.after(ms, () => self.wake());
    self.wake = () => {
      cancel();
      self.wake = () => undefined;
      resolve();
    };
    // What happened before anybody waited must not be slept over.
    if (self.stopping || self.jobs.length > 0 || self.session?.ended() === true) self.wake();
  });
}

function failAll(self: Supervision, fault: PrinterFault): void {
  for (const job of self.jobs.splice(0)) job.settle({ outcome: 'failed', fault });
}

type Opened = Awaited<ReturnType<OpenLink>>;

/** Opens within the limit. A link that comes too late is closed, so that it does not keep the port busy. */
function openInTime({ parts }: Supervision): Promise<Opened | 'timeout'> {
  return new Promise((resolve, reject) => {
    let late = false;
    const cancel = parts.timers.after(OPEN_LIMIT_MS, () => {
      late = true;
      resolve('timeout');
    });
    parts.open().then((opened) => {
      cancel();
      if (late && opened.ok) void opened.link.close();
      resolve(opened);
    }, reject);
  });
}

async function printNext(self: Supervision, session: PrinterSession, job: WaitingJob): Promise<void> {
  const { profile, timers } = self.parts;
  const outcome = await runPrintJob({ session, profile, timers, clean: self.leftClean }, job.lines);
  self.leftClean = outcome.outcome === 'printed' ? 'yes' : outcome.outcome === 'unknown' ? 'no' : self.leftClean;
  if (outcome.outcome !== 'printed') {
    self.parts.log(`print ${outcome.outcome}: ${outcome.fault}`);
    if (!session.ended()) becomeFault(self, outcome.fault);
  }
  job.settle(outcome);
}

/** Polls and prints until the link ends or the printer is stopped. */
async function serve(self: Supervision, session: PrinterSession): Promise<void> {
  const { answersStatus } = self.parts.profile;
  if (!answersStatus) becomeChecked(self, { kind: 'ready', paper: 'ok' });
  let misses = 0;
  while (!session.ended() && !self.stopping) {
    const job = self.jobs.shift();
    if (job !== undefined) {
      await printNext(self, session, job);
      if (!answersStatus && !session.ended()) becomeChecked(self, { kind: 'ready', paper: 'ok' });
      continue;
    }
    if (!answersStatus) {
      await idle(self, undefined);
      continue;
    }
    const check = await checkPrinter(session);
    misses = check.kind === 'no-answer' ? misses + 1 : 0;
    becomeChecked(self, check);
    if (misses >= MISSES_TO_CONCLUDE) becomeFault(self, 'no-answer');
    await idle(self, misses === 0 || misses >= MISSES_TO_CONCLUDE ? POLL_MS : POLL_AGAIN_MS);
  }
}

async function serveLink(self: Supervision, opened: Extract<Opened, { ok: true }>): Promise<void> {
  const session = createPrinterSession(opened.link, self.parts.timers);
  self.session = session;
  // The printer may have been switched off, replaced, or left in the middle of a job by an earlier run.
  if (self.leftClean === 'yes') self.leftClean = 'maybe';
  session.onEvent((event) => {
    if (event.kind === 'automatic') becomeChecked(self, checkResult(automaticConditions(event.bytes)));
  });
  opened.link.onEnd((end) => {
    if (end.kind === 'lost') becomeFault(self, 'cable-lost', end.detail);
    self.wake();
  });
  await serve(self, session);
  await session.close();
  self.session = undefined;
}

async function supervise(self: Supervision): Promise<void> {
  while (!self.stopping) {
    const opened = await openInTime(self);
    if (opened !== 'timeout' && opened.ok) {
      // Jobs still waiting when the link ends have had nothing sent: they get an attempt of their own, at once.
      await serveLink(self, opened);
    } else {
      const fault = opened === 'timeout' ? 'no-answer' : OPEN_FAULTS[opened.code];
      becomeFault(self, fault, opened === 'timeout' ? 'the port does not open' : opened.detail);
      failAll(self, fault);
    }
    const wait = BACK_OFF_MS[Math.min(self.setbacks, BACK_OFF_MS.length - 1)];
    self.setbacks += 1;
    // Returns at once when the printer is being stopped or a job waits.
    await idle(self, wait);
  }
}

/** Makes a supervised printer; nothing happens before `start`. */
export function createReceiptPrinter(parts: ReceiptPrinterParts): ReceiptPrinter {
  const self: Supervision = {
    parts,
    jobs: [],
    status: { state: 'connecting' },
    listeners: new Set(),
    wake: () => undefined,
    stopping: false,
    session: undefined,
    setbacks: 0,
    leftClean: 'maybe',
  };
  let supervision: Promise<void> | undefined;

  return {
    profile: parts.profile,
    status: () => self.status,
    subscribe(listener): Unsubscribe {
      const entry = (status: PrinterStatus): void => listener(status);
      self.listeners.add(entry);
      return () => void self.listeners.delete(entry);
    },
    start() {
      supervision ??= supervise(self);
    },
    noteRemains() {
      self.leftClean = 'no';
    },
    print(lines) {
      if (supervision === undefined || self.stopping) return Promise.resolve({ outcome: 'failed', fault: 'offline' });
      return new Promise((resolve) => {
        self.jobs.push({ lines, settle: resolve });
        self.wake();
      });
    },
    async stop() {
      self.stopping = true;
      failAll(self, 'offline');
      self.wake();
      const force = parts.timers.after(STOP_GRACE_MS, () => void self.session?.close());
      await supervision;
      force();
    },
  };
}
