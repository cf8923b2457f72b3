import { ok, type Result } from '../result.ts';
import type { PrintCause, PrinterFault } from './cause.ts';
import { keysOf } from '../keysOf.ts';

/**
 * A print job: one slip, or one copy of it, on its way to paper. It comes to exactly one end. What is done to it is an
 * event of the journal; what it is now is the fold of them by {@link stepJob}.
 */
export interface PrintJob {
  readonly state: PrintJobState;
  /** Why it ended so, or why it is back in the queue; null when there is nothing to say. */
  readonly cause: PrintCause | null;
  /** The printer it goes or went to; null while the counter has none. */
  readonly deviceId: string | null;
  /** The visit for whose length a person let it print although another citizen is there; null without such a word. */
  readonly releasedIn: string | null;
}

/**
 * `unknown`: bytes were sent and nobody can tell whether the slip came out whole. `failed`: surely nothing came out, and the
 * printer says nothing is wrong with it. `cancelled`: given up; the slip stays valid and can be copied.
 */
export type PrintJobState = keyof typeof needs;

/** Who has to do something next. */
const needs = {
  queued: 'printer',
  printing: 'printer',
  printed: 'nobody',
  cancelled: 'nobody',
  failed: 'person',
  unknown: 'person',
} as const satisfies Record<string, 'printer' | 'person' | 'nobody'>;

/** States of a job that has not come to its end, in the order of its life. */
export const openStates = keysOf(needs).filter((state) => needs[state] !== 'nobody');

/** What can happen to a job that exists. Each is one kind of journal entry, `print.` before its name. */
export type PrintEvent =
  | { readonly kind: 'moved'; readonly deviceId: string }
  | { readonly kind: 'started'; readonly deviceId: string }
  | { readonly kind: 'postponed'; readonly cause: PrinterFault }
  | ({ readonly kind: 'settled' } & PrintSettlement)
  | { readonly kind: 'queued-again' }
  | { readonly kind: 'released'; readonly visitId: string };

/** How a job ended, or what a person said about one that nobody can tell about. */
export type PrintSettlement =
  { readonly state: 'printed' } | { readonly state: 'failed' | 'unknown' | 'cancelled'; readonly cause: PrintCause };

/** From where each event is possible; a job that does not match has gone another way and must not end twice. */
const possibleFrom = {
  moved: ['queued', 'failed'],
  started: ['queued'],
  postponed: ['printing'],
  printed: ['printing', 'unknown'],
  failed: ['printing'],
  unknown: ['printing'],
  cancelled: ['queued', 'failed'],
  'queued-again': ['failed', 'unknown'],
  released: ['queued'],
} as const satisfies Record<
  Exclude<PrintEvent['kind'], 'settled'> | PrintSettlement['state'],
  readonly PrintJobState[]
>;

/** The event is not possible in the state the job has now. */
export interface PrintJobMovedOn {
  readonly code: 'PRINT_JOB_MOVED_ON';
}

/** A job that was just asked for. */
export function newJob(deviceId: string | null): PrintJob {
  return { state: 'queued', cause: null, deviceId, releasedIn: null };
}

/** The job after the event. */
export function stepJob(job: PrintJob, event: PrintEvent): Result<PrintJob, PrintJobMovedOn> {
  const from: readonly PrintJobState[] = possibleFrom[event.kind === 'settled' ? event.state : event.kind];
  return from.includes(job.state) ? ok(changed(job, event)) : { ok: false, code: 'PRINT_JOB_MOVED_ON' };
}

function changed(job: PrintJob, event: PrintEvent): PrintJob {
  switch (event.kind) {
    case 'moved':
      return { ...job, state: 'queued', cause: null, deviceId: event.deviceId };
    case 'started':
      return { ...job, state: 'printing', cause: null, deviceId: event.deviceId };
    case 'postponed':
      return { ...job, state: 'queued', cause: event.cause };
    case 'settled':
      return { ...job, state: event.state, cause: event.state === 'printed' ? null : event.cause };
    case 'queued-again':
      return { ...job, state: 'queued', cause: null };
    case 'released':
      return { ...job, releasedIn: event.visitId };
  }
}

/**
 * How the printer says one job ended. `failed` means no paper with this slip can have come out; `unknown` means bytes were
 * sent and nobody can tell: a person must look. A job never ends twice.
 */
export type PrintOutcome =
  { readonly outcome: 'printed' } | { readonly outcome: 'failed' | 'unknown'; readonly fault: PrinterFault };

/**
 * What becomes of a job whose printer has answered. One that surely did not come out keeps its place while the printer
 * itself says that it is not ready, or was stopped by us; a printer that says it is ready and yet fails is a matter for the
 * teller.
 */
export function eventOf(outcome: PrintOutcome, printer: { readonly ready: boolean }): PrintEvent {
  if (outcome.outcome === 'printed') return { kind: 'settled', state: 'printed' };
  return outcome.outcome === 'failed' && !printer.ready
    ? { kind: 'postponed', cause: outcome.fault }
    : { kind: 'settled', state: outcome.outcome, cause: outcome.fault };
}

/**
 * Who is or was served last, as far as printing asks: who has just left may still stand there. Null before the first visit,
 * `personId` null while it is not known who it is.
 */
export type LastServed = { readonly visitId: string; readonly personId: string | null } | null;

/**
 * Whether a queued job waits for a person's word although its printer may be free: nobody's slip comes out while, or just
 * after, another citizen stands there, unless the teller lets it.
 */
export function isHeld(job: Pick<PrintJob, 'releasedIn'>, citizen: string, last: LastServed): boolean {
  if (last === null || last.personId === citizen) return false;
  return job.releasedIn !== last.visitId;
}
