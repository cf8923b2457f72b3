import { isBenefitEntry, type BenefitEntry } from '../domain/benefit/line.ts';
import { canonicalJson } from '../domain/journal/canonicalJson.ts';
import {
  GENESIS_HASH,
  isCaseEntry,
  isMessageEntry,
  type MessageEntry,
  type CaseEntry,
  type CounterMode,
  type EntryRead,
  journalText,
  type HashedColumns,
  type JournalEntry,
  type NewEntry,
  type StoredEntry,
  type UnreadableEntry,
} from '../domain/journal/entry.ts';
import { actorColumns, readEntry } from '../domain/journal/readEntry.ts';
import { isJournalKind, storedPayload } from '../domain/journal/registry.ts';
import { change, sql, type ReadDatabase, type WriteDatabase } from './database.ts';
import { newId } from './newId.ts';

/** SM3 of a text's UTF-8 bytes as 64 hexadecimal characters; a port, because Electron's own crypto has no SM3. */
export type HashText = (text: string) => string;

/** The last entry of the chain. */
export interface JournalHead {
  readonly sequence: number;
  readonly hash: string;
}

/** The columns of a stored entry under their names. */
export const ENTRY_COLUMNS = `sequence, entry_id AS entryId, at, actor_kind AS actorKind, actor, actor_name AS actorName,
  actor_role AS actorRole, workstation, kind, subject, payload, previous_hash AS previousHash, hash`;

/** The head of the chain; the genesis head of an empty journal. */
export function readHead(database: ReadDatabase): JournalHead {
  return (
    sql<[], JournalHead>(database, 'SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1').get() ?? {
      sequence: 0,
      hash: GENESIS_HASH,
    }
  );
}

