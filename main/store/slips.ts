import type { SlipKind } from '../domain/slip/slip.ts';
import { sql, type Database } from './database.ts';

/** State of a print job. Only `printed`, `failed` (until printed again) and `cancelled` need nobody. */
export type PrintJobState = 'queued' | 'printing' | 'printed' | 'failed' | 'unknown' | 'cancelled';

/** A print job with the slip it prints. */
export interface PrintJobRow {
  readonly jobId: string;
  readonly slipNumber: string;
  readonly slipKind: SlipKind;
  readonly caseId: string;
  readonly visitId: string;
  readonly copy: number;
  readonly state: PrintJobState;
  readonly cause: string;
  readonly requestedAt: string;
  readonly changedAt: string;
  /** Null while this counter had no printer. */
  readonly deviceId: string | null;
  /** Name of that printer, also of one that was removed meanwhile; null without one. */
  readonly printerName: string | null;
}

/** A job with what is to be printed. */
export interface PrintableJobRow extends PrintJobRow {
  /** Canonical JSON. */
  readonly lines: string;
  readonly columns: number | null;
  readonly repertoire: string | null;
}

/** A slip as issued. `lines` and `model` are canonical JSON. */
export interface SlipRow {
  readonly slipNumber: string;
  readonly kind: SlipKind;
  readonly caseId: string;
  readonly issuedAt: string;
  readonly columns: 32 | 48;
  readonly model: string;
  readonly lines: string;
}

const JOB_COLUMNS = `job_id AS jobId, print_job.slip_number AS slipNumber, slip.kind AS slipKind, slip.case_id AS caseId,
    service_case.visit_id AS visitId, copy, print_job.state AS state, cause, requested_at AS requestedAt,
    print_job.changed_at AS changedAt, device_id AS deviceId, device.name AS printerName`;
const JOB_TABLES = `print_job JOIN slip USING (slip_number) JOIN service_case USING (case_id) LEFT JOIN device USING (device_id)`;
const JOB = `SELECT ${JOB_COLUMNS} FROM ${JOB_TABLES}`;

/** The slip with this number. */
export function findSlip(database: Database, slipNumber: string): SlipRow | undefined {
  return sql<[string], SlipRow>(
    database,
    `SELECT slip_number AS slipNumber, kind, case_id AS caseId, issued_at AS issuedAt, columns, model, lines
     FROM slip WHERE slip_number = ?`,
  ).get(slipNumber);
}

/** The slips of a case, oldest first. */
export function slipsOfCase(database: Database, caseId: string): Pick<SlipRow, 'slipNumber' | 'kind' | 'issuedAt'>[] {
  return sql<[string], Pick<SlipRow, 'slipNumber' | 'kind' | 'issuedAt'>>(
    database,
    'SELECT slip_number AS slipNumber, kind, issued_at AS issuedAt FROM slip WHERE case_id = ? ORDER BY issued_at',
  ).all(caseId);
}

/** Every print of a slip: the first and its copies. */
export function jobsOfSlip(database: Database, slipNumber: string): PrintJobRow[] {
  return sql<[string], PrintJobRow>(database, `${JOB} WHERE print_job.slip_number = ? ORDER BY copy`).all(slipNumber);
}

/** One print job. */
export function findJob(database: Database, jobId: string): PrintJobRow | undefined {
  return sql<[string], PrintJobRow>(database, `${JOB} WHERE job_id = ?`).get(jobId);
}

/** Jobs not yet at a good end, oldest first: those a person or the printer still has to do something about. */
export function openJobs(database: Database): PrintJobRow[] {
  return sql<[], PrintJobRow>(
    database,
    `${JOB} WHERE print_job.state IN ('queued', 'printing', 'unknown', 'failed') ORDER BY requested_at, job_id`,
  ).all();
}

/** The job to print next at this printer, in the order asked. */
export function nextQueuedJob(database: Database, deviceId: string): PrintableJobRow | undefined {
  return sql<[string], PrintableJobRow>(
    database,
    `SELECT ${JOB_COLUMNS}, ifnull(print_job.lines, slip.lines) AS lines, print_job.columns AS columns, repertoire
     FROM ${JOB_TABLES}
     WHERE print_job.state = 'queued' AND device_id = ? ORDER BY requested_at, job_id LIMIT 1`,
  ).get(deviceId);
}

/** Jobs that were made when this counter had no printer, in the order asked. */
export function jobsWithoutPrinter(database: Database): PrintJobRow[] {
  return sql<[], PrintJobRow>(
    database,
    `${JOB} WHERE print_job.state = 'queued' AND device_id IS NULL ORDER BY requested_at, job_id`,
  ).all();
}
