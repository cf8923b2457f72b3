import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';
import { startCore } from '../../main/core/core.ts';
import { DATABASE_FILE } from '../../main/core/port.ts';
import { demoConfiguration } from '../../main/demo/configuration.ts';
import { demoPeople } from '../../main/demo/people.ts';
import { hallDate } from '../../main/domain/calendar/hallTime.ts';
import { idCheckCharacter } from '../../main/domain/identity/idNumber.ts';
import { findItems } from '../../main/services/itemSearch.ts';
import { casesOfPerson, itemUses } from '../../main/store/cases.ts';
import type { Database } from '../../main/store/database.ts';
import { migrate } from '../../main/store/migrations/migrate.ts';
import { findPerson } from '../../main/store/people.ts';
import type { BenchRow } from './benchRow.ts';
import { BENCH_KEY, benchContext, benchSearchEntries, median, openBench, PROJECT } from './support/counterContext.ts';

/** A county of half a million, and what its hall handles in a few years. */
const PEOPLE = 300_000;
const CASES = [10_000, 100_000, 1_000_000] as const;
const BAR = 1.5;
/** Look-ups measured at each size; every one asks for another citizen. */
const LOOK_UPS = 4_000;
/** Look-ups timed as one, because the clock is too coarse for single ones. */
const BATCH = 20;
const SEARCHES = 2_000;
const STARTS = 5;
/** Page cache while filling; SQLite counts in KiB when the number is negative. */
const FILLING_CACHE_KIB = -600_000;
/** How much dearer a look-up may be with a hundred times the cases: a B-tree grows by one level, a scan by a hundred times. */
const GROWTH_BAR = 1.5;

const id = (kind: string, serial: number): string =>
  `0199${kind}-0000-7000-8000-${serial.toString(16).padStart(12, '0')}`;
const PERSON = '0001';
const CASE = '0002';
const VISIT = id('0003', 0);

/** A valid number of region 990000; the serial decides birthday and sequence. */
function idNumber(serial: number): string {
  const born = new Date(Date.UTC(1940, 0, 1) + (serial % 25_000) * 86_400_000).toISOString().slice(0, 10);
  const seventeen = `990000${born.replaceAll('-', '')}${String(Math.floor(serial / 25_000)).padStart(3, '0')}`;
  return seventeen + idCheckCharacter(seventeen);
}

/** Spreads case over people, so that a citizen's cases lie far apart. */
const ownerOf = (serial: number): number => (serial * 7_919) % PEOPLE;

function fillPeople(database: Database): void {
  const resident = demoPeople.find((one) => one.id === 'resident')?.person;
  const insert = database.prepare(
    `INSERT INTO person (person_id, id_number, name, central, central_at, central_reference)
     VALUES (?, ?, '张志强', ?, '2026-11-21T01:30:05.000Z', '990000202611210930050000000001')`,
  );
  const central = JSON.stringify(resident);
  database.transaction(() => {
    database
      .prepare(
        `INSERT INTO visit (visit_id, opened_by, opened_at, teller_number, teller_name, shown_by, ended_at)
         VALUES (?, 'card', '', '0103', '陈静', '', '')`,
      )
      .run(VISIT);
    for (let serial = 0; serial < PEOPLE; serial += 1) insert.run(id(PERSON, serial), idNumber(serial), central);
  })();
}

function fillCases(database: Database, from: number, to: number): void {
  const insert = database.prepare(
    `INSERT INTO service_case (case_id, case_number, item_code, item_version, person_id, visit_id, phase,
       handler_number, handler_name, opened_at, changed_at, holder, revision, snapshot)
     VALUES (?, ?, 'YB0310', 1, ?, '${VISIT}', 'completed', '0103', '陈静', ?, ?, '03', 1, '{}')`,
  );
  database.transaction(() => {
    for (let serial = from; serial < to; serial += 1) {
      const at = new Date(Date.UTC(2020, 0, 1) + serial * 60_000).toISOString();
      insert.run(id(CASE, serial), String(serial).padStart(24, '0'), id(PERSON, ownerOf(serial)), at, at);
    }
  })();
}

