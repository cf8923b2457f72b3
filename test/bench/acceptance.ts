import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { demoPeople } from '../../main/demo/people.ts';
import { performAct } from '../../main/services/act.ts';
import { createCaseAccess } from '../../main/services/caseAccess.ts';
import { createCases } from '../../main/services/cases.ts';
import { createRefusedTries } from '../../main/services/refusedTries.ts';
import { createVisits } from '../../main/services/visits.ts';
import type { Database } from '../../main/store/database.ts';
import { migrate } from '../../main/store/migrations/migrate.ts';
import { putDraft } from '../../main/store/workingState.ts';
import type { BenchRow } from './benchRow.ts';
import { restOfAcceptance } from './support/acceptanceParts.ts';
import { BENCH_TELLER, benchContext, emptyDevices, median, openBench } from './support/counterContext.ts';

/**
 * Acceptances measured, and those before them on both sides: a counter runs for days, so what counts is the time after the
 * engine has compiled what it runs often (measured: until about the 300th). A window's day has 999 numbers.
 */
const MEASURED = 500;
const WARM_UP = 400;
const ITEM = 'YB0310';
const BAR = 1.5;

const FORM = { applicant: 'self', 'insurance-type': '390', phone: '13900000003' };

/** The rows one acceptance leaves behind, read back from our own database. */
const READ = {
  journal: 'SELECT * FROM journal ORDER BY sequence DESC LIMIT 1',
  serviceCase:
    'SELECT phase, case_number, due_on, changed_at, revision, snapshot, case_id FROM service_case WHERE case_id = ?',
  slip: 'SELECT * FROM slip WHERE case_id = ?',
  job: 'SELECT * FROM print_job WHERE slip_number = ?',
  series: 'SELECT * FROM number_series ORDER BY kind',
  use: 'SELECT * FROM item_use WHERE item_code = ?',
  repeated: 'SELECT * FROM repeated_request WHERE request_id = ?',
} as const;

type Row = Record<string, string | number | null>;

interface Rows {
  readonly journal: Row;
  readonly serviceCase: Row;
  readonly slip: Row;
  readonly job: Row;
  readonly series: readonly Row[];
  readonly use: Row;
  readonly repeated: Row;
}

function readRows(database: Database, caseId: string, requestId: string): Rows {
  const one = (text: string, ...parameters: string[]): Row => database.prepare(text).get(...parameters) as Row;
  const slip = one(READ.slip, caseId);
  return {
    journal: one(READ.journal),
    serviceCase: one(READ.serviceCase, caseId),
    slip,
    job: one(READ.job, String(slip.slip_number)),
    series: database.prepare(READ.series).all() as Row[],
    use: one(READ.use, ITEM),
    repeated: one(READ.repeated, requestId),
  };
}

/** Bare SQLite: the same rows, finished, by prepared statements in one immediate transaction. */
function bareWriter(database: Database): (rows: Rows) => void {
  const insert = (table: string, columns: readonly string[], more = '') =>
    database.prepare(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')}) ${more}`,
    );
  const journal = insert('journal', [
    ...[
      'sequence',
      'entry_id',
      'at',
      'actor_kind',
      'actor',
      'actor_name',
      'actor_role',
      'workstation',
      'kind',
      'subject',
    ],
    ...['payload', 'previous_hash', 'hash'],
  ]);
  const serviceCase = database.prepare(
    `UPDATE service_case SET phase = @phase, case_number = @case_number, due_on = @due_on, changed_at = @changed_at,
       revision = @revision, snapshot = @snapshot WHERE case_id = @case_id`,
  );
  const slip = insert('slip', ['slip_number', 'kind', 'case_id', 'issued_at', 'content_in']);
  const job = insert('print_job', [
    ...['job_id', 'slip_number', 'copy', 'state', 'cause', 'requested_at', 'changed_at', 'content_in', 'device_id'],
    ...['columns', 'repertoire', 'released_in'],
  ]);
  const series = insert(
    'number_series',
    ['workstation', 'day', 'kind', 'last'],
    'ON CONFLICT (workstation, day, kind) DO UPDATE SET last = excluded.last',
  );
  const use = insert('item_use', ['item_code', 'uses'], 'ON CONFLICT (item_code) DO UPDATE SET uses = excluded.uses');
  const draft = database.prepare('DELETE FROM draft WHERE case_id = @case_id');
  const repeated = insert('repeated_request', ['request_id', 'session', 'procedure', 'input_hash', 'answer', 'at']);
  const write = database.transaction((rows: Rows) => {
    journal.run(rows.journal);
    serviceCase.run(rows.serviceCase);
    slip.run(rows.slip);
    job.run(rows.job);
    for (const row of rows.series) series.run(row);
    use.run(rows.use);
    draft.run({ case_id: rows.serviceCase.case_id });
    repeated.run(rows.repeated);
  });
  return (rows) => {
    write.immediate(rows);
  };
}

