import type { SlipLine } from '../../main/domain/slip/line.ts';
import type { Timers } from '../../main/domain/time.ts';
import { checkPersistently, checkPrinter, MISSES_TO_CONCLUDE, type CheckResult } from './check.ts';
import { encodeCut, encodeReset, encodeSlipPieces, ORDERED_MARK, type SlipPiece } from './escpos.ts';
import { createMarkedPace, createTimedPace, type Pace } from './pace.ts';
import type { PrinterFault, PrinterProfile, PrintOutcome } from './port.ts';
import type { PrinterSession } from './session.ts';
import type { StatusEvent } from './status.ts';
import { windowBytes } from './window.ts';

/** Bytes handed over at once: small, so that an XOFF is obeyed before a small buffer runs over. */
const CHUNK_BYTES = 64;
/** While the printer holds the line it is asked this often why. */
const HOLD_CHECK_MS = 1_000;
/** A printer that holds the line but names no fault is only slow; a full buffer is printed well within this time. */
const HOLD_LIMIT_MS = 20_000;
/** How often a printer that has the whole job is asked for faults. */
const CONFIRM_CHECK_MS = 500;
/**
 * Beyond the time the slowest printer needs. Insurance only: to call a good print unknown is worse than to notice late,
 * and a fault that the printer names ends the wait at once.
 */
const CONFIRM_SLACK_MS = 15_000;

/** Every printer takes empty bytes at least as fast as the slowest line brings them, 9600 baud. */
const EMPTY_BYTE_MS = 1;

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
  /** What the printer said of itself before the job. */
  readonly onChecked: (check: CheckResult) => void;
}

/** How long the rest of an uncertain job may still print before the first mark behind it is answered. */
const FIRST_MARK_MS = 5_000;
/** Marks in the buffer are answered at once after each other. */
const NEXT_MARK_MS = 500;

type Stop = { readonly fault: PrinterFault } | undefined;

const isOrdered = (event: StatusEvent): true | undefined => (event.kind === 'ordered' ? true : undefined);

async function waitWhileHeld({ session, timers }: PrintJobContext): Promise<Stop> {
  const since = timers.running();
  while (session.held()) {
    const released = await session.waitFor(HOLD_CHECK_MS, (event) =>
      event.kind === 'flow' && !event.hold ? true : undefined,
    );
    if (released === true) return undefined;
    if (released === 'ended') return { fault: 'cable-lost' };
    const check = await checkPrinter(session);
    if (check.kind === 'ended') return { fault: 'cable-lost' };
    if (check.kind === 'fault') return { fault: check.fault };
    if (timers.running() - since <= HOLD_LIMIT_MS) continue;
    session.forgetHold();
    return { fault: check.kind === 'ready' ? 'offline' : 'no-answer' };
  }
  return undefined;
}

function stopOf(written: 'written' | 'timeout' | 'ended'): Stop {
  if (written === 'written') return undefined;
  return { fault: written === 'ended' ? 'cable-lost' : 'no-answer' };
}

async function send(context: PrintJobContext, bytes: Uint8Array): Promise<Stop> {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    const stop =
      (await waitWhileHeld(context)) ?? stopOf(await context.session.post(bytes.subarray(at, at + CHUNK_BYTES)));
    if (stop !== undefined) return stop;
  }
  return undefined;
}

/**
 * An uncertain job may have left its own mark in the printer's buffer, and its late answer must not be taken for that of
 * the next job. One more mark brings all of them out; they are let pass.
 */
async function flushMarks(context: PrintJobContext): Promise<Stop> {
  const stop = await send(context, ORDERED_MARK);
  if (stop !== undefined) return stop;
  for (let waitMs = FIRST_MARK_MS; ; waitMs = NEXT_MARK_MS) {
    const answer = await context.session.waitFor(waitMs, isOrdered);
    if (answer === 'ended') return { fault: 'cable-lost' };
    if (answer === 'timeout') return undefined;
  }
}

/**
 * What an answered mark is worth. A printer that loses its power can look like one on the line (a break reads as 00), so
 * it must still be there; what it says then no longer matters, the slip is out.
 */
async function concludeMarked(session: PrinterSession): Promise<Stop> {
  const check = await checkPersistently(session);
  return check.kind === 'no-answer' ? { fault: 'no-answer' } : undefined;
}

/**
 * Waits until the printer has printed what it was sent. It says so itself by answering the mark behind it: `answered`. One
 * that does not know the mark counts as done when it is on line, without a fault, after the time the slowest printer needs.
 */
