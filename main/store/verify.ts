import { canonicalJson } from '../domain/journal/canonicalJson.ts';
import { lifeOfSerial, serialAfter } from '../domain/case/life.ts';
import { numbersTaken, type TakenNumber } from '../domain/case/numbers.ts';
import { GENESIS_HASH, isCaseEntry, journalText, type StoredEntry } from '../domain/journal/entry.ts';
import { readEntry } from '../domain/journal/readEntry.ts';
import type { UnreadableReason } from '../domain/journal/registry.ts';
import { jsonOf } from '../domain/stored.ts';
import { readAnchor, type AnchoredHeads } from './anchor.ts';
import { findCaseRow, numberingOf } from './cases.ts';
import { isBroken, openDatabase, sql, type Database } from './database.ts';
import { eachRow, readHead, type HashText, type JournalHead } from './journal.ts';
import { migrate, SCHEMA_VERSION } from './migrations/migrate.ts';
import { schemaDifference } from './migrations/schema.ts';
import { firstDifference } from './projections/compare.ts';
import { project } from './projections/project.ts';

/** What `verify` found wrong first, in the order it looks. */
export interface Defect {
  readonly check: 'quick-check' | 'schema' | 'chain' | 'reading' | 'anchor' | 'numbers' | 'projection';
  /** The first broken row: `journal` and its sequence, or a table and the key of its row. */
  readonly where: string;
  /** Chinese. */
  readonly detail: string;
}

/** A verified history. */
export interface VerifiedHistory {
  readonly head: JournalHead;
  readonly entries: number;
}

/** What a history is verified against. */
export interface VerifyOptions {
  readonly anchorFile: string;
  readonly hashText: HashText;
  /** Heads taken from elsewhere: a printed closing sheet, a forwarded message. */
  readonly knownHeads?: readonly JournalHead[];
}

/** Looks at the anchor beside a counter at work: one commit may fall between the looks, so many in a row cannot. */
const LOOKS_AT_THE_ANCHOR = 5;

/**
 * Checks everything that can be checked without the outside world: SQLite's own quick check, the schema, the hash chain, that
 * every entry can be read, the head remembered outside, gapless numbers, and that every projection equals its rebuild from the
 * journal. Changes nothing, and sees one moment of a counter that is at work meanwhile.
 */
export function verifyStore(
  database: Database,
  options: VerifyOptions,
): { readonly ok: true; readonly value: VerifiedHistory } | { readonly ok: false; readonly defect: Defect } {
  const rebuilt = openDatabase(':memory:', '0'.repeat(64));
  if (!rebuilt.ok) throw new Error(rebuilt.detail);
  migrate(rebuilt.database);
  // The rebuild's journal table stays empty: only the projections are compared.
  rebuilt.database.pragma('foreign_keys = OFF');
  try {
    const anchor = beginSnapshot(database, options.anchorFile);
    const defect =
      quickCheck(database) ??
      changedSchema(database) ??
      brokenHistory(database, rebuilt.database, options, anchor) ??
      brokenProjection(database, rebuilt.database);
    const head = readHead(database);
    return defect ? { ok: false, defect } : { ok: true, value: { head, entries: head.sequence } };
  } catch (error) {
    if (!isBroken(error)) throw error;
    return { ok: false, defect: { check: 'quick-check', where: 'database', detail: `文件损坏（${error.message}）` } };
  } finally {
    if (database.inTransaction) database.exec('ROLLBACK');
    rebuilt.database.close();
  }
}

type AnchorRead = ReturnType<typeof readAnchor>;

/** Holds one moment of the database and the anchor of that moment. */
function beginSnapshot(database: Database, anchorFile: string): AnchorRead {
  for (let look = 1; ; look += 1) {
    database.exec('BEGIN');
    const head = readHead(database);
    const anchor = readAnchor(anchorFile);
    if (look === LOOKS_AT_THE_ANCHOR || standsAt(anchor, head)) return anchor;
    database.exec('ROLLBACK');
  }
}

function standsAt(anchor: AnchorRead, { sequence, hash }: JournalHead): boolean {
  if (typeof anchor === 'string') return anchor === 'none' && sequence === 0;
  return [anchor.before, anchor.after].some((head) => head.sequence === sequence && head.hash === hash);
}

function quickCheck(database: Database): Defect | null {
  const [first] = sql<[], { quick_check: string }>(database, 'PRAGMA quick_check(1)').all();
  return first?.quick_check === 'ok'
    ? null
    : { check: 'quick-check', where: 'database', detail: `文件损坏（${first?.quick_check ?? 'no answer'}）` };
}

/** A table, index or trigger that no migration made, or that is not as it was made. */
export function changedSchema(database: Database): Defect | null {
  const difference = schemaDifference(database, SCHEMA_VERSION);
  if (!difference) return null;
  const detail = { missing: '缺失', extra: '不是本程序建立的', different: '被改动' }[difference.kind];
  return { check: 'schema', where: difference.object, detail };
}