/** One acceptance as the contract calls it, against the same rows written by bare SQLite, turn by turn. */
export async function benchAcceptance(): Promise<BenchRow[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-acceptance-'));
  const files = { ours: path.join(folder, 'ours.db'), bare: path.join(folder, 'bare.db') };
  const preparing = openBench(files.ours);
  migrate(preparing);
  const caseIds = await prepareCases(preparing, path.join(folder, 'preparing.head'));
  preparing.pragma('wal_checkpoint(TRUNCATE)');
  preparing.close();
  copyFileSync(files.ours, files.bare);

  const database = openBench(files.ours);
  const context = benchContext(database, path.join(folder, 'ours.head'));
  const visits = createVisits(context, emptyDevices, createRefusedTries(context));
  visits.tellerChanged(BENCH_TELLER);
  const access = createCaseAccess(context, visits);
  const bareDatabase = openBench(files.bare);
  const writeBare = bareWriter(bareDatabase);
  const times: { readonly ours: number; readonly bare: number }[] = [];
  for (const caseId of caseIds) {
    const asked = { caseId, kind: 'accept', input: { ticks: {}, form: FORM } } as const;
    const requestId = randomUUID();
    const input = { requestId, ...asked };
    const began = performance.now();
    const request = { requestId, session: 'bench', procedure: 'case.act', input };
    const answer = performAct(context, access, BENCH_TELLER, request, asked);
    const ours = performance.now() - began;
    if (!answer.ok) throw new Error(answer.code);
    const rows = readRows(database, caseId, requestId);
    const bareBegan = performance.now();
    writeBare(rows);
    times.push({ ours, bare: performance.now() - bareBegan });
  }
  const rest = restOfAcceptance(database, path.join(folder, 'parts.head'));
  context.store.close();
  bareDatabase.close();
  rmSync(folder, { recursive: true });
  const measured = times.slice(WARM_UP);
  const ours = median(measured.map((time) => time.ours));
  const baseline = median(measured.map((time) => time.bare));
  const note = `medians of ${measured.length}, turn by turn, both encrypted, WAL, synchronous=FULL; beyond the rows: ${rest}`;
  const name = 'acceptance transaction ÷ the same rows by bare SQLite';
  return [{ name, ours, baseline, ratio: ours / baseline, bar: BAR, unit: 'ms', note }];
}

/** One citizen with enough opened cases, each with a draft. */
async function prepareCases(database: Database, anchorFile: string): Promise<string[]> {
  const bench = benchContext(database, anchorFile);
  // One citizen has them all at once.
  const items = bench.catalogue.items.map((item) => ({ ...item, severalAtOnce: true }));
  const context = { ...bench, catalogue: { ...bench.catalogue, items } };
  const visits = createVisits(context, emptyDevices, createRefusedTries(context));
  visits.tellerChanged(BENCH_TELLER);
  const cases = createCases({ context, visits, access: createCaseAccess(context, visits) });
  const request = (procedure: string) => ({ requestId: randomUUID(), session: 'bench', procedure, input: {} });
  const citizen = demoPeople.find(({ id }) => id === 'resident')?.person.idNumber ?? '';
  const arrived = await visits.openByIdNumber(BENCH_TELLER, request('visit.openByIdNumber'), citizen);
  if (!arrived.ok) throw new Error(arrived.code);
  visits.act(BENCH_TELLER, request('visit.checkIdentity'), {
    kind: 'identity-checked',
    visitId: arrived.value.visitId ?? '',
  });
  const caseIds: string[] = [];
  // Preparing need not be durable.
  database.pragma('synchronous = OFF');
  for (let count = 0; count < WARM_UP + MEASURED; count += 1) {
    const opened = await cases.open(BENCH_TELLER, request('case.open'), ITEM);
    if (!opened.ok) throw new Error(opened.code);
    putDraft(database, opened.value.caseId, { ticks: {}, form: FORM });
    caseIds.push(opened.value.caseId);
  }
  return caseIds;
}
