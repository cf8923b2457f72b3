import { GENESIS_HASH, journalText, type TakenNumber } from '../domain/journal/entry.ts';
import { readAnchor } from './anchor.ts';
import { openDatabase, sql, type Database } from './database.ts';
import { eachRow, toEntry, type HashText, type JournalHead, type JournalRow } from './journal.ts';
import { migrate } from './migrations/migrate.ts';
import { project, projectedTables } from './projections/project.ts';

/** What `verify` found wrong first, in the order it looks. */
export interface Defect {
  readonly check: 'quick-check' | 'chain' | 'anchor' | 'numbers' | 'projection';
  /** The first broken row: a journal sequence or `table key`. */
  readonly where: string;
  readonly detail: string;
}

/** A verified history. */
export interface VerifiedHistory {
  readonly head: JournalHead;
  readonly entries: number;
}

/**
 * Checks everything that can be checked without the outside world: SQLite's own quick check, the hash chain, the head
 * remembered outside, gapless numbers, and that every projection equals its rebuild from the journal.
 * `knownHeads` are heads taken from elsewhere (a printed closing sheet, a forwarded message).
 */
export function verifyStore(
  database: Database,
  options: { readonly anchorFile: string; readonly hashText: HashText; readonly knownHeads?: readonly JournalHead[] },
): { readonly ok: true; readonly value: VerifiedHistory } | { readonly ok: false; readonly defect: Defect } {
  const rebuilt = openDatabase(':memory:', '0'.repeat(64));
  if (!rebuilt.ok) throw new Error(rebuilt.detail);
  migrate(rebuilt.database);
  try {
    const walked = walkJournal(database, rebuilt.database, options);
    const defect =
      quickCheck(database) ??
      walked.defect ??
      checkAnchor(options.anchorFile, walked.head, walked.hashAt) ??
      compareProjections(database, rebuilt.database);
    return defect ? { ok: false, defect } : { ok: true, value: { head: walked.head, entries: walked.head.sequence } };
  } finally {
    rebuilt.database.close();
  }
}

function quickCheck(database: Database): Defect | null {
  const [first] = sql<[], { quick_check: string }>(database, 'PRAGMA quick_check(1)').all();
  return first?.quick_check === 'ok'
    ? null
    : { check: 'quick-check', where: 'database', detail: first?.quick_check ?? 'no answer' };
}

interface Walk {
  readonly head: JournalHead;
  readonly defect: Defect | null;
  /** Hash at a sequence, for the heads asked about. */
  readonly hashAt: ReadonlyMap<number, string>;
}

function walkJournal(
  database: Database,
  rebuilt: Database,
  options: { readonly anchorFile: string; readonly hashText: HashText; readonly knownHeads?: readonly JournalHead[] },
): Walk {
  const anchor = readAnchor(options.anchorFile);
  const wanted = new Set(
    [...(options.knownHeads ?? []), ...(typeof anchor === 'string' ? [] : [anchor])].map(({ sequence }) => sequence),
  );
  const hashAt = new Map<number, string>([[0, GENESIS_HASH]]);
  const series = new Map<string, number>();
  let head: JournalHead = { sequence: 0, hash: GENESIS_HASH };
  const stop = (defect: Defect): Walk => ({ head, defect, hashAt });

  // The rebuild need not be durable and its journal table stays empty: only the projections are compared.
  rebuilt.pragma('foreign_keys = OFF');
  for (const row of eachRow(database)) {
    const broken = brokenLink(row, head, options.hashText);
    if (broken) return stop({ check: 'chain', where: `journal ${row.sequence}`, detail: broken });
    const entry = toEntry(row);
    const gap = 'numbers' in entry.payload ? brokenSeries(series, row.workstation, entry.payload.numbers) : null;
    if (gap) return stop({ check: 'numbers', where: `journal ${row.sequence}`, detail: gap });
    try {
      project(rebuilt, entry);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      return stop({ check: 'projection', where: `journal ${row.sequence}`, detail });
    }
    head = { sequence: row.sequence, hash: row.hash };
    if (wanted.has(row.sequence)) hashAt.set(row.sequence, row.hash);
  }
  for (const known of options.knownHeads ?? []) {
    if (hashAt.get(known.sequence) !== known.hash) {
      return stop({
        check: 'anchor',
        where: `journal ${known.sequence}`,
        detail: 'differs from the head known elsewhere',
      });
    }
  }
  return { head, defect: null, hashAt };
}

function brokenLink(row: JournalRow, head: JournalHead, hashText: HashText): string | null {
  if (row.sequence !== head.sequence + 1) return `follows ${head.sequence}: an entry is missing or out of place`;
  if (row.previousHash !== head.hash) return 'does not continue the chain';
  if (hashText(journalText(row)) !== row.hash) return 'was changed after it was written';
  return null;
}

function brokenSeries(
  series: Map<string, number>,
  workstation: string,
  numbers: readonly TakenNumber[],
): string | null {
  for (const { day, kind, serial } of numbers) {
    const key = `${workstation} ${day} ${kind}`;
    const last = series.get(key) ?? 0;
    if (serial !== last + 1) return `number ${serial} of series ${key} follows ${last}`;
    series.set(key, serial);
  }
  return null;
}

function checkAnchor(file: string, head: JournalHead, hashAt: ReadonlyMap<number, string>): Defect | null {
  const anchor = readAnchor(file);
  if (anchor === 'none') {
    return head.sequence === 0 ? null : { check: 'anchor', where: 'head file', detail: 'is missing' };
  }
  if (anchor === 'damaged') return { check: 'anchor', where: 'head file', detail: 'can not be read' };
  if (anchor.sequence > head.sequence) {
    return {
      check: 'anchor',
      where: `journal ${head.sequence + 1}`,
      detail: `the journal once reached ${anchor.sequence}: later entries were removed`,
    };
  }
  return hashAt.get(anchor.sequence) === anchor.hash
    ? null
    : { check: 'anchor', where: `journal ${anchor.sequence}`, detail: 'differs from the head remembered outside' };
}

function compareProjections(database: Database, rebuilt: Database): Defect | null {
  for (const table of projectedTables) {
    const columns = sql<[string], { name: string; pk: number }>(
      database,
      'SELECT name, pk FROM pragma_table_info(?) ORDER BY pk DESC',
    ).all(table);
    const key = columns.filter(({ pk }) => pk > 0).map(({ name }) => name);
    const text = `SELECT * FROM ${table} ORDER BY ${key.join(', ')}`;
    const stored = sql<[], Record<string, unknown>>(database, text).iterate();
    const expected = sql<[], Record<string, unknown>>(rebuilt, text).iterate();
    for (;;) {
      const left = stored.next();
      const right = expected.next();
      if (left.done && right.done) break;
      const leftText = left.done ? null : JSON.stringify(left.value);
      const rightText = right.done ? null : JSON.stringify(right.value);
      if (leftText === rightText) continue;
      const row = left.done ? right.value : left.value;
      stored.return?.();
      expected.return?.();
      const where = `${table} ${key.map((name) => String((row as Record<string, unknown>)[name])).join(' ')}`;
      const detail =
        leftText === null ? 'is missing' : rightText === null ? 'has no history' : 'differs from its history';
      return { check: 'projection', where, detail };
    }
  }
  return null;
}
