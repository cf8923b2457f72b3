import { z } from 'zod';
import type { Claim, ForwardRecord, Outbox, QueuedMessage } from '../domain/delivery/delivery.ts';
import type { SystemActor } from '../domain/staff/actor.ts';
import { readStoredText } from '../domain/stored.ts';
import { change, sql, type ReadDatabase, type WriteDatabase } from './database.ts';
import type { Store, Transaction } from './store.ts';

/** The message as the outbox keeps it: an outbound message without what has columns of its own. */
const storedMessageSchema = z.object({
  transaction: z.string(),
  insuranceRegion: z.string(),
  input: z.record(z.string(), z.unknown()),
  journalHead: z.object({ sequence: z.int(), hash: z.string() }),
  operator: z.object({ number: z.string(), name: z.string() }),
  completedAt: z.string(),
  contentHash: z.string(),
});

interface DueRow {
  readonly queueId: number;
  readonly messageId: string;
  readonly orderKey: string;
  readonly message: string;
  readonly attempts: number;
  readonly mustAsk: number;
}

/** What stands in `outbox_attempt.sending`. */
const SENDING = { no: 0, underWay: 1, unreadable: 2 } as const;

/** Who the journal names when the forwarder acts. */
const FORWARDER = { kind: 'system', part: 'forwarder' } as const satisfies SystemActor;

/** Begins the working state of a message that waits, in the transaction that has made it wait. */
export function queueAttempt(
  { write, at }: Pick<Transaction, 'write' | 'at'>,
  { queueId, orderKey }: Pick<QueuedMessage, 'queueId' | 'orderKey'>,
): void {
  change<[number, string, string]>(
    write,
    `INSERT INTO outbox_attempt (queue_id, order_key, attempts, next_at, sending, must_ask, detail)
     VALUES (?, ?, 0, ?, 0, 0, '')`,
  ).run(queueId, orderKey, at);
}

/** Makes a waiting message due now. */
export function dueNow(transaction: Transaction, messageId: string): void {
  change<[string, string]>(
    transaction.write,
    `UPDATE outbox_attempt SET next_at = ?
     WHERE queue_id = (SELECT queue_id FROM outbox_message WHERE message_id = ?)`,
  ).run(transaction.at, messageId);
}

/** A message that was on its way when the counter died may have arrived: it must be asked about first. */
export function recoverOutbox(database: WriteDatabase): void {
  change(database, 'UPDATE outbox_attempt SET sending = 0, must_ask = 1 WHERE sending = 1').run();
  // What could not be read then may be readable to the program that starts now.
  change<[number, number]>(database, 'UPDATE outbox_attempt SET sending = ? WHERE sending = ?').run(
    SENDING.no,
    SENDING.unreadable,
  );
}

/** The durable queue behind the forwarder. */
export function createOutbox(store: Store): Outbox {
  return {
    claim(claim, outcomes) {
      return store.transact((transaction) => {
        for (const outcome of outcomes) recordOne(transaction, outcome);
        return takeDue(transaction.write, claim);
      });
    },

    record(outcomes: readonly ForwardRecord[]) {
      store.transact((transaction) => {
        for (const outcome of outcomes) recordOne(transaction, outcome);
      });
    },

    nextDueAt() {
      return (
        sql<[], { nextAt: string }>(
          store.read,
          'SELECT next_at AS nextAt FROM outbox_attempt WHERE sending = 0 ORDER BY next_at LIMIT 1',
        ).get()?.nextAt ?? null
      );
    },
  };
}

function takeDue(database: WriteDatabase, { now, latest, limit, busy }: Claim): QueuedMessage[] {
  const rows = sql<[string, string, string, number], DueRow>(
    database,
    `SELECT queue_id AS queueId, sent_as AS messageId, due.order_key AS orderKey, message, attempts, must_ask AS mustAsk
     FROM outbox_attempt AS due JOIN outbox_message USING (queue_id) JOIN outbox_content USING (queue_id)
     WHERE (next_at <= ? OR next_at > ?) AND sending = 0
       AND due.order_key NOT IN (SELECT value FROM json_each(?))
       AND NOT EXISTS (SELECT 1 FROM outbox_attempt AS before
                       WHERE before.order_key = due.order_key AND before.queue_id < due.queue_id)
     ORDER BY queue_id LIMIT ?`,
  ).all(now, latest, JSON.stringify([...busy]), limit);
  const read = rows.map(queuedMessage);
  const messages = read.filter((message) => message !== null);
  setAside(
    database,
    rows.filter((_, index) => read[index] === null),
  );
  change<[string]>(
    database,
    `UPDATE outbox_attempt SET sending = 1, attempts = attempts + 1
     WHERE queue_id IN (SELECT value FROM json_each(?))`,
  ).run(JSON.stringify(messages.map(({ queueId }) => queueId)));
  return messages;
}

/** The message as it leaves; null when what is stored cannot be read by this program. */
function queuedMessage({ message, mustAsk, ...row }: DueRow): QueuedMessage | null {
  const read = readStoredText(storedMessageSchema, message);
  return read.ok ? { ...row, mustAsk: mustAsk === 1, ...read.value } : null;
}

/** What the queue screen says of a message that this program cannot read. */
const UNREADABLE = '待传内容本程序读不了，没有传送，请联系信息股';

/**
 * A message that cannot be read never leaves, nor does what the same citizen has behind it: it stands in the queue with the
 * reason, and each start looks at it again: a later program may be able to.
 */
