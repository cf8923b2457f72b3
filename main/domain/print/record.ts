import type { Actor } from '../staff/actor.ts';
import type { NewEntry } from '../journal/entry.ts';
import type { PrintEvent } from './printJob.ts';

/** The journal entry that says this happened to a job. */
export function recordOf(
  job: { readonly jobId: string; readonly slipNumber: string },
  event: PrintEvent,
  actor: Actor,
): NewEntry {
  const { jobId } = job;
  const about = { subject: job.slipNumber, actor };
  switch (event.kind) {
    case 'moved':
      return { kind: 'print.moved', ...about, payload: { jobId, deviceId: event.deviceId } };
    case 'started':
      return { kind: 'print.started', ...about, payload: { jobId, deviceId: event.deviceId } };
    case 'postponed':
      return { kind: 'print.postponed', ...about, payload: { jobId, cause: event.cause } };
    case 'settled': {
      const { kind: _, ...settlement } = event;
      return { kind: 'print.settled', ...about, payload: { jobId, ...settlement } };
    }
    case 'queued-again':
      return { kind: 'print.queued-again', ...about, payload: { jobId } };
    case 'released':
      return { kind: 'print.released', ...about, payload: { jobId, visitId: event.visitId } };
  }
}