/** Walks the journal once, rebuilding the projections on the way; the first thing wrong with it. */
function brokenHistory(
  database: Database,
  rebuilt: Database,
  { hashText, knownHeads = [] }: VerifyOptions,
  anchor: AnchorRead,
): Defect | null {
  const hashAt = new Map<number, string>([[0, GENESIS_HASH]]);
  const asked = new Set([...knownHeads, ...(typeof anchor === 'string' ? [] : [anchor.before])].map(sequenceOf));
  const series: Series = { life: 0, last: new Map() };
  let head: JournalHead = { sequence: 0, hash: GENESIS_HASH };
  for (const row of eachRow(database)) {
    const defect = brokenRow(row, head, hashText) ?? brokenEntry(row, rebuilt, series);
    if (defect) return { ...defect, where: `journal ${row.sequence}` };
    head = { sequence: row.sequence, hash: row.hash };
    if (asked.has(row.sequence)) hashAt.set(row.sequence, row.hash);
  }
  const strange = knownHeads.find(({ sequence, hash }) => hashAt.get(sequence) !== hash);
  if (strange) return { check: 'anchor', where: `journal ${strange.sequence}`, detail: '与所给的链头不一致' };
  return standsAt(anchor, head) ? null : brokenAnchor(anchor, head, hashAt);
}

const sequenceOf = ({ sequence }: JournalHead): number => sequence;

function brokenRow(row: StoredEntry, head: JournalHead, hashText: HashText): Omit<Defect, 'where'> | null {
  const check = 'chain';
  if (row.sequence !== head.sequence + 1) {
    return { check, detail: `前一条是 ${head.sequence}，中间的记录缺失或次序被改动` };
  }
  if (row.previousHash !== head.hash) return { check, detail: '与前一条记录接不上' };
  return hashText(journalText(row)) === row.hash ? null : { check, detail: '写入后被改动' };
}

function brokenEntry(row: StoredEntry, rebuilt: Database, series: Series): Omit<Defect, 'where'> | null {
  const json = jsonOf(row.payload);
  // Not what the program writes: somebody who can compute the hash wrote it by hand.
  if (json.ok && canonicalJson(json.value) !== row.payload) return { check: 'chain', detail: '内容不是规范格式' };
  const read = readEntry(row);
  if (!read.ok) {
    const { reason, where } = read.unreadable;
    return { check: 'reading', detail: `${unreadableTexts[reason]}（${where}）` };
  }
  const { entry } = read;
  if (entry.kind === 'core.life-begun') series.life = entry.payload.life;
  try {
    const numbers = isCaseEntry(entry)
      ? numbersTaken(entry.payload, findCaseRow(rebuilt, entry.subject)?.caseNumber ?? undefined)
      : [];
    const gap = brokenSeries(
      series,
      numbers,
      row.workstation,
      (day) => numberingOf(rebuilt, row.workstation, day)?.from,
    );
    if (gap) return { check: 'numbers', detail: gap };
    project(rebuilt, entry);
    return null;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { check: 'projection', detail: `不能按此记录重建业务数据（${error.message}）` };
  }
}

/** Why an entry tells this program nothing, in Chinese. */
const unreadableTexts = {
  'unknown-kind': '本程序不认识这种记录',
  'newer-version': '由更新版本的程序写入，本程序读不了',
  malformed: '内容不符合这种记录的格式',
  'unknown-actor': '办理人身份无法识别',
} as const satisfies Record<UnreadableReason, string>;

/** The numbers given up to an entry: by which life, and the last of each series. */
interface Series {
  life: number;
  readonly last: Map<string, number>;
}

function brokenSeries(
  series: Series,
  numbers: readonly TakenNumber[],
  workstation: string,
  fromOn: (day: string) => number | undefined,
): string | null {
  for (const { day, kind, serial } of numbers) {
    const key = `${workstation} ${day} ${kind}`;
    const last = series.last.get(key) ?? 0;
    if (lifeOfSerial(serial) !== series.life || serial !== serialAfter(last, series.life, fromOn(day))) {
      return `编号 ${key} 的 ${last} 之后是 ${serial}`;
    }
    series.last.set(key, serial);
  }
  return null;
}

function brokenAnchor(anchor: AnchorRead, head: JournalHead, hashAt: ReadonlyMap<number, string>): Defect | null {
  const check = 'anchor';
  if (anchor === 'none') return { check, where: 'head file', detail: '链头文件不见了' };
  if (anchor === 'damaged') return { check, where: 'head file', detail: '链头文件损坏' };
  const { before }: AnchoredHeads = anchor;
  if (before.sequence > head.sequence) {
    return { check, where: `journal ${head.sequence + 1}`, detail: `曾经到 ${before.sequence}，其后的记录被删除` };
  }
  if (hashAt.get(before.sequence) !== before.hash) {
    return { check, where: `journal ${before.sequence}`, detail: '与链头文件不一致' };
  }
  return {
    check,
    where: `journal ${before.sequence + 1}`,
    detail: `链头文件只到 ${before.sequence}，其后的记录不是柜台程序正常写入的；刚断过电的，启动一次后再检查`,
  };
}

function brokenProjection(database: Database, rebuilt: Database): Defect | null {
  const difference = firstDifference(database, rebuilt);
  if (!difference) return null;
  const detail = { missing: '该行缺失', extra: '没有对应的办理记录', different: '与办理记录不一致' }[difference.kind];
  return { check: 'projection', where: difference.where, detail };
}
