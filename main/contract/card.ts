import { z } from 'zod';
import { orderStates } from '../domain/card/card.ts';
import { cardDeskViewers } from '../domain/card/access.ts';
import { insuredGroups } from '../domain/card/insured.ts';
import { keysOf } from '../domain/keysOf.ts';
import { saidText } from '../domain/typedText.ts';
import { procedure } from './caller.ts';
import { done, hallDateSchema, idSchema, noInput, requestIdSchema } from './shared.ts';

/** Most characters of a reason. */
export const CARD_REASON_LENGTH = 60;
/** Most cards of one batch that may be sent back in one reception. */
const REJECTED_AT_ONCE = 1000;

const batchName = z.string().regex(/^\d{4}-\d{2}-B\d{1,4}$/);

const orderSchema = z.strictObject({
  orderId: idSchema,
  batch: batchName,
  citizen: z.string(),
  maskedIdNumber: z.string(),
  kind: z.string(),
  insured: z.enum(insuredGroups),
  state: z.enum(keysOf(orderStates)),
  /** Why the producer sent it back; null otherwise. */
  reason: z.string().nullable(),
  orderedOn: hallDateSchema,
  dueOn: hallDateSchema.nullable(),
  /** The promised day is over. */
  late: z.boolean(),
});

/** A card that is being made, as the lists show it. */
export type CardOrderShown = z.infer<typeof orderSchema>;

const batchSchema = z.strictObject({
  batch: batchName,
  cards: z.int(),
  stock: z.int(),
  rejected: z.int(),
  handed: z.int(),
  sentOn: hallDateSchema.nullable(),
  sentBy: z.string().nullable(),
  receivedOn: hallDateSchema.nullable(),
  receivedBy: z.string().nullable(),
});

const deskSchema = z.strictObject({
  batches: z.array(batchSchema).readonly(),
  rejected: z.array(orderSchema).readonly(),
  stock: z.array(orderSchema).readonly(),
});

/** The card business of a counter. */
export type CardDesk = z.infer<typeof deskSchema>;

const press = z.strictObject({ requestId: requestIdSchema });

export const cardContract = {
  /** Batches, what was sent back and what waits to be collected; everybody masked. */
  view: procedure(cardDeskViewers, noInput, deskSchema),
  /** The cards of a batch; none for a batch that is not there. */
  batch: procedure(
    cardDeskViewers,
    z.strictObject({ batch: batchName }),
    z.strictObject({ rows: z.array(orderSchema).readonly() }),
  ),
  /** Sends a batch to the producer. Failures: CARD_BATCH_MOVED_ON. */
  send: procedure(['teller'], press.extend({ batch: batchName }), done),
  /** Takes a batch over. Failures: CARD_BATCH_MOVED_ON, CARD_BATCH_SAME_PERSON, CARD_ORDER_MOVED_ON. */
  receive: procedure(
    ['teller'],
    press.extend({
      batch: batchName,
      rejected: z
        .array(z.strictObject({ orderId: idSchema, reason: saidText(CARD_REASON_LENGTH) }))
        .max(REJECTED_AT_ONCE)
        .readonly(),
    }),
    done,
  ),
  /** Settles the task of a card that was sent back: `again` = into a batch once more. Failures: CARD_ORDER_MOVED_ON. */
  settleRejected: procedure(
    ['teller'],
    press.extend({ orderId: idSchema, again: z.boolean(), note: saidText(CARD_REASON_LENGTH) }),
    done,
  ),
};
