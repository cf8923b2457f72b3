import type { CardDesk, CardOrderShown } from '../../contract/card.ts';
import { hallDate } from '../../domain/calendar/hallTime.ts';
import { orderKinds } from '../../domain/card/card.ts';
import { maskIdNumber, maskName } from '../../domain/identity/mask.ts';
import { latestBatches, ordersIn, ordersOfBatch, type OrderRow } from '../../store/cards.ts';
import type { Context } from '../context.ts';

/** As many batches as a year and a half has. */
const BATCHES_SHOWN = 60;
/** More waits than anybody looks through: the rest comes when these are handed out. */
const WAITING_SHOWN = 500;

const shown =
  (today: string) =>
  (row: OrderRow): CardOrderShown => ({
    orderId: row.orderId,
    batch: row.batch,
    citizen: maskName(row.personName, 'list'),
    maskedIdNumber: maskIdNumber(row.idNumber),
    kind: orderKinds[row.order],
    insured: row.insured,
    state: row.state,
    reason: row.reason,
    orderedOn: hallDate(row.orderedAt),
    dueOn: row.dueOn,
    late: row.dueOn !== null && row.dueOn < today && row.state !== 'handed',
  });

/** The card business of this counter: batches with their counts, what was sent back, what waits to be collected. Everybody masked. */
export function viewCardDesk({ store: { read }, clock }: Pick<Context, 'store' | 'clock'>): CardDesk {
  const line = shown(hallDate(clock.wall().toISOString()));
  return {
    batches: latestBatches(read, BATCHES_SHOWN).map((row) => ({
      batch: row.batch,
      cards: row.cards,
      stock: row.stock,
      rejected: row.rejected,
      handed: row.handed,
      sentOn: row.sentAt && hallDate(row.sentAt),
      sentBy: row.sentByName,
      receivedOn: row.receivedAt && hallDate(row.receivedAt),
      receivedBy: row.receivedByName,
    })),
    rejected: ordersIn(read, 'rejected', WAITING_SHOWN).map(line),
    stock: ordersIn(read, 'stock', WAITING_SHOWN).map(line),
  };
}

/** The cards of one batch. */
export function viewBatch(
  { store: { read }, clock }: Pick<Context, 'store' | 'clock'>,
  batch: string,
): readonly CardOrderShown[] {
  return ordersOfBatch(read, batch).map(shown(hallDate(clock.wall().toISOString())));
}
