import { v7 as uuidv7 } from 'uuid';
import { canonicalJson } from '../domain/journal/canonicalJson.ts';
import {
  GENESIS_HASH,
  type CounterMode,
  journalText,
  type HashedColumns,
  type JournalEntry,
  type NewEntry,
} from '../domain/journal/entry.ts';
import type { CaseAction } from '../domain/case/actions.ts';
import { systemPartTitles, type Actor, type SystemPart } from '../domain/staff/actor.ts';
import { roleTitles, type Role } from '../domain/staff/role.ts';
import { sql, type Database } from './database.ts';

/** SM3 of a text's UTF-8 bytes as 64 hexadecimal characters; a port, because Electron's own crypto has no SM3. */
export type HashText = (text: string) => string;

/** The last entry of the chain. */
export interface JournalHead {
  readonly sequence: number;
  readonly hash: string;
}

/** A journal row as stored. */
export interface JournalRow extends HashedColumns {
  readonly hash: string;
}

const COLUMNS = `sequence, entry_id AS entryId, at, actor_kind AS actorKind, actor, actor_name AS actorName,
  actor_role AS actorRole, workstation, kind, subject, payload, previous_hash AS previousHash, hash`;

/** The head of the chain; the genesis head of an empty journal. */
export function readHead(database: Database): JournalHead {
  return (
    sql<[], JournalHead>(database, 'SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1').get() ?? {
      sequence: 0,
      hash: GENESIS_HASH,
    }
  );
}

/** Appends one entry to the chain. Must run inside the transaction that makes its consequences. */
export function appendEntry(
  database: Database,
  entry: NewEntry,
  where: {
    readonly at: string;
    readonly workstation: string;
    readonly hashText: HashText;
    /** The entry it follows: known to the transaction, so that it need not be read again for each entry. */
    readonly head: JournalHead;
  },
): JournalEntry {
  const { head } = where;
  const columns: HashedColumns = {
    sequence: head.sequence + 1,
    entryId: uuidv7(),
    at: where.at,
    ...actorColumns(entry.actor),
    workstation: where.workstation,
    kind: entry.kind,
    subject: entry.subject,
    payload: canonicalJson(entry.payload),
    previousHash: head.hash,
  };
  const hash = where.hashText(journalText(columns));
  sql<[JournalRow]>(
    database,
    `INSERT INTO journal (sequence, entry_id, at, actor_kind, actor, actor_name, actor_role, workstation, kind, subject, payload,
                          previous_hash, hash)
     VALUES (@sequence, @entryId, @at, @actorKind, @actor, @actorName, @actorRole, @workstation, @kind, @subject, @payload,
             @previousHash, @hash)`,
  ).run({ ...columns, hash });
  return {
    ...entry,
    sequence: columns.sequence,
    entryId: columns.entryId,
    at: columns.at,
    workstation: columns.workstation,
    previousHash: columns.previousHash,
    hash,
  };
}

type ActorColumns = Pick<HashedColumns, 'actorKind' | 'actor' | 'actorName' | 'actorRole'>;

function actorColumns(actor: Actor): ActorColumns {
  return actor.kind === 'person'
    ? { actorKind: 'person', actor: actor.number, actorName: actor.name, actorRole: actor.role }
    : { actorKind: 'system', actor: actor.part, actorName: '', actorRole: '' };
}

const isRole = (text: string): text is Role => Object.hasOwn(roleTitles, text);
const isSystemPart = (text: string): text is SystemPart => Object.hasOwn(systemPartTitles, text);

function actorOf(row: ActorColumns): Actor {
  if (row.actorKind === 'person' && isRole(row.actorRole)) {
    return { kind: 'person', number: row.actor, name: row.actorName, role: row.actorRole };
  }
  if (row.actorKind === 'system' && isSystemPart(row.actor)) return { kind: 'system', part: row.actor };
  throw new Error('an entry names an actor this program does not know');
}

/** All rows in order, one at a time. */
export function eachRow(database: Database): IterableIterator<JournalRow> {
  return sql<[], JournalRow>(database, `SELECT ${COLUMNS} FROM journal ORDER BY sequence`).iterate();
}

/**
 * A stored row as the entry it was. The payload was checked by the compiler when it was written and by its hash since;
 * this is the one place where stored JSON becomes a typed entry.
 */
export function toEntry(row: JournalRow): JournalEntry {
  return {
    sequence: row.sequence,
    entryId: row.entryId,
    at: row.at,
    workstation: row.workstation,
    previousHash: row.previousHash,
    hash: row.hash,
    kind: row.kind,
    subject: row.subject,
    actor: actorOf(row),
    payload: JSON.parse(row.payload) as unknown,
  } as JournalEntry;
}

/** What this database has been used for since its first start; null before it. */
export function usedFor(database: Database): CounterMode | null {
  // The first start is among the first entries, so the walk along the primary key ends at once.
  const row = sql<[], JournalRow>(
    database,
    `SELECT ${COLUMNS} FROM journal WHERE kind = 'core.started' ORDER BY sequence LIMIT 1`,
  ).get();
  const entry = row && toEntry(row);
  return entry?.kind === 'core.started' ? entry.payload.mode : null;
}

/** Everything that was ever done about one subject, oldest first. */
export function entriesOf(database: Database, subject: string): readonly JournalEntry[] {
  return sql<[string], JournalRow>(database, `SELECT ${COLUMNS} FROM journal WHERE subject = ? ORDER BY sequence`)
    .all(subject)
    .map(toEntry);
}

const CASE_PREFIX = 'case.';

/** The history of one case, for `replay`. */
export function caseActions(database: Database, caseId: string): readonly CaseAction[] {
  return entriesOf(database, caseId)
    .filter(({ kind }) => kind.startsWith(CASE_PREFIX))
    .map(
      ({ kind, at, actor, payload }) => ({ kind: kind.slice(CASE_PREFIX.length), at, actor, payload }) as CaseAction,
    );
}
