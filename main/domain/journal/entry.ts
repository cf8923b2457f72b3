import type { Actor } from '../staff/actor.ts';
import type { CasePayloads } from './kinds/case.ts';
import type { JournalKind, JournalPayloads, UnreadableReason } from './registry.ts';

export type { LaidOutFor, PrintTarget } from './kinds/print.ts';
export type { CounterMode } from './kinds/core.ts';
export type { DeviceSettings } from './kinds/device.ts';
export type { JournalKind, JournalPayloads } from './registry.ts';

/** An act about to be recorded. `subject` is what it is about: a case, visit, person, slip, account or device. */
export type NewEntry = {
  readonly [Kind in JournalKind]: {
    readonly kind: Kind;
    readonly subject: string;
    readonly actor: Actor;
    readonly payload: JournalPayloads[Kind];
  };
}[JournalKind];

/** A recorded act. */
export type JournalEntry = NewEntry & {
  readonly sequence: number;
  /** UUIDv7. */
  readonly entryId: string;
  /** UTC instant, ISO 8601. */
  readonly at: string;
  readonly workstation: string;
  readonly previousHash: string;
  /** SM3 over {@link journalText}, 64 hexadecimal characters. */
  readonly hash: string;
};

/** A stored entry that tells this program nothing: what of it can be told for a report. */
export interface UnreadableEntry extends Pick<HashedColumns, 'sequence' | 'at' | 'kind' | 'subject'> {
  readonly reason: UnreadableReason;
  /** Places in it, never values. */
  readonly where: string;
}

/** A stored entry, read. */
export type EntryRead =
  { readonly ok: true; readonly entry: JournalEntry } | { readonly ok: false; readonly unreadable: UnreadableEntry };
/** An act of a case. */
export type CaseEntry = Extract<JournalEntry, { kind: keyof CasePayloads }>;

/** True for an act of a case: its subject is the case. */
export function isCaseEntry(entry: JournalEntry): entry is CaseEntry {
  return entry.kind.startsWith('case.');
}

/** What became of a message: its subject is the message id. */
export type MessageEntry = Extract<JournalEntry, { kind: `message.${string}` }>;

/** True for what became of a message. */
export function isMessageEntry(entry: JournalEntry): entry is MessageEntry {
  return entry.kind.startsWith('message.');
}

/** Previous hash of the first entry. */
export const GENESIS_HASH = '0'.repeat(64);

/** The columns that are hashed, in their order, the payload as canonical JSON text. */
export interface HashedColumns {
  readonly sequence: number;
  readonly entryId: string;
  readonly at: string;
  readonly actorKind: Actor['kind'];
  /** Staff number of a person, name of a part of the system. */
  readonly actor: string;
  /** Empty for a part of the system, as the role is. */
  readonly actorName: string;
  readonly actorRole: string;
  readonly workstation: string;
  readonly kind: string;
  readonly subject: string;
  readonly payload: string;
  readonly previousHash: string;
}

/** An entry as it is stored. */
export interface StoredEntry extends HashedColumns {
  readonly hash: string;
}

/**
 * The canonical text an entry's hash is made of (hash it as UTF-8): each column with its length before it (`5:abcde`), so
 * that no two different entries can give the same text, whatever their fields contain. Lengths in UTF-16 code units.
 */
export function journalText(columns: HashedColumns): string {
  return [
    String(columns.sequence),
    columns.entryId,
    columns.at,
    columns.actorKind,
    columns.actor,
    columns.actorName,
    columns.actorRole,
    columns.workstation,
    columns.kind,
    columns.subject,
    columns.payload,
    columns.previousHash,
  ]
    .map((field) => `${field.length}:${field}`)
    .join('');
}
