import type { JournalEntry, NewEntry } from '../domain/journal/entry.ts';
import { createSignal } from '../domain/signal.ts';
import type { Cancel, Clock } from '../domain/time.ts';
import type { Anchor } from './anchor.ts';
import type { Database, ReadDatabase, WriteDatabase } from './database.ts';
import { appendEntry, lifeOf, readHead, type HashText, type JournalHead } from './journal.ts';
import { project } from './projections/project.ts';
import { storageFaultOf } from './storageFault.ts';

/** One open transaction: everything done through it happens together or not at all. */
export interface Transaction {
  readonly write: WriteDatabase;
  /** The instant of this transaction, UTC ISO 8601; all its entries carry it. */
  readonly at: string;
  readonly workstation: string;
  /** Life of the history: which numbers may be given, see `main/domain/case/life.ts`. */
  readonly life: number;
  /** Head of the journal before the next entry. */
  head(): JournalHead;
  /** Records an act and carries it into every projection. */
  append(entry: NewEntry): JournalEntry;
}

/** The counter's durable memory. */
export interface Store {
  /** For reading: what is recorded goes through a transaction. */
  readonly read: ReadDatabase;
  /** Id of the workstation whose journal this is. */
  readonly workstation: string;
  /**
   * Runs the work in one immediate, synchronous transaction. What it throws rolls everything back and is thrown on. Throws
   * when a transaction is open already: what the inner one has told the world, the outer one could still take back. `at` is the
   * instant of its entries, that of what was decided before it began; now, when it is left out.
   */
  transact<Value>(work: (transaction: Transaction) => Value, at?: string): Value;
  /** Called after each commit that recorded something, outside the transaction: what a listener throws is reported. */
  onRecorded(listener: (entries: readonly JournalEntry[]) => void): Cancel;
  /** False from the moment it is closed. */
  isOpen(): boolean;
  close(): void;
}

/** What a store is put together from. */
interface StoreParts {
  readonly database: Database;
  readonly anchor: Anchor;
  readonly workstation: string;
  readonly clock: Clock;
  readonly hashText: HashText;
  readonly reportBug: (error: unknown) => void;
}

/** Puts the journal, its projections and the anchor together over an open, migrated database. */
export function createStore(options: StoreParts): Store {
  const { database, anchor, workstation } = options;
  const life = lifeOf(database);
  const recordings = createSignal<readonly JournalEntry[]>(options.reportBug);
  const found = readHead(database);
  anchor.remember(found, found);
  return {
    read: database,
    workstation,

    transact: (work, at = options.clock.wall().toISOString()) => {
      const { value, recorded } = transactOnce(options, { life, at }, work);
      const last = recorded.at(-1);
      if (last) {
        noteCommitted(anchor, last);
        recordings.emit(recorded);
      }
      return value;
    },

    isOpen: () => database.open,

    onRecorded: (listener) => recordings.subscribe(listener),

    close: () => closeStore(database, anchor),
  };
}

/** One transaction and what it recorded. The anchor knows the way from head to head before the commit. */
function transactOnce<Value>(
  { database, anchor, workstation, hashText }: StoreParts,
  { life, at }: Pick<Transaction, 'life' | 'at'>,
  work: (transaction: Transaction) => Value,
): { readonly value: Value; readonly recorded: readonly JournalEntry[] } {
  if (database.inTransaction) throw new Error('a transaction cannot be begun inside another');
  const recorded: JournalEntry[] = [];
  const value = database
    .transaction(() => {
      const before = readHead(database);
      let head: JournalHead = before;
      const result = work({
        write: database,
        at,
        workstation,
        life,
        head: () => head,
        append: (entry) => {
          const appended = appendEntry(database, entry, { at, workstation, hashText, head });
          // The place alone: it goes into messages, and the entry is none of theirs.
          head = { sequence: appended.sequence, hash: appended.hash };
          project(database, appended);
          recorded.push(appended);
          return appended;
        },
      });
      const last = recorded.at(-1);
      if (last) anchor.remember(before, last);
      return result;
    })
    .immediate();
  return { value, recorded };
}

/** Leaves a single file behind, so that a copy of it is complete. */
function closeStore(database: Database, anchor: Anchor): void {
  try {
    database.pragma('wal_checkpoint(TRUNCATE)');
    database.pragma('optimize');
  } catch (error) {
    // A full disk, say: the log beside the file stays and is read by the next start.
    if (!storageFaultOf(error)) throw error;
  } finally {
    database.close();
    anchor.close();
  }
}

/** The commit is done and stays done: where the disk does not take the head, the heads remembered before it hold. */
function noteCommitted(anchor: Anchor, head: JournalHead): void {
  try {
    anchor.remember(head, head);
  } catch (error) {
    if (!storageFaultOf(error)) throw error;
  }
}
