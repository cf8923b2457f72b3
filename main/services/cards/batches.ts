import { failure } from '../../contract/failures.ts';
import { hallDate } from '../../domain/calendar/hallTime.ts';
import { batchFor } from '../../domain/card/batch.ts';
import { orderStates } from '../../domain/card/card.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import { findBatch, findOrder, lastBatchOf, ordersOfBatch } from '../../store/cards.ts';
import type { Context } from '../context.ts';
import { once, type Answer, type Request } from '../once.ts';

/** A card that the producer sent back, with the reason. */
export interface RejectedCard {
  readonly orderId: string;
  readonly reason: string;
}

type Done = Answer<Record<string, never>>;
type Of = Pick<Context, 'store'>;

const subjectOf = (batch: string): string => `card-batch.${batch}`;

/** Closes a batch: it goes to the producer, and what is ordered from now on goes into the next. Failures: CARD_BATCH_MOVED_ON. */
export function sendBatch(context: Of, actor: StaffActor, request: Request, batch: string): Done {
  return once(context, request, (transaction, refuse) => {
    const row = findBatch(transaction.write, batch);
    if (!row) return refuse(failure('CARD_BATCH_MOVED_ON', '没有这个批次'));
    if (row.sentAt !== null) return refuse(failure('CARD_BATCH_MOVED_ON', '批次已经送制'));
    if (row.cards === 0) return refuse(failure('CARD_BATCH_MOVED_ON', '批次里没有要制的卡'));
    const payload = { batch, cards: row.cards };
    transaction.append({ kind: 'card.batch-sent', subject: subjectOf(batch), actor, payload });
    return {};
  });
}

/**
 * Takes a batch over from the producer: what was sent back becomes a task with its reason, the rest is in stock. Somebody else
 * counts than who sent it. Failures: CARD_BATCH_MOVED_ON, CARD_BATCH_SAME_PERSON, CARD_ORDER_MOVED_ON.
 */
export function receiveBatch(
  context: Of,
  actor: StaffActor,
  request: Request,
  { batch, rejected }: { readonly batch: string; readonly rejected: readonly RejectedCard[] },
): Done {
  return once(context, request, (transaction, refuse) => {
    const row = findBatch(transaction.write, batch);
    if (!row) return refuse(failure('CARD_BATCH_MOVED_ON', '没有这个批次'));
    if (row.sentAt === null) return refuse(failure('CARD_BATCH_MOVED_ON', '批次还没有送制'));
    if (row.receivedAt !== null) return refuse(failure('CARD_BATCH_MOVED_ON', '批次已经接收'));
    if (row.sentBy === actor.number) return refuse(failure('CARD_BATCH_SAME_PERSON'));
    const orders = ordersOfBatch(transaction.write, batch).filter(({ state }) => state === 'ordered');
    const reasons = new Map(rejected.map(({ orderId, reason }) => [orderId, reason]));
    const foreign = [...reasons.keys()].some((id) => !orders.some(({ orderId }) => orderId === id));
    if (foreign || reasons.size !== rejected.length) {
      return refuse(failure('CARD_ORDER_MOVED_ON', '退回的卡不在这个批次里，或列了两次'));
    }
    transaction.append({
      kind: 'card.batch-received',
      subject: subjectOf(batch),
      actor,
      payload: {
        batch,
        stocked: orders.flatMap(({ orderId, personId }) => (reasons.has(orderId) ? [] : [{ orderId, personId }])),
        rejected: orders.flatMap(({ orderId, personId }) => {
          const reason = reasons.get(orderId);
          return reason === undefined ? [] : [{ orderId, personId, reason }];
        }),
      },
    });
    return {};
  });
}

/** What is done about a card that was sent back: into the batch of this day again, or not made at all. */
export interface AboutRejected {
  readonly orderId: string;
  readonly again: boolean;
  readonly note: string;
}

/** Settles the task of a card that was sent back. Failures: CARD_ORDER_MOVED_ON. */
export function settleRejected(
  context: Of,
  actor: StaffActor,
  request: Request,
  { orderId, again, note }: AboutRejected,
): Done {
  return once(context, request, (transaction, refuse) => {
    const order = findOrder(transaction.write, orderId);
    if (!order) return refuse(failure('CARD_ORDER_MOVED_ON', '没有这张卡'));
    if (order.state !== 'rejected') {
      return refuse(failure('CARD_ORDER_MOVED_ON', `卡的状态是“${orderStates[order.state]}”`));
    }
    const head = { subject: order.personId, actor };
    const day = hallDate(transaction.at);
    if (again) {
      const batch = batchFor(day, lastBatchOf(transaction.write, day.slice(0, 'YYYY-MM'.length)));
      transaction.append({ ...head, kind: 'card.ordered-again', payload: { orderId, batch, note } });
    } else {
      transaction.append({ ...head, kind: 'card.order-cancelled', payload: { orderId, note } });
    }
    return {};
  });
}
