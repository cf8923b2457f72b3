import { canonicalJson } from '../../domain/journal/canonicalJson.ts';
import { staffActor } from '../../domain/staff/actor.ts';
import { sql, type Database } from '../database.ts';
import type { Projectors } from './project.ts';

function settle(database: Database, messageId: string, state: string, at: string | null, note: string): void {
  const { changes } = sql<[string, string | null, string, string]>(
    database,
    'UPDATE outbox_message SET state = ?, settled_at = ?, note = ? WHERE message_id = ?',
  ).run(state, at, note, messageId);
  if (changes !== 1) throw new Error(`message ${messageId} is not in the outbox`);
}

/** Completed transactions and what became of them. */
export const outboxProjectors = {
  'case.complete': (database, { subject, actor, at, payload }) => {
    const operator = staffActor(actor);
    const { messageId, transaction, insuranceRegion, input, journalHead } = payload.message;
    const { lastInsertRowid } = sql<[string, string, string, string, string]>(
      database,
      `INSERT INTO outbox_message (message_id, sent_as, case_id, order_key, state, queued_at, note)
       SELECT ?, ?, ?, person_id, 'waiting', ?, '' FROM service_case WHERE case_id = ?`,
    ).run(messageId, messageId, subject, at, subject);
    sql<[number | bigint, string]>(database, 'INSERT INTO outbox_content (queue_id, message) VALUES (?, ?)').run(
      lastInsertRowid,
      canonicalJson({
        transaction,
        insuranceRegion,
        input,
        journalHead,
        operator: { number: operator.number, name: operator.name },
        completedAt: at,
      }),
    );
  },
  'message.renumbered': (database, { subject, payload }) => {
    const { changes } = sql<[string, string]>(
      database,
      'UPDATE outbox_message SET sent_as = ? WHERE message_id = ?',
    ).run(payload.sentAs, subject);
    if (changes !== 1) throw new Error(`message ${subject} is not in the outbox`);
  },
  'case.deliver': (database, { at, payload }) => {
    settle(database, payload.messageId, 'delivered', at, payload.reference);
  },
  'case.delivery-refused': (database, { at, payload }) => {
    settle(database, payload.messageId, 'refused', at, payload.message);
  },
  'case.requeue': (database, { payload }) => {
    settle(database, payload.messageId, 'waiting', null, '');
  },
} satisfies Projectors;
