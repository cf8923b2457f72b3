import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { demoPeople } from '../../main/demo/people.ts';
import type { StaffActor } from '../../main/domain/staff/actor.ts';
import { performAct } from '../../main/services/act.ts';
import { createCaseAccess } from '../../main/services/caseAccess.ts';
import { createCases } from '../../main/services/cases.ts';
import { caseSummary, listTasks } from '../../main/services/caseLists.ts';
import { viewCase } from '../../main/services/caseView.ts';
import type { Context } from '../../main/services/context.ts';
import { createRefusedTries } from '../../main/services/refusedTries.ts';
import { viewRegister } from '../../main/services/registers/registers.ts';
import { createVisits } from '../../main/services/visits.ts';
import { casesOfPerson, findCaseByNumber } from '../../main/store/cases.ts';
import type { Database } from '../../main/store/database.ts';
import { migrate } from '../../main/store/migrations/migrate.ts';
import type { BenchRow } from './benchRow.ts';
import { BENCH_TELLER, benchContext, emptyDevices, median, openBench } from './support/counterContext.ts';

/** Cases of the long history: `BENCH_CASES=1000000` takes some minutes to make. */
const MANY = Number(process.env.BENCH_CASES ?? 100_000);
const FEW = MANY / 10;
/** Of so many citizens a history has cases each. */
const CASES_A_PERSON = 3;
/** Cases a hall accepts in a day, and working days in a month. */
const A_DAY = 40;
const ROUNDS = 80;
const WARM_UP = 20;
/** What a question costs beside its bare statement, and with ten times the history. */
const BAR = 1.5;

const LEADER: StaffActor = { kind: 'person', number: '3001', name: '孙立', role: 'branch-leader' };
const FORM = { applicant: 'self', 'insurance-type': '390', phone: '13900000003' };
const BEGAN = Date.parse('2016-01-04T01:30:00.000Z');
const MONTH = { from: '2016-02-01', to: '2016-02-28' } as const;

/** A history of so many cases, with the services that answer from it. */
interface Hall {
  readonly context: Context;
  readonly access: ReturnType<typeof createCaseAccess>;
  readonly database: Database;
  readonly personId: string;
  readonly caseNumber: string;
  readonly caseId: string;
  close(): void;
}

