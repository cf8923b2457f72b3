import type { CardBatch } from '../domain/card/batch.ts';
import type { CardHolder, CardOrder, HeldCard, OrderKind, OrderState } from '../domain/card/card.ts';
import type { InsuredGroup } from '../domain/card/insured.ts';
import type { JournalEntry, StoredEntry } from '../domain/journal/entry.ts';
import { readEntry } from '../domain/journal/readEntry.ts';
import { sql, type ReadDatabase } from './database.ts';
import { ENTRY_COLUMNS } from './journal.ts';
import type { Stretch } from './registers.ts';

/** The cards of a person and what is being made for them, the oldest first. */
export function cardsOf(database: ReadDatabase, personId: string): CardHolder {
  const cards = sql<[string], Omit<HeldCard, 'formal'> & { formal: number }>(
    database,
    'SELECT number, state, formal, since FROM social_card WHERE person_id = ? ORDER BY n',
  ).all(personId);
  const orders = sql<[string], CardOrder>(
    database,
    `SELECT order_id AS orderId, kind AS "order", batch, state, reason FROM card_order
     WHERE person_id = ? ORDER BY ordered_at, order_id`,
  ).all(personId);
  return { cards: cards.map((card) => ({ ...card, formal: card.formal === 1 })), orders };
}

/** Whether somebody else has or had a card with this number. */
export function isCardOfOther(database: ReadDatabase, number: string, personId: string): boolean {
  return (
    sql<[string, string], { n: number }>(
      database,
      'SELECT n FROM social_card WHERE number = ? AND person_id <> ? LIMIT 1',
    ).get(number, personId) !== undefined
  );
}

/** The last batch of a month `YYYY-MM`. */
export function lastBatchOf(database: ReadDatabase, month: string): CardBatch | undefined {
  return sql<[string], CardBatch>(
    database,
    'SELECT batch, month, n, sent_at AS sentAt FROM card_batch WHERE month = ? ORDER BY n DESC LIMIT 1',
  ).get(month);
}

/** A batch with how far its cards are. */
export interface BatchRow extends CardBatch {
  readonly sentBy: string | null;
  readonly sentByName: string | null;
  readonly receivedAt: string | null;
  readonly receivedByName: string | null;
  readonly cards: number;
  readonly stock: number;
  readonly rejected: number;
  readonly handed: number;
}

const BATCHES = `SELECT batch, month, n, sent_at AS sentAt, sent_by AS sentBy, sent_by_name AS sentByName,
    received_at AS receivedAt, received_by_name AS receivedByName,
    (SELECT count(*) FROM card_order WHERE card_order.batch = card_batch.batch AND state <> 'cancelled') AS cards,
    (SELECT count(*) FROM card_order WHERE card_order.batch = card_batch.batch AND state = 'stock') AS stock,
    (SELECT count(*) FROM card_order WHERE card_order.batch = card_batch.batch AND state = 'rejected') AS rejected,
    (SELECT count(*) FROM card_order WHERE card_order.batch = card_batch.batch AND state = 'handed') AS handed
  FROM card_batch`;

/** The batch with this name. */
export function findBatch(database: ReadDatabase, batch: string): BatchRow | undefined {
  return sql<[string], BatchRow>(database, `${BATCHES} WHERE batch = ?`).get(batch);
}

/** The latest batches, the latest first. */
export function latestBatches(database: ReadDatabase, limit: number): readonly BatchRow[] {
  return sql<[number], BatchRow>(database, `${BATCHES} ORDER BY opened_at DESC, batch DESC LIMIT ?`).all(limit);
}

/** A card that is being made, with whose it is. */
export interface OrderRow {
  readonly orderId: string;
  readonly personId: string;
  readonly personName: string;
  readonly idNumber: string;
  readonly order: OrderKind;
  readonly insured: InsuredGroup;
  readonly batch: string;
  readonly state: OrderState;
  readonly reason: string | null;
  readonly orderedAt: string;
  /** Hall date. */
  readonly dueOn: string | null;
}

const ORDERS = `SELECT order_id AS orderId, card_order.person_id AS personId, name AS personName, id_number AS idNumber,
    kind AS "order", insured, batch, state, reason, ordered_at AS orderedAt, due_on AS dueOn
  FROM card_order JOIN person USING (person_id)`;

/** The cards of a batch, in the order in which they came. */
export function ordersOfBatch(database: ReadDatabase, batch: string): readonly OrderRow[] {
  return sql<[string], OrderRow>(database, `${ORDERS} WHERE batch = ? ORDER BY ordered_at, order_id`).all(batch);
}

/** A card that is being made. */
export function findOrder(database: ReadDatabase, orderId: string): OrderRow | undefined {
  return sql<[string], OrderRow>(database, `${ORDERS} WHERE order_id = ?`).get(orderId);
}

/** The cards that wait in this state, the oldest first. */
export function ordersIn(database: ReadDatabase, state: 'rejected' | 'stock', limit: number): readonly OrderRow[] {
  return sql<[string, number], OrderRow>(
    database,
    `${ORDERS} WHERE state = ? AND state IN ('rejected', 'stock') ORDER BY ordered_at LIMIT ?`,
  ).all(state, limit);
}

/** What the hall counts as card business. */
export type CardBusiness = Extract<
  JournalEntry,
  { kind: 'card.reported-lost' | 'card.loss-lifted' | 'card.ordered' | 'card.handed-out' }
>;

const isBusiness = (entry: JournalEntry): entry is CardBusiness =>
  entry.kind === 'card.reported-lost' ||
  entry.kind === 'card.loss-lifted' ||
  entry.kind === 'card.ordered' ||
  entry.kind === 'card.handed-out';

/** What was done about cards, the oldest first. */
export function cardBusiness(database: ReadDatabase, { from, until, limit }: Stretch): readonly CardBusiness[] {
  const rows = sql<[string, string, number], StoredEntry>(
    database,
    `SELECT ${ENTRY_COLUMNS} FROM journal INDEXED BY journal_by_kind
     WHERE kind IN ('card.reported-lost', 'card.loss-lifted', 'card.ordered', 'card.handed-out') AND at >= ? AND at < ?
     ORDER BY sequence LIMIT ?`,
  ).all(from, until, limit);
  return rows.flatMap((row) => {
    const read = readEntry(row);
    return read.ok && isBusiness(read.entry) ? [read.entry] : [];
  });
}
