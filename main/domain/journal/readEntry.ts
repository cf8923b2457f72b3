import { systemPartTitles, type Actor, type SystemPart } from '../staff/actor.ts';
import { roleTitles, type Role } from '../staff/role.ts';
import { jsonOf } from '../stored.ts';
import type { EntryRead, HashedColumns, JournalEntry, StoredEntry } from './entry.ts';
import { readPayload, type UnreadableReason } from './registry.ts';

/** The columns that name an actor. */
export type ActorColumns = Pick<HashedColumns, 'actorKind' | 'actor' | 'actorName' | 'actorRole'>;

/** An actor as the journal's columns carry it. */
export function actorColumns(actor: Actor): ActorColumns {
  return actor.kind === 'person'
    ? { actorKind: 'person', actor: actor.number, actorName: actor.name, actorRole: actor.role }
    : { actorKind: 'system', actor: actor.part, actorName: '', actorRole: '' };
}

/** The one way from a stored row to an entry: what this program cannot read is a value for a report, never an exception. */
export function readEntry(row: StoredEntry): EntryRead {
  const { sequence, entryId, at, workstation, previousHash, hash, kind, subject } = row;
  const unreadable = (reason: UnreadableReason, where: string): EntryRead => ({
    ok: false,
    unreadable: { sequence, at, kind, subject, reason, where },
  });
  const stored = jsonOf(row.payload);
  if (!stored.ok) return unreadable('malformed', stored.where);
  const read = readPayload(kind, stored.value);
  if (!read.ok) return unreadable(read.reason, read.where);
  const actor = actorOf(row);
  if (!actor) return unreadable('unknown-actor', 'actor');
  const { payload } = read;
  const entry = { sequence, entryId, at, workstation, previousHash, hash, kind, subject, actor, payload };
  // The payload came through the schema of this kind: what the compiler cannot follow from a name to its type.
  return { ok: true, entry: entry as JournalEntry };
}

const isRole = (text: string): text is Role => Object.hasOwn(roleTitles, text);
const isSystemPart = (text: string): text is SystemPart => Object.hasOwn(systemPartTitles, text);

function actorOf(row: ActorColumns): Actor | null {
  if (row.actorKind === 'person' && isRole(row.actorRole)) {
    return { kind: 'person', number: row.actor, name: row.actorName, role: row.actorRole };
  }
  if (row.actorKind === 'system' && isSystemPart(row.actor)) return { kind: 'system', part: row.actor };
  return null;
}