/** Median time of one run in ms, ours and bare turn by turn in batches. */
function compare(count: number, ours: (turn: number) => unknown, bare: (turn: number) => unknown) {
  const times = { ours: [] as number[], bare: [] as number[] };
  const batch = (work: (turn: number) => unknown, first: number): number => {
    const began = performance.now();
    for (let turn = first; turn < first + BATCH; turn += 1) work(turn);
    return (performance.now() - began) / BATCH;
  };
  for (let turn = 0; turn < count; turn += BATCH) {
    // The second of two finds the pages in the cache: who is first changes every time, and both ask for others.
    const oursFirst = (turn / BATCH) % 2 === 0;
    if (oursFirst) times.ours.push(batch(ours, turn));
    times.bare.push(batch(bare, turn + count));
    if (!oursFirst) times.ours.push(batch(ours, turn));
  }
  const warm = (all: readonly number[]): readonly number[] => all.slice(Math.floor(all.length / 10));
  return { ours: median(warm(times.ours)), baseline: median(warm(times.bare)) };
}

/** By the id that their number gives: the person and the list of their cases, as the citizen's panel asks for them. */
function compareLookUps(database: Database, known: number) {
  // Only people who have cases: to find none is quicker for both. Spread by a multiplicative hash: a regular stride would
  // give one side neighbours of what is in the cache already.
  const personId = (turn: number): string => id(PERSON, ownerOf((Math.imul(turn, 0x9e3779b1) >>> 0) % known));
  const barePerson = database.prepare<[string], { personId: string }>(
    `SELECT person_id AS personId, id_number AS idNumber, name, card_number AS cardNumber, card, central,
       central_at AS centralAt, central_reference AS centralReference FROM person WHERE person_id = ?`,
  );
  const bareCases = database.prepare<[string]>(
    `SELECT case_id AS caseId, case_number AS caseNumber, item_code AS itemCode, item_version AS itemVersion,
       person_id AS personId, visit_id AS visitId, phase, handler_name AS handlerName,
       opened_at AS openedAt, changed_at AS changedAt, revision, due_on AS dueOn, message_id AS messageId
     FROM service_case WHERE person_id = ? ORDER BY opened_at DESC LIMIT 50`,
  );
  return compare(
    LOOK_UPS,
    (turn) => {
      const person = findPerson(database, personId(turn));
      if (person === undefined) throw new Error('nobody found');
      return casesOfPerson(database, person.personId);
    },
    (turn) => bareCases.all(barePerson.get(personId(turn))?.personId ?? ''),
  );
}

/** Items by what the teller typed, against the same search as one SQL statement over the same readings. */
function compareSearches(database: Database, anchorFile: string) {
  const context = benchContext(database, anchorFile);
  database.exec(
    'CREATE TEMP TABLE item_term (code TEXT, version INTEGER, name TEXT, text TEXT, pinyin TEXT, initials TEXT)',
  );
  const insert = database.prepare('INSERT INTO item_term VALUES (?, ?, ?, ?, ?, ?)');
  for (const { code, version, name, terms } of benchSearchEntries()) {
    for (const { text, pinyin, initials } of terms) insert.run(code, version, name, text, pinyin, initials);
  }
  // The same ranks as ours: code, beginning, initials, anywhere.
  const bare = database.prepare<Record<'word', string>>(
    `SELECT code, version, name, ifnull(uses, 0) AS uses,
       min(CASE WHEN code = upper(@word) THEN 0
                WHEN text LIKE @word || '%' OR pinyin LIKE @word || '%' THEN 1
                WHEN initials LIKE '%' || @word || '%' THEN 2
                WHEN text LIKE '%' || @word || '%' OR pinyin LIKE '%' || @word || '%' THEN 3 END) AS rank
     FROM item_term LEFT JOIN item_use ON item_code = code
     GROUP BY code HAVING rank IS NOT NULL ORDER BY rank, uses DESC, code LIMIT 20`,
  );
  const typed = ['参保', 'beian', 'zz', 'YB0310', '登记'];
  const word = (turn: number): string => typed[turn % typed.length] ?? '';
  const today = hallDate(new Date().toISOString());
  const askBare = (turn: number): unknown => bare.all({ word: word(turn) });
  return {
    found: compare(SEARCHES, (turn) => context.catalogue.search(word(turn), itemUses(database), today), askBare),
    shown: compare(SEARCHES, (turn) => findItems(context, null, word(turn)), askBare),
  };
}

