import type { OutboundMessage, QueuedTransaction } from '../../domain/delivery/delivery.ts';
import { canonicalJson } from '../../domain/journal/canonicalJson.ts';
import type { CaseEntry } from '../../domain/journal/entry.ts';
import { staffActor } from '../../domain/staff/actor.ts';
import { contentHash, type MessageContent } from '../contentHash.ts';
import { change, type WriteDatabase } from '../database.ts';
import type { Projectors } from './project.ts';

/** Queues a message of a case, its subject, behind those of the same citizen. */
export function queueMessage(
  database: WriteDatabase,
  { subject, actor, at, sequence }: Pick<CaseEntry, 'subject' | 'actor' | 'at' | 'sequence'>,
  message: QueuedTransaction,
  personId: string,
): void {
  const { number, name } = staffActor(actor);
  const operator = { number, name };
  const { messageId, transaction, insuranceRegion, input, journalHead } = message;
  change<[number, string, string, string, string, string, number]>(
    database,
    `INSERT INTO outbox_message (queue_id, message_id, sent_as, case_id, order_key, state, queued_at, note, revision)
     VALUES (?, ?, ?, ?, ?, 'waiting', ?, '', ?)`,
  ).run(sequence, messageId, messageId, subject, personId, at, sequence);
  change<[number, string]>(database, 'INSERT INTO outbox_content (queue_id, message) VALUES (?, ?)').run(
    sequence,
    storedMessage({ transaction, insuranceRegion, input, operator, completedAt: at }, journalHead),
  );
}

/** The text of `outbox_content`: what the message does, the hash of that, the head of the journal it was queued after. */
export function storedMessage(content: MessageContent, journalHead: OutboundMessage['journalHead']): string {
  return canonicalJson({ ...content, contentHash: contentHash(content), journalHead });
}

function putState(
  database: WriteDatabase,
  { subject, sequence }: { readonly subject: string; readonly sequence: number },
  state: 'waiting' | 'delivered' | 'refused' | 'dropped',
  at: string | null,
  note: string,
): void {
  const { changes } = change<[string, string | null, string, number, string]>(
    database,
    'UPDATE outbox_message SET state = ?, settled_at = ?, note = ?, revision = ? WHERE message_id = ?',
  ).run(state, at, note, sequence, subject);
  if (changes !== 1) throw new Error(`message ${subject} is not in the outbox`);
}

/** A refused message is not sent again: a corrected one takes its place, or its case has no result any more. */
export function dropMessage(database: WriteDatabase, { at, sequence }: CaseEntry, messageId: string): void {
  putState(database, { subject: messageId, sequence }, 'dropped', at, '');
}

/** What the central system said of the messages. */
export const outboxProjectors = {
  'message.renumbered': (database, { subject, payload, sequence }) => {
    const { changes } = change<[string, number, string]>(
      database,
      'UPDATE outbox_message SET sent_as = ?, revision = ? WHERE message_id = ?',
    ).run(payload.sentAs, sequence, subject);
    if (changes !== 1) throw new Error(`message ${subject} is not in the outbox`);
  },
  'message.delivered': (database, entry) => {
    putState(database, entry, 'delivered', entry.at, entry.payload.reference);
  },
  'message.refused': (database, entry) => {
    putState(database, entry, 'refused', entry.at, entry.payload.message);
  },
  'message.requeued': (database, entry) => {
    putState(database, entry, 'waiting', null, '');
  },
} satisfies Projectors;