async function waitForMark(
  { session, timers }: PrintJobContext,
  answersWanted: number,
  slowestMs: number,
): Promise<'answered' | 'time' | { readonly fault: PrinterFault }> {
  const since = timers.running();
  let misses = 0;
  let fault: PrinterFault = 'no-answer';
  while (timers.running() - since <= slowestMs + CONFIRM_SLACK_MS) {
    if (session.orderedAnswers() < answersWanted) await session.waitFor(CONFIRM_CHECK_MS, isOrdered);
    if (session.orderedAnswers() >= answersWanted) return 'answered';
    const check = await checkPrinter(session);
    if (session.orderedAnswers() >= answersWanted) return 'answered';
    if (check.kind === 'ended') return { fault: 'cable-lost' };
    misses = check.kind === 'no-answer' ? misses + 1 : 0;
    if (misses === MISSES_TO_CONCLUDE) return { fault: 'no-answer' };
    if (check.kind === 'ready' && timers.running() - since > slowestMs) return 'time';
    if (check.kind === 'fault') {
      fault = check.fault;
      // Off line without a cause passes by itself, e.g. while the feed button is pressed.
      if (fault !== 'offline') return { fault };
    }
  }
  return { fault };
}

/** The marks of one job: how many were sent, which of them are answered. */
function createMarks(context: PrintJobContext) {
  const before = context.session.orderedAnswers();
  let sent = 0;
  let passed = 0;
  /** A printer that once did not answer a mark does not know it: a late answer must not count for a later mark. */
  let known = true;

  return {
    send(): Promise<Stop> {
      sent += 1;
      return send(context, ORDERED_MARK);
    },
    async awaitOldest(slowestMs: number): Promise<Stop> {
      passed += 1;
      const waited = await waitForMark(context, known ? before + passed : Infinity, slowestMs);
      if (typeof waited === 'object') return waited;
      if (waited === 'time') known = false;
      return undefined;
    },
    /** Waits for the last one; `slowestMs` is the time for everything that may still be under way. */
    async awaitLast(slowestMs: number): Promise<Stop> {
      const waited = await waitForMark(context, known ? before + sent : Infinity, slowestMs);
      if (typeof waited === 'object') return waited;
      return waited === 'answered' ? concludeMarked(context.session) : undefined;
    },
  };
}

/** A small buffer gets the reset slowly: a mark in it could be swallowed by what the reset is to end. */
async function sendReset(context: PrintJobContext): Promise<Stop> {
  const reset = encodeReset(context.profile, { resync: context.clean !== 'yes' });
  if (reset.length * 2 <= windowBytes(context.profile)) return send(context, reset);
  for (let at = 0; at < reset.length; at += CHUNK_BYTES) {
    const chunk = reset.subarray(at, at + CHUNK_BYTES);
    const stop = await send(context, chunk);
    if (stop !== undefined) return stop;
    await context.session.waitFor(chunk.length * EMPTY_BYTE_MS, () => undefined);
  }
  return undefined;
}

/** Finds out whether the printer can print, and puts it into a known state. Nothing comes out of the printer by it. */
async function prepare(context: PrintJobContext): Promise<Stop> {
  const { session, profile, clean } = context;
  if (profile.answersStatus) {
    const check = await checkPersistently(session);
    if (check.kind === 'ended') return { fault: 'cable-lost' };
    if (check.kind === 'no-answer') return { fault: 'no-answer' };
    context.onChecked(check);
    if (check.kind === 'fault') return { fault: check.fault };
  }
  const stop = (await sendReset(context)) ?? stopOf(await session.flush());
  if (stop !== undefined) return stop;
  if (clean === 'no' && profile.answersStatus) {
    const flushStop = await flushMarks(context);
    if (flushStop !== undefined) return flushStop;
  }
  return session.ended() ? { fault: 'cable-lost' } : undefined;
}

async function sendAndConfirm(context: PrintJobContext, lines: readonly SlipLine[]): Promise<Stop> {
  const { session, profile, clean, timers } = context;
  const slip = encodeSlipPieces(lines, profile);
  const pieces: readonly SlipPiece[] = clean === 'no' ? [encodeCut(profile), ...slip] : slip;
  const marks = createMarks(context);
  const room = { windowBytes: windowBytes(profile) };
  const pace: Pace<PrinterFault> = profile.answersStatus
    ? createMarkedPace({
        ...room,
        sendMark: () => marks.send(),
        awaitMark: (slowestMs) => marks.awaitOldest(slowestMs),
      })
    : createTimedPace({ ...room, session, timers, lost: 'cable-lost' });
  // The reset was sent already, but may still be in the buffer.
  const reset = encodeReset(profile, { resync: clean !== 'yes' });
  await pace.admit({ bytes: reset, slowestMs: reset.length * EMPTY_BYTE_MS });
  for (const piece of pieces) {
    const stop = (await pace.admit(piece)) ?? (await send(context, piece.bytes));
    if (stop !== undefined) return stop;
  }
  if (!profile.answersStatus) return stopOf(await session.flush());
  const slowestMs = pieces.reduce((sum, piece) => sum + piece.slowestMs, 0);
  return (await marks.send()) ?? marks.awaitLast(slowestMs);
}

/** Runs one job on an open connection to its one outcome. */
export async function runPrintJob(context: PrintJobContext, lines: readonly SlipLine[]): Promise<PrintOutcome> {
  const obstacle = await prepare(context);
  if (obstacle !== undefined) return { outcome: 'failed', fault: obstacle.fault };
  const stop = await sendAndConfirm(context, lines);
  return stop === undefined ? { outcome: 'printed' } : { outcome: 'unknown', fault: stop.fault };
}
