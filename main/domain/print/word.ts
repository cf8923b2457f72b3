import type { Result } from '../result.ts';
import type { PrintEvent, PrintJob, PrintJobMovedOn, PrintJobState } from './printJob.ts';

/**
 * What a person may say of a print job: of one nobody can tell about whether it came out, of one that failed that the cause
 * is gone, of one that has not come out yet that it is not wanted, goes to another printer, or may come out although another
 * citizen is there.
 */
export type PrintWord =
  | { readonly kind: 'came-out' | 'did-not-come-out' | 'print-again' | 'not-wanted' }
  | { readonly kind: 'move'; readonly deviceId: string }
  | { readonly kind: 'release'; readonly visitId: string };

/** In which state a person is asked for the word, or may give it: only the printer itself speaks of a job that is at it. */
const answersTo = {
  'came-out': ['unknown'],
  'did-not-come-out': ['unknown'],
  'print-again': ['failed'],
  'not-wanted': ['queued', 'failed'],
  move: ['queued', 'failed'],
  release: ['queued'],
} as const satisfies Record<PrintWord['kind'], readonly PrintJobState[]>;

/** What happens to the job by a person's word. */
export function eventOfWord(job: Pick<PrintJob, 'state'>, word: PrintWord): Result<PrintEvent, PrintJobMovedOn> {
  const states: readonly PrintJobState[] = answersTo[word.kind];
  return states.includes(job.state) ? { ok: true, value: event(word) } : { ok: false, code: 'PRINT_JOB_MOVED_ON' };
}

function event(word: PrintWord): PrintEvent {
  switch (word.kind) {
    case 'came-out':
      return { kind: 'settled', state: 'printed' };
    case 'did-not-come-out':
    case 'print-again':
      return { kind: 'queued-again' };
    case 'not-wanted':
      return { kind: 'settled', state: 'cancelled', cause: 'not-wanted' };
    case 'move':
      return { kind: 'moved', deviceId: word.deviceId };
    case 'release':
      return { kind: 'released', visitId: word.visitId };
  }
}