/** Appends one entry to the chain. Must run inside the transaction that makes its consequences. */
export function appendEntry(
  database: WriteDatabase,
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
    entryId: newId(new Date(where.at)),
    at: where.at,
    ...actorColumns(entry.actor),
    workstation: where.workstation,
    kind: entry.kind,
    subject: entry.subject,
    payload: canonicalJson(storedPayload(entry.kind, entry.payload)),
    previousHash: head.hash,
  };
  const hash = where.hashText(journalText(columns));
  change<[StoredEntry]>(
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

/** All rows in order, one at a time. */
export function eachRow(database: ReadDatabase): IterableIterator<StoredEntry> {
  return sql<[], StoredEntry>(database, `SELECT ${ENTRY_COLUMNS} FROM journal ORDER BY sequence`).iterate();
}

/** Rows that follow this sequence, in order, at most so many. */
export function rowsAfter(database: ReadDatabase, sequence: number, limit: number): readonly StoredEntry[] {
  return sql<[number, number], StoredEntry>(
    database,
    `SELECT ${ENTRY_COLUMNS} FROM journal WHERE sequence > ? ORDER BY sequence LIMIT ?`,
  ).all(sequence, limit);
}

/** The id of the workstation that has written this journal; null while it is empty. */
export function workstationOf(database: ReadDatabase): string | null {
  return (
    sql<[], { workstation: string }>(database, 'SELECT workstation FROM journal ORDER BY sequence LIMIT 1').get()
      ?.workstation ?? null
  );
}

/** The window at which this workstation stands since it was last recorded; null before. */
export function windowOf(database: ReadDatabase, workstation: string): string | null {
  return (
    sql<[string], { window: string }>(
      database,
      'SELECT window FROM workstation_window WHERE workstation = ? ORDER BY since DESC LIMIT 1',
    ).get(workstation)?.window ?? null
  );
}

/** The first entry of each kind that this program does not know: what a later release, or nobody's, has written. */
export function strangeEntries(database: ReadDatabase): readonly UnreadableEntry[] {
  // From one kind to the next along the index, so that the length of the journal does not count.
  const kinds = sql<[], { kind: string }>(
    database,
    `WITH RECURSIVE kinds (kind) AS (
       SELECT min(kind) FROM journal
       UNION ALL SELECT (SELECT min(kind) FROM journal WHERE kind > kinds.kind) FROM kinds WHERE kinds.kind IS NOT NULL)
     SELECT kind FROM kinds WHERE kind IS NOT NULL`,
  ).all();
  return kinds.flatMap(({ kind }) => {
    if (isJournalKind(kind)) return [];
    const row = sql<[string], StoredEntry>(
      database,
      `SELECT ${ENTRY_COLUMNS} FROM journal WHERE kind = ? ORDER BY sequence LIMIT 1`,
    ).get(kind);
    const read = row && readEntry(row);
    return read && !read.ok ? [read.unreadable] : [];
  });
}

/** What this database has been used for since its first start that can be read; null before it. */
export function usedFor(database: ReadDatabase): CounterMode | null {
  const rows = sql<[], StoredEntry>(
    database,
    `SELECT ${ENTRY_COLUMNS} FROM journal WHERE kind = 'core.started' ORDER BY sequence`,
  ).iterate();
  for (const row of rows) {
    const read = readEntry(row);
    if (read.ok && read.entry.kind === 'core.started') return read.entry.payload.mode;
  }
  return null;
}

/** Subject of what is said about the history itself. */
export const HISTORY_SUBJECT = 'history';

/** The life this history is in; 0 until one was begun. */
export function lifeOf(database: ReadDatabase): number {
  const begun = entriesOf(database, HISTORY_SUBJECT).findLast(
    (read) => read.ok && read.entry.kind === 'core.life-begun',
  );
  return begun?.ok === true && begun.entry.kind === 'core.life-begun' ? begun.entry.payload.life : 0;
}

/** Hash of the entry at this place of the chain; undefined where there is none. */
export function hashAt(database: ReadDatabase, sequence: number): string | undefined {
  return sql<[number], { hash: string }>(database, 'SELECT hash FROM journal WHERE sequence = ?').get(sequence)?.hash;
}

/** The entry with this sequence; undefined when the journal does not reach there. */
export function entryAt(database: ReadDatabase, sequence: number): EntryRead | undefined {
  const row = sql<[number], StoredEntry>(database, `SELECT ${ENTRY_COLUMNS} FROM journal WHERE sequence = ?`).get(
    sequence,
  );
  return row && readEntry(row);
}

/** Everything that was ever done about one subject, oldest first. */
export function entriesOf(database: ReadDatabase, subject: string): readonly EntryRead[] {
  return sql<[string], StoredEntry>(
    database,
    `SELECT ${ENTRY_COLUMNS} FROM journal WHERE subject = ? ORDER BY sequence`,
  )
    .all(subject)
    .map(readEntry);
}

/** Entries of one sort, or the first that cannot be read: a history with a hole is none. */
type HistoryRead<Entry> =
  | { readonly ok: true; readonly entries: readonly Entry[] }
  | { readonly ok: false; readonly unreadable: UnreadableEntry };

function historyOf<Entry extends JournalEntry>(
  database: ReadDatabase,
  subject: string,
  isOne: (entry: JournalEntry) => entry is Entry,
): HistoryRead<Entry> {
  const entries: Entry[] = [];
  for (const read of entriesOf(database, subject)) {
    if (!read.ok) return read;
    if (isOne(read.entry)) entries.push(read.entry);
  }
  return { ok: true, entries };
}

/** The history of one case, for `replay`. */
export function caseHistory(database: ReadDatabase, caseId: string): HistoryRead<CaseEntry> {
  return historyOf(database, caseId, isCaseEntry);
}

/** What a case has made of the benefits of its citizen, oldest first. What cannot be read is no part of it. */
export function benefitHistory(database: ReadDatabase, personId: string, caseId: string): readonly BenefitEntry[] {
  const rows = sql<[string], StoredEntry>(
    database,
    `SELECT ${ENTRY_COLUMNS} FROM journal WHERE subject = ? AND kind LIKE 'benefit.%' ORDER BY sequence`,
  ).all(personId);
  return rows.flatMap((row) => {
    const read = readEntry(row);
    return read.ok && isBenefitEntry(read.entry) && read.entry.payload.caseId === caseId ? [read.entry] : [];
  });
}

/** What became of these messages, one after the other, each oldest first. */
export function messageHistory(database: ReadDatabase, messageIds: readonly string[]): HistoryRead<MessageEntry> {
  const entries: MessageEntry[] = [];
  for (const messageId of messageIds) {
    const read = historyOf(database, messageId, isMessageEntry);
    if (!read.ok) return read;
    entries.push(...read.entries);
  }
  return { ok: true, entries };
}
