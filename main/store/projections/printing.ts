import type { JournalEntry, PrintTarget } from '../../domain/journal/entry.ts';
import { newJob, stepJob, type PrintEvent, type PrintJob } from '../../domain/print/printJob.ts';
import { mayHoldRemains } from '../../domain/print/remains.ts';
import type { IssuedSlip } from '../../domain/slip/issued.ts';
import { change, sql, type WriteDatabase } from '../database.ts';
import type { Projectors } from './project.ts';

type Recorded = Pick<JournalEntry, 'sequence' | 'at'>;

/** A slip as issued by an act, with the job that prints it. */
export function issueSlip(database: WriteDatabase, caseId: string, entry: Recorded, issued: IssuedSlip): void {
  const { slip, jobId } = issued;
  change<[string, string, string, string, number]>(
    database,
    'INSERT INTO slip (slip_number, kind, case_id, issued_at, content_in) VALUES (?, ?, ?, ?, ?)',
  ).run(slip.number, slip.kind, caseId, entry.at, entry.sequence);
  request(database, entry, issued, { jobId, slipNumber: slip.number, copy: 0 });
}

function request(
  database: WriteDatabase,
  { sequence, at }: Recorded,
  target: PrintTarget,
  asked: { readonly jobId: string; readonly slipNumber: string; readonly copy: number },
): void {
  const { state, cause, deviceId } = newJob(target.deviceId);
  const { columns, repertoire } = target;
  change<[Record<string, string | number | null>]>(
    database,
    `INSERT INTO print_job (job_id, slip_number, copy, state, cause, requested_at, changed_at, content_in, device_id, columns,
                            repertoire)
     VALUES (@jobId, @slipNumber, @copy, @state, @cause, @at, @at, @sequence, @deviceId, @columns, @repertoire)`,
  ).run({ ...asked, state, cause, deviceId, at, sequence, columns, repertoire });
}

/** Carries what happened to a job into its row, and into what is known of the paper of its printer. */
function step(database: WriteDatabase, jobId: string, at: string, event: PrintEvent): void {
  const before = sql<[string], PrintJob>(
    database,
    'SELECT state, cause, device_id AS deviceId, released_in AS releasedIn FROM print_job WHERE job_id = ?',
  ).get(jobId);
  if (!before) throw new Error(`there is no print job ${jobId}`);
  const stepped = stepJob(before, event);
  if (!stepped.ok) throw new Error(`print job ${jobId} is ${before.state}: ${event.kind} is not possible`);
  const after = stepped.value;
  change<[string, string | null, string | null, string | null, string, string]>(
    database,
    'UPDATE print_job SET state = ?, cause = ?, device_id = ?, released_in = ?, changed_at = ? WHERE job_id = ?',
  ).run(after.state, after.cause, after.deviceId, after.releasedIn, at, jobId);
  if (before.state === 'printing' && before.deviceId !== null) notePaper(database, before.deviceId, before, after);
}

function notePaper(database: WriteDatabase, deviceId: string, before: PrintJob, after: PrintJob): void {
  const former = sql<[string], { mayHold: number }>(
    database,
    'SELECT may_hold_remains AS mayHold FROM printer_paper WHERE device_id = ?',
  ).get(deviceId);
  const mayHold = mayHoldRemains(former === undefined ? undefined : former.mayHold === 1, before, after);
  change<[string, number]>(
    database,
    `INSERT INTO printer_paper (device_id, may_hold_remains) VALUES (?, ?)
     ON CONFLICT (device_id) DO UPDATE SET may_hold_remains = excluded.may_hold_remains`,
  ).run(deviceId, mayHold ? 1 : 0);
}

/** Each print job as the fold of what happened to it, and the paper of each printer. */
export const printingProjectors = {
  'print.requested': (database, entry) => {
    const { jobId, copy } = entry.payload;
    request(database, entry, entry.payload, { jobId, slipNumber: entry.subject, copy });
  },
  'print.laid-out': (database, { sequence, payload }) => {
    change<[number, number, string, string]>(
      database,
      'UPDATE print_job SET content_in = ?, columns = ?, repertoire = ? WHERE job_id = ?',
    ).run(sequence, payload.columns, payload.repertoire, payload.jobId);
  },
  'print.moved': (database, { at, payload: { jobId, deviceId } }) => {
    step(database, jobId, at, { kind: 'moved', deviceId });
  },
  'print.started': (database, { at, payload: { jobId, deviceId } }) => {
    step(database, jobId, at, { kind: 'started', deviceId });
  },
  'print.postponed': (database, { at, payload: { jobId, cause } }) => {
    step(database, jobId, at, { kind: 'postponed', cause });
  },
  'print.settled': (database, { at, payload: { jobId, ...settlement } }) => {
    step(database, jobId, at, { kind: 'settled', ...settlement });
  },
  'print.queued-again': (database, { at, payload: { jobId } }) => {
    step(database, jobId, at, { kind: 'queued-again' });
  },
  'print.released': (database, { at, payload: { jobId, visitId } }) => {
    step(database, jobId, at, { kind: 'released', visitId });
  },
} satisfies Projectors;