function setAside(database: WriteDatabase, rows: readonly DueRow[]): void {
  for (const { queueId } of rows) {
    change<[number, string, number]>(
      database,
      'UPDATE outbox_attempt SET sending = ?, detail = ? WHERE queue_id = ?',
    ).run(SENDING.unreadable, UNREADABLE, queueId);
  }
}

function recordOne(transaction: Transaction, outcome: ForwardRecord): void {
  const { write: database } = transaction;
  if (outcome.kind === 'retry') {
    change<[string, number, string, number]>(
      database,
      'UPDATE outbox_attempt SET sending = 0, next_at = ?, must_ask = ?, detail = ? WHERE queue_id = ?',
    ).run(outcome.nextAt, outcome.mustAsk ? 1 : 0, outcome.detail, outcome.queueId);
    return;
  }
  const row = sql<[number], { messageId: string; state: string }>(
    database,
    'SELECT message_id AS messageId, state FROM outbox_message WHERE queue_id = ?',
  ).get(outcome.queueId);
  // Settled once is settled: a late second answer must not write history twice.
  if (row?.state !== 'waiting') return;
  if (outcome.kind === 'renumbered') {
    const { freshId, nextAt, detail, queueId } = outcome;
    // In the journal before it is sent: a crash must not leave a message out there under an id that nobody remembers.
    transaction.append({
      kind: 'message.renumbered',
      subject: row.messageId,
      actor: FORWARDER,
      payload: { sentAs: freshId },
    });
    change<[string, string, number]>(
      database,
      'UPDATE outbox_attempt SET sending = 0, must_ask = 0, next_at = ?, detail = ? WHERE queue_id = ?',
    ).run(nextAt, detail, queueId);
    return;
  }
  change<[number]>(database, 'DELETE FROM outbox_attempt WHERE queue_id = ?').run(outcome.queueId);
  const about = { subject: row.messageId, actor: FORWARDER };
  if (outcome.kind === 'delivered') {
    const { reference, declarationSerial } = outcome.receipt;
    transaction.append({
      kind: 'message.delivered',
      ...about,
      payload: { reference, ...(declarationSerial ? { declarationSerial } : {}) },
    });
  } else {
    transaction.append({ kind: 'message.refused', ...about, payload: { message: outcome.message } });
  }
}

/** Messages neither delivered nor refused. */
export function countWaiting(database: ReadDatabase): number {
  return sql<[], { n: number }>(database, 'SELECT count(*) AS n FROM outbox_attempt').get()?.n ?? 0;
}

/** Messages the central system refused and nobody has sent again. */
export function countRefused(database: ReadDatabase): number {
  return (
    sql<[], { n: number }>(database, `SELECT count(*) AS n FROM outbox_message WHERE state = 'refused'`).get()?.n ?? 0
  );
}

/** A message as the queue screen lists it. */
export interface OutboxListRow {
  readonly messageId: string;
  readonly caseId: string;
  readonly caseNumber: string | null;
  readonly itemCode: string;
  readonly itemVersion: number;
  readonly personName: string;
  readonly state: 'waiting' | 'delivered' | 'refused';
  readonly note: string;
  readonly queuedAt: string;
  readonly attempts: number | null;
  readonly nextAt: string | null;
  readonly sending: number | null;
  readonly mustAsk: number | null;
  readonly detail: string | null;
}

const LIST = `SELECT queue_id AS queueId, outbox_message.order_key AS orderKey, outbox_message.message_id AS messageId, outbox_message.case_id AS caseId, case_number AS caseNumber,
    item_code AS itemCode, item_version AS itemVersion, person.name AS personName, outbox_message.state AS state, note,
    queued_at AS queuedAt, attempts, next_at AS nextAt, sending, must_ask AS mustAsk, detail
  FROM outbox_message JOIN service_case USING (case_id) JOIN person USING (person_id)
    LEFT JOIN outbox_attempt USING (queue_id)`;

/** Refused and waiting ones first, then the latest delivered; at most `limit` of each. */
export function listOutbox(database: ReadDatabase, limit: number): OutboxListRow[] {
  const of = (state: string, order: 'ASC' | 'DESC') =>
    sql<[string, number], OutboxListRow>(
      database,
      `${LIST} WHERE outbox_message.state = ? ORDER BY queue_id ${order} LIMIT ?`,
    ).all(state, limit);
  return [...of('refused', 'ASC'), ...of('waiting', 'ASC'), ...of('delivered', 'DESC')].slice(0, limit);
}

/** The case of the message that goes out under this id; undefined when there is none. */
export function caseOfSent(database: ReadDatabase, sentAs: string): string | undefined {
  return sql<[string], { caseId: string }>(
    database,
    'SELECT case_id AS caseId FROM outbox_message WHERE sent_as = ?',
  ).get(sentAs)?.caseId;
}

/** A message, whatever became of it. `dropped`: refused, and given up or replaced by a corrected one. */
export interface FoundMessage extends Omit<OutboxListRow, 'state'>, Pick<QueuedMessage, 'queueId' | 'orderKey'> {
  readonly state: OutboxListRow['state'] | 'dropped';
}

/** One message by its id. */
export function findMessage(database: ReadDatabase, messageId: string): FoundMessage | undefined {
  return sql<[string], FoundMessage>(database, `${LIST} WHERE outbox_message.message_id = ?`).get(messageId);
}
