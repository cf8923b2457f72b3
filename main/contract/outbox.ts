import { z } from 'zod';
import { deliverySenders, deliveryViewers } from '../domain/delivery/access.ts';
import { procedure } from './caller.ts';
import { done, idSchema, instantSchema, noInput, requestIdSchema } from './shared.ts';

/** A transaction on its way to the central system. */
const outboxRowSchema = z.strictObject({
  messageId: z.string(),
  caseId: idSchema,
  caseNumber: z.string(),
  itemName: z.string(),
  maskedName: z.string(),
  state: z.enum(['waiting', 'sending', 'unknown', 'delivered', 'refused']),
  attempts: z.int(),
  detail: z.string(),
  queuedAt: instantSchema,
  nextAt: instantSchema.nullable(),
});

/** A transaction on its way to the central system. */
export type OutboxRow = z.infer<typeof outboxRowSchema>;

export const outboxContract = {
  /** Not delivered ones first, then the latest delivered, at most 200. */
  list: procedure(deliveryViewers, noInput, z.strictObject({ rows: z.array(outboxRowSchema) })),
  /** Sends waiting ones now, or a refused one again after its cause was removed. Failures: MESSAGE_NOT_WAITING. */
  sendNow: procedure(
    deliverySenders,
    z.strictObject({ requestId: requestIdSchema, messageId: z.string().max(30) }),
    done,
  ),
};
