import type { LaidOutFor } from '../domain/journal/entry.ts';
import { openStates, type PrintJob } from '../domain/print/printJob.ts';
import type { SlipKind } from '../domain/slip/slip.ts';
import { sql, type ReadDatabase } from './database.ts';

/** A print job with the slip it prints. */
export interface PrintJobRow extends PrintJob, LaidOutFor {
  readonly jobId: string;
  readonly slipNumber: string;
  readonly slipKind: SlipKind;
  readonly caseId: string;
  /** The citizen of the case. */
  readonly personId: string;
  readonly personName: string;
  readonly itemCode: string;
  readonly itemVersion: number;
  readonly copy: number;
  readonly requestedAt: string;
  readonly changedAt: string;
  /** Name of the printer, also of one that was removed meanwhile; null without one. */
  readonly printerName: string | null;
  /** Sequence of the journal entry that holds what is printed. */
  readonly contentIn: number;
}

/** A slip that was issued. */
export interface SlipRow {
  readonly slipNumber: string;
  readonly kind: SlipKind;
  readonly caseId: string;
  readonly issuedAt: string;
  /** Sequence of the journal entry that holds the slip and its lines as issued. */
  readonly contentIn: number;
}

const JOB_COLUMNS = `job_id AS jobId, print_job.slip_number AS slipNumber, slip.kind AS slipKind, slip.case_id AS caseId,
    person_id AS personId, person.name AS personName, item_code AS itemCode, item_version AS itemVersion, copy, print_job.state AS state, cause, requested_at AS requestedAt,
    print_job.changed_at AS changedAt, device_id AS deviceId, released_in AS releasedIn,
    columns, repertoire, print_job.content_in AS contentIn, device.name AS printerName`;
const JOB_TABLES = `print_job JOIN slip USING (slip_number) JOIN service_case USING (case_id) JOIN person USING (person_id)
    LEFT JOIN device USING (device_id)`;
const OPEN = openStates.map((state) => `'${state}'`).join(', ');
const JOB = `SELECT ${JOB_COLUMNS} FROM ${JOB_TABLES}`;

/** The slip with this number. */
export function findSlip(database: ReadDatabase, slipNumber: string): SlipRow | undefined {
  return sql<[string], SlipRow>(
    database,
    `SELECT slip_number AS slipNumber, kind, case_id AS caseId, issued_at AS issuedAt, content_in AS contentIn
     FROM slip WHERE slip_number = ?`,
  ).get(slipNumber);
}

/** How many slips of a kind this counter has issued on a hall day. Their numbers begin with both, and are the key. */
export function countSlips(database: ReadDatabase, kind: SlipKind, day: string): number {
  const from = `${kind}${day.replaceAll('-', '')}`;
  return (
    sql<[string, string], { n: number }>(
      database,
      'SELECT count(*) AS n FROM slip WHERE slip_number >= ? AND slip_number < ?',
    ).get(from, `${from}~`)?.n ?? 0
  );
}

/** The slips of a case, oldest first. */
export function slipsOfCase(
  database: ReadDatabase,
  caseId: string,
): Pick<SlipRow, 'slipNumber' | 'kind' | 'issuedAt'>[] {
  return sql<[string], Pick<SlipRow, 'slipNumber' | 'kind' | 'issuedAt'>>(
    database,
    'SELECT slip_number AS slipNumber, kind, issued_at AS issuedAt FROM slip WHERE case_id = ? ORDER BY issued_at',
  ).all(caseId);
}

/** Every print of a slip: the first and its copies. */
export function jobsOfSlip(database: ReadDatabase, slipNumber: string): PrintJobRow[] {
  return sql<[string], PrintJobRow>(database, `${JOB} WHERE print_job.slip_number = ? ORDER BY copy`).all(slipNumber);
}

/** One print job. */
export function findJob(database: ReadDatabase, jobId: string): PrintJobRow | undefined {
  return sql<[string], PrintJobRow>(database, `${JOB} WHERE job_id = ?`).get(jobId);
}

/** Jobs not yet at a good end, oldest first: those a person or the printer still has to do something about. */
export function openJobs(database: ReadDatabase): PrintJobRow[] {
  return sql<[], PrintJobRow>(
    database,
    `${JOB} WHERE print_job.state IN (${OPEN}) ORDER BY requested_at, job_id`,
  ).all();
}

/** The jobs that wait for this printer, in the order asked. */
export function queuedJobs(database: ReadDatabase, deviceId: string): PrintJobRow[] {
  return sql<[string], PrintJobRow>(
    database,
    `${JOB} WHERE print_job.state = 'queued' AND device_id = ? ORDER BY requested_at, job_id`,
  ).all(deviceId);
}

/** Jobs that were made when this counter had no printer, in the order asked. */
export function jobsWithoutPrinter(database: ReadDatabase): PrintJobRow[] {
  return sql<[], PrintJobRow>(
    database,
    `${JOB} WHERE print_job.state = 'queued' AND device_id IS NULL ORDER BY requested_at, job_id`,
  ).all();
}

/**
 * Whether part of a slip may hang in this printer, by all that ever happened at it; true for one that has never ended a job
 * here.
 */
export function paperMayHoldRemains(database: ReadDatabase, deviceId: string): boolean {
  const known = sql<[string], { mayHold: number }>(
    database,
    'SELECT may_hold_remains AS mayHold FROM printer_paper WHERE device_id = ?',
  ).get(deviceId);
  return known?.mayHold !== 0;
}
