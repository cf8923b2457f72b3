import { applyCard, type CardEvent } from '../../domain/card/card.ts';
import { staffActor } from '../../domain/staff/actor.ts';
import { cardsOf } from '../cards.ts';
import { change, type WriteDatabase } from '../database.ts';
import type { Projectors } from './project.ts';

/** The cards of a person after an event; an order keeps what only the entry of its beginning says. */
function putCards(database: WriteDatabase, personId: string, event: CardEvent, at: string): void {
  const { cards, orders } = applyCard(cardsOf(database, personId), event, at);
  change<[string]>(database, 'DELETE FROM social_card WHERE person_id = ?').run(personId);
  const insert = change<(string | number | null)[]>(
    database,
    'INSERT INTO social_card (person_id, n, number, state, formal, since) VALUES (?, ?, ?, ?, ?, ?)',
  );
  cards.forEach(({ number, state, formal, since }, n) => insert.run(personId, n, number, state, Number(formal), since));
  const update = change<(string | null)[]>(
    database,
    `UPDATE card_order SET batch = ?, state = ?, reason = ?, changed_at = ?
     WHERE order_id = ? AND (batch, state, ifnull(reason, '')) IS NOT (?, ?, ?)`,
  );
  for (const { orderId, batch, state, reason } of orders)
    update.run(batch, state, reason, at, orderId, batch, state, reason ?? '');
}

/** The batch of an order, from its first order on. */
function openBatch(database: WriteDatabase, batch: string, at: string): void {
  const [month = '', n = ''] = batch.split('-B');
  change<[string, string, number, string]>(
    database,
    'INSERT OR IGNORE INTO card_batch (batch, month, n, opened_at) VALUES (?, ?, ?, ?)',
  ).run(batch, month, Number(n), at);
}

/** Social-security cards and the batches in which they are made. */
export const cardProjectors = {
  'card.reported-lost': (database, { subject, at, payload: { number, formal } }) =>
    putCards(database, subject, { kind: 'report-loss', number, formal }, at),

  'card.loss-lifted': (database, { subject, at, payload: { number } }) =>
    putCards(database, subject, { kind: 'lift-loss', number }, at),

  'card.ordered': (database, { subject, at, payload: { orderId, order, batch, dueOn, insured } }) => {
    openBatch(database, batch, at);
    change<(string | null)[]>(
      database,
      `INSERT INTO card_order (order_id, person_id, kind, insured, batch, state, ordered_at, due_on, changed_at)
       VALUES (?, ?, ?, ?, ?, 'ordered', ?, ?, ?)`,
    ).run(orderId, subject, order, insured, batch, at, dueOn, at);
  },

  'card.ordered-again': (database, { subject, at, payload: { orderId, batch } }) => {
    openBatch(database, batch, at);
    putCards(database, subject, { kind: 'order-again', orderId, batch }, at);
  },

  'card.order-cancelled': (database, { subject, at, payload: { orderId } }) =>
    putCards(database, subject, { kind: 'cancel', orderId }, at),

  'card.handed-out': (database, { subject, at, payload: { number, activated } }) =>
    putCards(database, subject, { kind: 'hand-out', number, activated }, at),

  'card.batch-sent': (database, { at, actor, payload: { batch } }) => {
    const { number, name } = staffActor(actor);
    change<[string, string, string, string]>(
      database,
      'UPDATE card_batch SET sent_at = ?, sent_by = ?, sent_by_name = ? WHERE batch = ?',
    ).run(at, number, name, batch);
  },

  'card.batch-received': (database, { at, actor, payload: { batch, stocked, rejected } }) => {
    const { number, name } = staffActor(actor);
    change<[string, string, string, string]>(
      database,
      'UPDATE card_batch SET received_at = ?, received_by = ?, received_by_name = ? WHERE batch = ?',
    ).run(at, number, name, batch);
    for (const { orderId, personId } of stocked) putCards(database, personId, { kind: 'stock', orderId }, at);
    for (const { orderId, personId, reason } of rejected)
      putCards(database, personId, { kind: 'reject', orderId, reason }, at);
  },
} satisfies Projectors;