async function openHall(cases: number): Promise<Hall> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-years-'));
  const database = openBench(path.join(folder, 'years.db'));
  migrate(database);
  database.pragma('synchronous = OFF');
  const bench = benchContext(database, path.join(folder, 'years.head'));
  const items = bench.catalogue.items.map((item) => ({ ...item, severalAtOnce: true }));
  const context = { ...bench, catalogue: { ...bench.catalogue, items }, nextMessageId: () => 'M-0' };
  const visits = createVisits(context, emptyDevices, createRefusedTries(context));
  visits.tellerChanged(BENCH_TELLER);
  const access = createCaseAccess(context, visits);
  const caseId = await oneWholeCase(context, visits, access);
  multiply(database, caseId, cases);
  database.exec('ANALYZE');
  const found = database
    .prepare<[], { personId: string; caseNumber: string }>(
      `SELECT person_id AS personId, case_number AS caseNumber FROM service_case WHERE case_id = 'case-77'`,
    )
    .get();
  if (!found) throw new Error('the history has no 77th case');
  return {
    ...found,
    ...{ context, access, database, caseId },
    close: () => {
      context.store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A case that is accepted and waits for its completion, as the counter makes it. */
async function oneWholeCase(
  context: Context,
  visits: ReturnType<typeof createVisits>,
  access: ReturnType<typeof createCaseAccess>,
): Promise<string> {
  const request = (procedure: string) => ({ requestId: crypto.randomUUID(), session: 'bench', procedure, input: {} });
  const citizen = demoPeople.find(({ id }) => id === 'resident')?.person.idNumber ?? '';
  const arrived = await visits.openByIdNumber(BENCH_TELLER, request('open'), citizen);
  if (!arrived.ok) throw new Error(arrived.code);
  visits.act(BENCH_TELLER, request('check'), { kind: 'identity-checked', visitId: arrived.value.visitId ?? '' });
  const opened = await createCases({ context, visits, access }).open(BENCH_TELLER, request('case.open'), 'YB0310');
  if (!opened.ok) throw new Error(opened.code);
  const { caseId } = opened.value;
  const asked = { caseId, kind: 'accept', input: { ticks: {}, form: FORM } } as const;
  const accepted = performAct(context, access, BENCH_TELLER, request('accept'), asked);
  if (!accepted.ok) throw new Error(accepted.code);
  return caseId;
}

/** The same case many times over the years, of many citizens: all but the last few are completed and sent. */
function multiply(database: Database, caseId: string, cases: number): void {
  const make = (text: string) =>
    database.prepare<[{ caseId: string; cases: bigint }]>(text).run({ caseId, cases: BigInt(cases) });
  const numbers = (to: string) => `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${to})`;
  const at = `strftime('%Y-%m-%dT%H:%M:%fZ', ${BEGAN / 1000} + (i / ${A_DAY}) * 86400 + (i % ${A_DAY}) * 600, 'unixepoch')`;
  database.transaction(() => {
    make(`${numbers(`@cases / ${CASES_A_PERSON}`)} INSERT INTO person
      SELECT 'person-' || i, 'number-' || i, name, NULL, card, document, central, central_at, central_reference
      FROM n, person WHERE person_id = (SELECT person_id FROM service_case WHERE case_id = @caseId)`);
    make(`${numbers('@cases')} INSERT INTO service_case
      SELECT 'case-' || i, printf('98%022d', i), item_code, item_version, 'person-' || (1 + i % (@cases / ${CASES_A_PERSON})), visit_id,
        iif(i > @cases - 150, phase, 'completed'), handler_number, handler_name, ${at}, ${at}, due_on, lapses_at, gap_slip, gap_at,
        gap_due_on, gap_ends_at, gap_outcome, gap_settled_at, holder, 'M' || i, revision, snapshot
      FROM n, service_case WHERE case_id = @caseId`);
    make(`${numbers('@cases')} INSERT INTO slip SELECT printf('SL%018d', i), 'SL', 'case-' || i, ${at}, content_in
      FROM n, slip WHERE case_id = @caseId AND kind = 'SL'`);
    make(`${numbers('@cases')} INSERT INTO outbox_message
      SELECT 1000000 + i, 'M' || i, 'M' || i, 'case-' || i, '', 'delivered', ${at}, ${at}, '', 1 FROM n WHERE @caseId <> ''`);
    make(`${numbers('@cases')} INSERT INTO journal
      SELECT (SELECT max(sequence) FROM journal) + i, 'entry-' || i, ${at}, actor_kind, actor, actor_name, actor_role, workstation,
        kind, 'case-' || i, payload, previous_hash, hash FROM n, journal WHERE subject = @caseId AND kind = 'case.open'`);
  })();
}

/** Each question with the bare statement that reads the same rows. */
const questions: readonly {
  readonly name: string;
  readonly ours: (hall: Hall) => number;
  readonly bare: string;
  readonly by: (hall: Hall) => readonly string[];
}[] = [
  {
    name: 'list of work',
    ours: ({ context }) => listTasks(context, BENCH_TELLER).length,
    bare: `SELECT case_id, case_number, item_code, item_version, phase, handler_name, changed_at, due_on, name FROM service_case
      JOIN person USING (person_id) WHERE holder = ? AND phase NOT IN ('completed', 'closed') AND phase IN ('accepted')
      ORDER BY due_on IS NULL, due_on, opened_at LIMIT 200`,
    by: ({ context }) => [context.store.workstation],
  },
  {
    name: 'register of a month',
    ours: ({ context }) => {
      const shown = viewRegister(context, LEADER, { register: 'handled', ...MONTH });
      return shown.ok ? shown.value.rows.length : 0;
    },
    bare: `SELECT slip_number, issued_at, case_number, item_code, item_version, name, phase, handler_name,
      json_extract(snapshot, '$.acceptance.promised.on') FROM slip JOIN service_case USING (case_id) JOIN person USING (person_id)
      WHERE kind = 'SL' AND issued_at >= ? AND issued_at < ? ORDER BY issued_at`,
    by: () => ['2016-01-31T16:00:00.000Z', '2016-02-28T16:00:00.000Z'],
  },
  {
    name: 'cases of a citizen',
    ours: ({ context, personId }) =>
      casesOfPerson(context.store.read, personId).map((row) => caseSummary(context, row)).length,
    bare: `SELECT service_case.*, state, note, settled_at FROM service_case LEFT JOIN outbox_message USING (message_id)
      WHERE person_id = ? ORDER BY opened_at DESC LIMIT 50`,
    by: ({ personId }) => [personId],
  },
  {
    name: 'case by its number',
    ours: ({ context, caseNumber }) => (findCaseByNumber(context.store.read, caseNumber) === null ? 0 : 1),
    bare: 'SELECT case_id FROM service_case WHERE case_number = ?',
    by: ({ caseNumber }) => [caseNumber],
  },
  {
    name: 'page of a case',
    ours: ({ context, access, caseId }) => {
      const view = viewCase(context, access, BENCH_TELLER, caseId);
      return view.ok ? view.value.history.length : 0;
    },
    bare: 'SELECT * FROM journal WHERE subject = ? ORDER BY sequence',
    by: ({ caseId }) => [caseId],
  },
];

/** What is asked of a history, against bare statements over the same rows, and against a tenth of it. */
export async function benchManyYears(): Promise<BenchRow[]> {
  const few = await openHall(FEW);
  const many = await openHall(MANY);
  try {
    return questions.flatMap(({ name, ours, bare, by }) => {
      const statement = many.database.prepare<string[]>(bare);
      const times = Array.from({ length: ROUNDS }, () => ({
        ours: timed(() => ours(many)),
        bare: timed(() => statement.all(...by(many)).length),
        few: timed(() => ours(few)),
      })).slice(WARM_UP);
      const [own, base, tenth] = [
        median(times.map((time) => time.ours)),
        median(times.map((time) => time.bare)),
        median(times.map((time) => time.few)),
      ];
      const note = `${MANY.toLocaleString('en')} cases, ${ours(many)} rows, medians of ${times.length}, turn by turn`;
      return [
        { name: `${name} ÷ bare statement`, ours: own, baseline: base, ratio: own / base, bar: BAR, unit: 'ms', note },
        {
          name: `${name}, ${MANY} ÷ ${FEW} cases`,
          ours: own,
          baseline: tenth,
          ratio: own / tenth,
          bar: BAR,
          unit: 'ms',
          note,
        },
      ];
    });
  } finally {
    few.close();
    many.close();
  }
}

/** How long something takes that finds anything, in ms. */
function timed(find: () => number): number {
  const began = performance.now();
  const rows = find();
  const took = performance.now() - began;
  if (rows === 0) throw new Error('what is measured finds nothing');
  return took;
}
