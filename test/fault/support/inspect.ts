import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ANCHOR_FILE } from '../../../main/core/lookAtMemory.ts';
import { DATABASE_FILE } from '../../../main/core/port.ts';
import { sm3Text } from '../../../main/core/sm3.ts';
import { slipText } from '../../../main/domain/slip/slipText.ts';
import type { SlipLine } from '../../../main/domain/slip/line.ts';
import { openDatabase, sql, type Database } from '../../../main/store/database.ts';
import { verifyStore } from '../../../main/store/verify.ts';
import { FAULT_KEY } from './hall.ts';
import { DESK_COLUMNS } from './printerDesk.ts';

/** The files of a counter's memory, as a kill leaves them. */
export const MEMORY_FILES = [DATABASE_FILE, `${DATABASE_FILE}-wal`, ANCHOR_FILE] as const;

/** Copies a counter's memory as it lies on the disk, so that looking at it changes nothing. */
export function copyMemory(home: string): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'yiguitong-copy-'));
  for (const name of MEMORY_FILES) {
    if (existsSync(path.join(home, name))) copyFileSync(path.join(home, name), path.join(folder, name));
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** What a counter remembers, read from a copy of its files. */
export interface Memory {
  /** `null` when `verify` found nothing wrong. */
  readonly defect: string | null;
  readonly cases: ReadonlyMap<string, { readonly phase: string; readonly caseNumber: string | null }>;
  /** Case of each slip. */
  readonly slips: ReadonlyMap<string, string>;
  /** Case of each document in which a result was handed over. */
  readonly documents: ReadonlyMap<string, string>;
  readonly jobs: readonly MemorisedJob[];
  /** Queued transactions in the order they were queued. */
  readonly messages: readonly { readonly messageId: string; readonly personId: string; readonly state: string }[];
  readonly numbers: readonly { readonly day: string; readonly kind: string; readonly last: number }[];
}

/** A print job with what it puts on the paper. */
export interface MemorisedJob {
  readonly jobId: string;
  readonly state: string;
  /** The rows of the slip as they are to stand on the paper. */
  readonly rows: readonly string[];
}

/** Makes a counter's memory look as if another version of the program had made its projections. */
export function makeProjectionsStale(home: string): void {
  const opened = openDatabase(path.join(home, DATABASE_FILE), FAULT_KEY);
  if (!opened.ok) throw new Error(`the memory does not open: ${opened.code} ${opened.detail}`);
  opened.database.exec('UPDATE projection_version SET version = version - 1');
  opened.database.close();
}

const rowsOf = <Row>(database: Database, text: string): Row[] => sql<[], Row>(database, text).all();

/** Reads a counter's memory as a kill left it. Throws when it does not open. */
export function readMemory(home: string): Memory {
  const { folder, remove } = copyMemory(home);
  const opened = openDatabase(path.join(folder, DATABASE_FILE), FAULT_KEY);
  if (!opened.ok) throw new Error(`the memory does not open: ${opened.code} ${opened.detail}`);
  const { database } = opened;
  try {
    const verified = verifyStore(database, { anchorFile: path.join(folder, ANCHOR_FILE), hashText: sm3Text });
    const jobs = rowsOf<{ jobId: string; state: string; lines: string }>(
      database,
      `SELECT job_id AS jobId, state, ifnull(payload ->> '$.issued.lines', payload ->> '$.lines') AS lines
       FROM print_job JOIN journal ON sequence = content_in`,
    );
    return {
      defect: verified.ok ? null : `${verified.defect.check} ${verified.defect.where}: ${verified.defect.detail}`,
      cases: new Map(
        rowsOf<{ caseId: string; phase: string; caseNumber: string | null }>(
          database,
          'SELECT case_id AS caseId, phase, case_number AS caseNumber FROM service_case',
        ).map((row) => [row.caseId, row]),
      ),
      slips: new Map(
        rowsOf<{ slipNumber: string; caseId: string }>(
          database,
          'SELECT slip_number AS slipNumber, case_id AS caseId FROM slip',
        ).map(({ slipNumber, caseId }) => [slipNumber, caseId]),
      ),
      documents: new Map(
        rowsOf<{ number: string; caseId: string }>(
          database,
          'SELECT number, case_id AS caseId FROM result_document',
        ).map(({ number, caseId }) => [number, caseId]),
      ),
      jobs: jobs.map(({ jobId, state, lines }) => ({
        jobId,
        state,
        rows: slipText(JSON.parse(lines) as SlipLine[], DESK_COLUMNS),
      })),
      messages: rowsOf(
        database,
        `SELECT message_id AS messageId, order_key AS personId, state FROM outbox_message ORDER BY queue_id`,
      ),
      // How many of each series were given: a new workstation does not begin with the first.
      numbers: rowsOf(
        database,
        `SELECT day, kind, last + 1 - (SELECT serials_from FROM workstation_window ORDER BY since LIMIT 1) AS last
         FROM number_series`,
      ),
    };
  } finally {
    database.close();
    remove();
  }
}

/** The history of a counter's memory, oldest first. */
export function readHistory(
  home: string,
): readonly { readonly kind: string; readonly subject: string; readonly workstation: string }[] {
  const { folder, remove } = copyMemory(home);
  const opened = openDatabase(path.join(folder, DATABASE_FILE), FAULT_KEY);
  if (!opened.ok) throw new Error(`the memory does not open: ${opened.code} ${opened.detail}`);
  try {
    return rowsOf(opened.database, 'SELECT kind, subject, workstation FROM journal ORDER BY sequence');
  } finally {
    opened.database.close();
    remove();
  }
}

/** How often a job came out of the printer. */
export interface Prints {
  /** How often its head stands on the paper, whole or not. */
  readonly begun: number;
  /** Pieces that end with all of it and were cut off. */
  readonly whole: number;
}

/** The row that tells a slip from all others. */
const NUMBER_ROW = /^编号[^A-Z]*((?:BZ|SL|BJ)\d{10}-\d{4})$/;
const COPY_ROW = /【补打 (\d+)】/;
/** Rows from the number up to the rule under the mark of a copy, and at most so many of the mark; see `layoutSlip`. */
const ROWS_TO_RULE = 4;
const ROWS_OF_MARK = 3;

/** Number and copy of each head that stands on these rows. */
function headsOn(rows: readonly string[]): string[] {
  return rows.flatMap((row, at) => {
    const number = NUMBER_ROW.exec(row)?.[1];
    if (number === undefined) return [];
    const underMark = rows[at - ROWS_TO_RULE]?.startsWith('---') === true;
    const mark = rows.slice(Math.max(0, at - ROWS_TO_RULE - ROWS_OF_MARK), Math.max(0, at - ROWS_TO_RULE));
    const copy = underMark ? COPY_ROW.exec(mark.join('\n'))?.[1] : undefined;
    return [`${number} ${copy ?? '0'}`];
  });
}

/** Counts on the paper how often each job came out. */
export function countPrints(
  pieces: readonly { readonly rows: readonly string[]; readonly cut: boolean }[],
  jobs: readonly MemorisedJob[],
): ReadonlyMap<string, Prints> {
  const piecesOf = new Map<string, (typeof pieces)[number][]>();
  for (const piece of pieces) {
    for (const head of headsOn(piece.rows)) piecesOf.set(head, [...(piecesOf.get(head) ?? []), piece]);
  }
  return new Map(
    jobs.map(({ jobId, rows }) => {
      const [head] = headsOn(rows);
      if (head === undefined) throw new Error(`the slip of job ${jobId} has no number on it`);
      const begun = piecesOf.get(head) ?? [];
      const text = rows.join('\n');
      const whole = begun.filter((piece) => piece.cut && piece.rows.slice(-rows.length).join('\n') === text);
      return [jobId, { begun: begun.length, whole: whole.length }];
    }),
  );
}

/** The heads of each piece that holds more than one: part of a slip that nobody cut off, and what was printed behind it. */
export function sharedPieces(pieces: readonly { readonly rows: readonly string[] }[]): readonly (readonly string[])[] {
  return pieces.map(({ rows }) => headsOn(rows)).filter((heads) => heads.length > 1);
}