async function compareStarts(home: string) {
  writeFileSync(path.join(home, 'counter.yaml'), stringify(demoConfiguration('http://127.0.0.1:1')));
  const ours: number[] = [];
  const bare: number[] = [];
  for (let turn = 0; turn < STARTS; turn += 1) {
    const bareBegan = performance.now();
    const opened = openBench(path.join(home, DATABASE_FILE));
    bare.push(performance.now() - bareBegan);
    opened.close();
    const began = performance.now();
    const options = {
      home,
      appRoot: PROJECT,
      demo: false,
      databaseKey: BENCH_KEY,
      clockAheadMs: 0,
      log: () => undefined,
    };
    const started = await startCore(options);
    ours.push(performance.now() - began);
    if (!started.ok) throw new Error(started.message);
    await started.core.stop();
  }
  return { ours: median(ours), baseline: median(bare) };
}

/** Looking people and items up in a grown database, and starting on it. */
export async function benchLookUp(): Promise<BenchRow[]> {
  const home = mkdtempSync(path.join(tmpdir(), 'bench-look-up-'));
  const database = openBench(path.join(home, DATABASE_FILE));
  migrate(database);
  // Filling need not be durable, and what it touches at random must stay in memory.
  const cacheSize = Number(database.pragma('cache_size', { simple: true }));
  database.pragma('synchronous = OFF');
  const began = performance.now();
  database.pragma(`cache_size = ${FILLING_CACHE_KIB}`);
  fillPeople(database);
  const rows: BenchRow[] = [];
  let filled = 0;
  for (const size of CASES) {
    database.pragma(`cache_size = ${FILLING_CACHE_KIB}`);
    fillCases(database, filled, size);
    filled = size;
    database.pragma(`cache_size = ${cacheSize}`);
    const { ours, baseline } = compareLookUps(database, size);
    const name = `citizen and their cases, ${size} cases of ${PEOPLE} people ÷ bare statements`;
    rows.push({ name, ours, baseline, ratio: ours / baseline, bar: BAR, unit: 'ms' });
  }
  const generated = `filled and measured in ${Math.round((performance.now() - began) / 1000)} s`;
  const [small, large] = [rows[0], rows.at(-1)];
  if (small === undefined || large === undefined) throw new Error('nothing measured');
  rows.push({
    name: `the same: ${CASES.at(-1)} ÷ ${CASES[0]} cases`,
    ours: large.ours / large.baseline,
    baseline: small.ours / small.baseline,
    ratio: large.ratio / small.ratio,
    bar: GROWTH_BAR,
    unit: '× bare',
    note: generated,
  });
  const search = compareSearches(database, path.join(home, 'bench.head'));
  rows.push({
    name: 'item search ÷ one statement over the same texts and readings',
    ...search.found,
    ratio: search.found.ours / search.found.baseline,
    bar: BAR,
    unit: 'ms',
  });
  rows.push({
    name: 'item search with limit, materials and eligibility of each hit ÷ that statement',
    ...search.shown,
    ratio: search.shown.ours / search.shown.baseline,
    unit: 'ms',
    note: 'the statement brings none of these',
  });
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
  const start = await compareStarts(home);
  const ratio = start.ours / start.baseline;
  rows.push({ name: 'core start on that database ÷ opening it bare', ...start, ratio, unit: 'ms' });
  rmSync(home, { recursive: true });
  return rows;
}
