import type { SlipLine } from '../../main/domain/slip/line.ts';
import type { Timers } from '../transport/timers.ts';
import { checkPersistently, checkPrinter, MISSES_TO_CONCLUDE } from './check.ts';
import { encodeCut, encodeReset, encodeSlip, ORDERED_MARK } from './escpos.ts';
import type { PrinterFault, PrinterProfile, PrintOutcome } from './port.ts';
import type { PrinterSession } from './session.ts';

/** Bytes handed over at once: small, so that an XOFF is obeyed before a small buffer runs over. */
const CHUNK_BYTES = 64;
/** While the printer holds the line it is asked this often why. */
const HOLD_CHECK_MS = 1_000;
/** A printer that holds the line but names no fault is only slow; a full buffer is printed well within this time. */
const HOLD_LIMIT_MS = 20_000;
/** How often a printer that has the whole job is asked for faults. */
const CONFIRM_CHECK_MS = 500;
/** The slowest printers (50 mm/s) need 75 ms for a row and 500 ms for a code. */
const SLOW_LINE_MS = 120;
/** Feeding to the cutter, cutting. */
const SLOW_END_MS = 2_000;
/**
 * Beyond the time the slowest printer needs. Insurance only: to call a good print unknown is worse than to notice late,
 * and a fault that the printer names ends the wait at once.
 */
const CONFIRM_SLACK_MS = 15_000;

/** What a job needs. `clean` tells what an earlier job left in the printer. */
export interface PrintJobContext {
  readonly session: PrinterSession;
  readonly profile: PrinterProfile;
  readonly timers: Timers;
  /**
   * `yes`: the last job on this connection ended well. `maybe`: new connection, a job of an earlier run may hang in the
   * printer's parser. `no`: part of a slip may be on the paper and must be cut off first.
   */
  readonly clean: 'yes' | 'maybe' | 'no';
}

type Stop = { readonly fault: PrinterFault } | undefined;

async function waitWhileHeld({ session, timers }: PrintJobContext): Promise<Stop> {
  const since = timers.now();
  while (session.held()) {
    const released = await session.waitFor(HOLD_CHECK_MS, (event) =>
      event.kind === 'flow' && !event.hold ? true : undefined,
    );
    if (released === true) return undefined;
    if (released === 'ended') return { fault: 'cable-lost' };
    const check = await checkPrinter(session);
    if (check.kind === 'ended') return { fault: 'cable-lost' };
    if (check.kind === 'fault') return { fault: check.fault };
    if (timers.now() - since <= HOLD_LIMIT_MS) continue;
    session.forgetHold();
    return { fault: check.kind === 'ready' ? 'offline' : 'no-answer' };
  }
  return undefined;
}

async function send(context: PrintJobContext, bytes: Uint8Array): Promise<Stop> {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    const stop = await waitWhileHeld(context);
    if (stop !== undefined) return stop;
    const written = await context.session.write(bytes.subarray(at, at + CHUNK_BYTES));
    if (written === 'ended') return { fault: 'cable-lost' };
    if (written === 'timeout') return { fault: 'no-answer' };
  }
  return undefined;
}

/**
 * Waits until the printer has printed what it was sent. It says so itself by answering the mark behind the job. One that
 * does not know the mark counts as done when it is on line, without a fault, after the time the slowest printer needs.
 */
async function confirm(context: PrintJobContext, marksBefore: number, lineCount: number): Promise<Stop> {
  const { session, timers } = context;
  const since = timers.now();
  const slowestMs = SLOW_END_MS + lineCount * SLOW_LINE_MS;
  let misses = 0;
  let fault: PrinterFault = 'no-answer';
  while (timers.now() - since <= slowestMs + CONFIRM_SLACK_MS) {
    if (session.orderedAnswers() > marksBefore) return undefined;
    const marked = await session.waitFor(CONFIRM_CHECK_MS, (event) => (event.kind === 'ordered' ? true : undefined));
    if (marked === true) return undefined;
    const check = await checkPrinter(session);
    if (session.orderedAnswers() > marksBefore) return undefined;
    if (check.kind === 'ended') return { fault: 'cable-lost' };
    misses = check.kind === 'no-answer' ? misses + 1 : 0;
    if (misses === MISSES_TO_CONCLUDE) return { fault: 'no-answer' };
    if (check.kind === 'ready' && timers.now() - since > slowestMs) return undefined;
    if (check.kind === 'fault') {
      fault = check.fault;
      // Off line without a cause passes by itself, e.g. while the feed button is pressed.
      if (fault !== 'offline') return { fault };
    }
  }
  return { fault };
}

/** Runs one job on an open connection to its one outcome. */
export async function runPrintJob(context: PrintJobContext, lines: readonly SlipLine[]): Promise<PrintOutcome> {
  const { session, profile, clean } = context;
  if (profile.answersStatus) {
    const before = await checkPersistently(session);
    if (before.kind === 'ended') return { outcome: 'failed', fault: 'cable-lost' };
    if (before.kind === 'no-answer') return { outcome: 'failed', fault: 'no-answer' };
    if (before.kind === 'fault') return { outcome: 'failed', fault: before.fault };
  }

  // The reset prints nothing: as long as only it has been sent, no paper can have come out.
  const resetStop = await send(context, encodeReset({ resync: clean !== 'yes' }));
  if (resetStop !== undefined) return { outcome: 'failed', fault: resetStop.fault };

  const marksBefore = session.orderedAnswers();
  const parts = [
    ...(clean === 'no' ? [encodeCut(profile)] : []),
    encodeSlip(lines, profile),
    ...(profile.answersStatus ? [ORDERED_MARK] : []),
  ];
  if (session.ended()) return { outcome: 'failed', fault: 'cable-lost' };
  const sendStop = await send(context, Buffer.concat(parts));
  const stop = sendStop ?? (profile.answersStatus ? await confirm(context, marksBefore, lines.length) : undefined);
  return stop === undefined ? { outcome: 'printed' } : { outcome: 'unknown', fault: stop.fault };
}
