import { canonicalJson } from '../../domain/journal/canonicalJson.ts';
import type { IssuedSlip, PrintTarget } from '../../domain/journal/entry.ts';
import { sql, type Database } from '../database.ts';
import type { Projectors } from './project.ts';

function issue(database: Database, caseId: string, at: string, issued: IssuedSlip): void {
  sql<[string, string, string, string, number, string, string]>(
    database,
    'INSERT INTO slip (slip_number, kind, case_id, issued_at, columns, model, lines) VALUES (?, ?, ?, ?, ?, ?, ?)',
  ).run(
    issued.slip.number,
    issued.slip.kind,
    caseId,
    at,
    issued.columns,
    canonicalJson(issued.slip),
    canonicalJson(issued.lines),
  );
  request(database, issued, { jobId: issued.jobId, slipNumber: issued.slip.number, copy: 0, at, lines: null });
}

function request(
  database: Database,
  target: PrintTarget,
  job: {
    readonly jobId: string;
    readonly slipNumber: string;
    readonly copy: number;
    readonly at: string;
    readonly lines: string | null;
  },
): void {
  sql<[string, string, number, string, string, string | null, string | null, number, string]>(
    database,
    `INSERT INTO print_job
       (job_id, slip_number, copy, state, cause, requested_at, changed_at, lines, device_id, columns, repertoire)
     VALUES (?, ?, ?, 'queued', '', ?, ?, ?, ?, ?, ?)`,
  ).run(
    job.jobId,
    job.slipNumber,
    job.copy,
    job.at,
    job.at,
    job.lines,
    target.deviceId,
    target.columns,
    target.repertoire,
  );
}

/** The states a job may come from; a job that does not match has already ended and must not end twice. */
function change(
  database: Database,
  jobId: string,
  from: readonly string[],
  to: string,
  cause: string,
  at: string,
): void {
  const { changes } = sql<[string, string, string, string, string]>(
    database,
    `UPDATE print_job SET state = ?, cause = ?, changed_at = ?
     WHERE job_id = ? AND state IN (SELECT value FROM json_each(?))`,
  ).run(to, cause, at, jobId, JSON.stringify(from));
  if (changes !== 1) throw new Error(`print job ${jobId} can not become ${to} now`);
}

/** Slips as issued, and the one outcome of each print job. */
export const printingProjectors = {
  'case.notify': (database, { subject, at, payload }) => {
    issue(database, subject, at, payload.issued);
  },
  'case.accept': (database, { subject, at, payload }) => {
    issue(database, subject, at, payload.issued);
  },
  'case.complete': (database, { subject, at, payload }) => {
    issue(database, subject, at, payload.issued);
  },
  'print.requested': (database, { subject, at, payload }) => {
    request(database, payload, {
      jobId: payload.jobId,
      slipNumber: subject,
      copy: payload.copy,
      at,
      lines: canonicalJson(payload.lines),
    });
  },
  'print.moved': (database, { at, payload }) => {
    const { changes } = sql<[string, string, string]>(
      database,
      `UPDATE print_job SET device_id = ?, state = 'queued', cause = '', changed_at = ?
       WHERE job_id = ? AND state IN ('queued', 'failed')`,
    ).run(payload.deviceId, at, payload.jobId);
    if (changes !== 1) throw new Error(`print job ${payload.jobId} can not be moved now`);
  },
  'print.laid-out': (database, { payload }) => {
    sql<[string, number, string, string]>(
      database,
      'UPDATE print_job SET lines = ?, columns = ?, repertoire = ? WHERE job_id = ?',
    ).run(canonicalJson(payload.lines), payload.columns, payload.repertoire, payload.jobId);
  },
  'print.started': (database, { at, payload }) => {
    change(database, payload.jobId, ['queued'], 'printing', '', at);
  },
  'print.postponed': (database, { at, payload }) => {
    change(database, payload.jobId, ['printing'], 'queued', payload.cause, at);
  },
  'print.settled': (database, { at, payload }) => {
    const from = payload.state === 'cancelled' ? ['queued', 'failed'] : ['printing', 'unknown'];
    change(database, payload.jobId, from, payload.state, payload.state === 'printed' ? '' : payload.cause, at);
  },
  'print.queued-again': (database, { at, payload }) => {
    change(database, payload.jobId, ['unknown', 'failed'], 'queued', '', at);
  },
} satisfies Projectors;
